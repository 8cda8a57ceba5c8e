"""Several processes that train one model on one machine: each sees its own share of every batch, and all take the mean of their gradients.

Two processes of one core each get more done than one process with two threads, whose small convolutions wait for each other. All begin alike, take
the same steps and so stay alike; only the first one prints and saves.
"""
import os
import signal
import tempfile
from collections.abc import Callable

import torch
from torch import distributed, multiprocessing, nn

from .settings import Settings


def run(train: Callable[[Settings], None], settings: Settings) -> None:
    """Calls `train(settings)`, a function of some module, once in each of `settings.processes` processes, and returns when all have."""
    if settings.processes == 1:
        return train(settings)
    if settings.processes < 1 or settings.device != "cpu" or settings.teacher_batch % settings.processes or settings.teacher_minutes:
        raise SystemExit(f"--processes is 1, or more where --device is cpu, --teacher-batch a multiple of it and --teacher-minutes not given; "
                         f"given were {settings.processes}, {settings.device}, {settings.teacher_batch} and {settings.teacher_minutes:g}.")
    with tempfile.TemporaryDirectory() as folder:
        multiprocessing.spawn(_member, (train, settings, f"file://{folder}/meeting"), settings.processes)


def _member(rank: int, train: Callable[[Settings], None], settings: Settings, meeting: str) -> None:
    # PyTorch interrupts the others when the first process dies; what a shell starts in the background would not hear it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cores = sorted(os.sched_getaffinity(0))
    share = max(1, len(cores) // settings.processes)
    os.sched_setaffinity(0, set(cores[rank * share % len(cores):][:share]))
    torch.set_num_threads(share)
    # They talk to each other alone, whatever name this machine has in the network.
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=settings.processes)
    train(settings)
    distributed.barrier()


def rank() -> int:
    """Which of the processes this is, from 0."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def average_gradients(model: nn.Module) -> None:
    """Every gradient becomes the mean of all processes'. Alone, nothing happens."""
    if not distributed.is_initialized():
        return
    gradients = [parameter.grad for parameter in model.parameters() if parameter.grad is not None]
    together = torch.cat([gradient.flatten() for gradient in gradients])
    distributed.all_reduce(together)
    together /= distributed.get_world_size()
    for gradient, mean in zip(gradients, together.split([gradient.numel() for gradient in gradients])):
        gradient.copy_(mean.view_as(gradient))
