"""What every training stage shares: progress with an estimate of the end, checkpoints that survive a kill, averaged weights."""
import copy
import math
import os
import signal
import time
from pathlib import Path

import torch
from torch import nn

from .settings import Settings


def save(state: dict, path: Path) -> None:
    """Atomic: a kill at any moment leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, path)


def cosine_rate(step: int, steps: int, peak: float) -> float:
    """Learning rate: a linear warm-up over a tenth of the steps, at most 100, then a half cosine that ends at 3 % of the peak."""
    warmup = max(1, min(100, steps // 10))
    if step < warmup:
        return peak * (step + 1) / warmup
    share = min(1.0, (step - warmup) / max(1, steps - warmup))
    return peak * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * share)))


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate


@torch.no_grad()
def average(ema: nn.Module, model: nn.Module, step: int, decay: float) -> None:
    """Exponential moving average of the weights; the decay warms up so that early steps are forgotten."""
    decay = min(decay, (1 + step) / (10 + step))
    means = list(ema.parameters())
    torch._foreach_mul_(means, decay)
    torch._foreach_add_(means, list(model.parameters()), alpha=1 - decay)


def frozen_copy(model: nn.Module) -> nn.Module:
    return copy.deepcopy(model).eval().requires_grad_(False)


PROBE = 20, 60
"""Between these steps the speed is measured: after warming up, and long before any schedule turns."""


class Loop:
    """Counts steps, prints losses with speed and time left, and saves now and then.

    `state` maps names to things with `state_dict` and `load_state_dict`. A stage that was killed goes on from its last checkpoint; step n draws the
    same random numbers either way, because the generator is seeded from the seed and n.

    With `minutes`, the speed of the first steps decides how many fit, and `steps` becomes that where it is less: schedules read it from here. Such a
    run depends on the machine's speed, and so do its numbers.
    """

    def __init__(self, name: str, settings: Settings, steps: int, pictures_per_step: int, state: dict, minutes: float = 0):
        self.name, self.settings, self.steps, self.pictures, self.state, self.minutes = name, settings, steps, pictures_per_step, state, minutes
        self.path = settings.work / f"{name}.pt"
        self.first = 0
        self.seconds = 0.0
        self.stopped = False
        if self.path.exists():
            saved = torch.load(self.path, map_location=settings.device)
            self.first, self.seconds = saved["step"], saved["seconds"]
            unknown = [key for key in state if key not in saved]
            if unknown:
                raise SystemExit(f"{self.path} holds no {', '.join(unknown)}: it was trained with other settings or by an earlier version. Give those settings again, or move the file away to train anew.")
            if minutes:
                self.steps, self.minutes = saved["steps"], 0
            for key, part in state.items():
                part.load_state_dict(saved[key])

    def __iter__(self):
        started = last_save = last_print = time.monotonic()
        already, self._losses = self.seconds, {}
        signal.signal(signal.SIGTERM, self._stop)
        step, warm = self.first - 1, started
        while (step := step + 1) < self.steps:
            torch.manual_seed(self.settings.seed * 1_000_003 + step)
            yield step
            now = time.monotonic()
            if step == PROBE[0]:
                warm = now
            elif step == PROBE[1] and self.minutes:
                rate = (PROBE[1] - PROBE[0]) / (now - warm)
                self.steps = min(self.steps, step + 1 + max(1, int(rate * self.minutes * 60)))
            self.seconds = already + now - started
            if now - last_print > 10:
                self._print(step + 1, (step + 1 - self.first) / (now - started))
                last_print = now
            if self.stopped:
                self._save(step + 1)
                raise SystemExit(f"{self.name}: stopped and saved after {step + 1} of {self.steps} steps; the same command goes on")
            if now - last_save > self.settings.save_every_seconds:
                self._save(step + 1)
                last_save = now
        self._save(self.steps)

    def _stop(self, *_) -> None:
        """What `timeout` and `kill` ask for: the step in hand is finished and saved."""
        self.stopped = True

    def report(self, **losses: torch.Tensor) -> None:
        """Smoothed over about a hundred steps. Read only when printed: reading a number back from a GPU waits for it."""
        for key, value in losses.items():
            self._losses[key] = torch.lerp(self._losses[key], value, 0.01) if key in self._losses else value.clone()

    def _print(self, done: int, rate: float) -> None:
        losses = "  ".join(f"{key} {float(value):.4f}" for key, value in self._losses.items())
        left = (self.steps - done) / rate / 60
        print(f"{time.strftime('%H:%M:%S')} {self.name} {done}/{self.steps}  {losses}  {rate * self.pictures:.1f} pictures/s  {left:.1f} min left", flush=True)

    def _save(self, step: int) -> None:
        save({"step": step, "steps": self.steps, "seconds": self.seconds, **{key: part.state_dict() for key, part in self.state.items()}}, self.path)
