"""Stage `rival-consistency`: latent consistency distillation for 1 to 3 steps (Luo et al. 2023, arXiv:2310.04378, algorithm 1).

The student at t_n, and its own slowly following average one guided DDIM step of the teacher further down, shall see the same x_0.
"""
import torch
from torch import Tensor

from . import distillation
from .diffusion import TRAIN_TIMESTEPS, Denoiser, add_noise, next_latents, predicted_x0
from .distillation import Batch
from .settings import Settings

NAME = "rival-consistency"
GRID = 50
"""Times the teacher's path is cut into; the skip of k = 20 of 1000."""
SKIP = TRAIN_TIMESTEPS // GRID
SIGMA_DATA, TIME_SCALE = 0.5, 10.0
HUBER = 0.001


def timesteps(steps: int) -> list[int]:
    """Every so many of the 50 times, from the last one on: 1 -> [999], 2 -> [999, 499], 3 -> [999, 679, 339]."""
    return [TRAIN_TIMESTEPS - 1 - SKIP * (i * GRID // steps) for i in range(steps)]


def run(settings: Settings) -> None:
    distillation.train(NAME, settings, consistency_loss, adversarial=False, decay=settings.consistency_decay)


def consistency_loss(batch: Batch, settings: Settings) -> tuple[Tensor, Tensor]:
    """Pseudo-Huber distance sqrt(d^2 + c^2) - c between f(x_{t_{n+k}}) and the average's f of the teacher's step to t_n."""
    t = TRAIN_TIMESTEPS - 1 - SKIP * int(torch.randint(GRID, ()))
    t_next = max(0, t - SKIP)
    x = add_noise(batch.x0, batch.noise, t)
    estimate = consistent(batch.student, x, t)
    with torch.no_grad():
        target = consistent(batch.average, next_latents(x, batch.teacher(x, t), t, t_next), t_next)
    return estimate, ((estimate - target).square() + HUBER ** 2).sqrt().mean() - HUBER


def consistent(denoiser: Denoiser, x: Tensor, t: int) -> Tensor:
    """f(x, t) = c_skip(t) x + c_out(t) x_0(x, t), which is x itself at t = 0."""
    skip, out = boundary(t)
    return skip * x + out * predicted_x0(x, denoiser(x, t), t)


def boundary(t: int) -> tuple[float, float]:
    """c_skip and c_out of the paper's section 4.1."""
    scaled = t * TIME_SCALE
    total = scaled ** 2 + SIGMA_DATA ** 2
    return SIGMA_DATA ** 2 / total, scaled / total ** 0.5
