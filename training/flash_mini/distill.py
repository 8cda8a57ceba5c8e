"""Stage `student`: Imagine Flash distillation (Kohler et al. 2024, arXiv:2405.05224) of the teacher to one student for 1, 2 and 3 steps.

Per batch: choose a number of steps and one of its timesteps t; roll the student out from pure noise to t without gradient (Backward Distillation);
let it estimate x_0 there, with gradient; re-noise that estimate to gamma(t) and let the guided teacher improve it (Shifted Reconstruction Loss); pull
the student's estimate towards the teacher's, and towards what the discriminator takes for drawn. At t = T both start from the same pure noise, and the
teacher's answer to it is known (`answers.py`). The reconstruction sees no drawn picture, so nothing
can leak from one; the discriminator needs some to compare with.
"""
import torch
from torch import Tensor

from . import distillation
from .diffusion import TRAIN_TIMESTEPS, Denoiser, add_noise, next_latents, predicted_x0, trailing_timesteps
from .distillation import Batch
from .settings import Settings
from .unet import UNet

STEP_COUNTS = (1, 2, 3)
LAST = TRAIN_TIMESTEPS - 1


def gamma(t: int, floor: int) -> int:
    """The shifted time: gamma(T) = T lets the teacher change the structure, low t leaves it to add detail only.

    The paper gives no closed form; ours is linear from `floor` at t = 0 to T at t = T. Floor 0 re-noises to t itself, floor T always starts over.
    """
    return round(floor + (LAST - floor) * t / LAST)


def name_of(settings: Settings) -> str:
    """"student", or the ablation's name: which parts are missing, or which gamma was tried."""
    missing = [part for part in ("backward", "shift", "discriminator") if not getattr(settings, part)]
    swept = [] if settings.gamma_floor == Settings.gamma_floor else [f"gamma-{settings.gamma_floor}"]
    return "-".join(["student", *(f"no-{part}" for part in missing), *swept])


def run(settings: Settings) -> None:
    distillation.train(name_of(settings), settings, imagine_flash_loss, settings.discriminator)


def imagine_flash_loss(batch: Batch, settings: Settings) -> tuple[Tensor, Tensor]:
    """The student's estimate, and || x_0 of the teacher - x_0 of the student ||, averaged."""
    timesteps, index = pick_timestep()
    t = timesteps[index]
    x = roll_out(batch.student, batch.noise, timesteps[:index + 1]) if settings.backward else add_noise(batch.x0, batch.noise, t)
    v = batch.student(x, t)
    estimate = predicted_x0(x, v, t)
    if settings.backward and t == LAST:
        target = batch.answer
    elif settings.shift:
        target = shifted_target(batch.teacher, x, v.detach(), t, gamma(t, settings.gamma_floor), settings.teacher_ddim_steps)
    else:
        target = teacher_estimate(batch.teacher, x, t, settings.teacher_ddim_steps)
    return estimate, distance(target, estimate)


def distance(target: Tensor, estimate: Tensor) -> Tensor:
    """The length of their difference, averaged over pictures. Its gradient does not shrink with the difference as that of the square does, so late steps, which
    have little left to change, are not drowned by the first."""
    return (target - estimate).square().mean((1, 2, 3)).sqrt().mean()


def pick_timestep() -> tuple[list[int], int]:
    """One of the step counts and one of its steps, each pair of them equally likely."""
    pairs = [(timesteps, index) for timesteps in map(trailing_timesteps, STEP_COUNTS) for index in range(len(timesteps))]
    return pairs[distillation.pick(pairs)]


@torch.no_grad()
def roll_out(student: Denoiser, start: Tensor, timesteps: list[int]) -> Tensor:
    """x_{T->t} of Backward Distillation: what the student itself meets at the last of `timesteps`, Noise Correction included."""
    x = start
    for i, (t, t_next) in enumerate(zip(timesteps, timesteps[1:])):
        x = next_latents(x, student(x, t), t, t_next, start if i == 0 else None)
    return x


@torch.no_grad()
def shifted_target(teacher: Denoiser, x: Tensor, v: Tensor, t: int, shifted: int, steps: int) -> Tensor:
    """x_0 read out by the teacher from the student's estimate re-noised to gamma(t) = `shifted`, with the noise that the student itself predicts.

    That is the student's DDIM step from t back up to gamma(t); at gamma(t) = t it goes nowhere. The paper does not say which noise. With fresh noise the target would be
    another picture each time, and the student would learn their blurred average; with the roll-out's start, which an estimate is never independent of, its imprint grows
    with every round until it covers the picture: both were seen here (training/NOTES.md).
    """
    return teacher_estimate(teacher, next_latents(x, v, t, shifted), shifted, steps)


@torch.no_grad()
def teacher_estimate(teacher: Denoiser, x: Tensor, t: int, steps: int) -> Tensor:
    """x_0 read out after k - 1 DDIM steps down the grid t (1 - j / k), from x at t: f_Phi^k and its last x_0 of the paper's equations."""
    grid = [round(t * (1 - j / steps)) for j in range(steps)]
    for s, s_next in zip(grid, grid[1:]):
        x = next_latents(x, teacher(x, s), s, s_next)
    return predicted_x0(x, teacher(x, grid[-1]), grid[-1])


def load(settings: Settings) -> UNet:
    return distillation.load(settings, name_of(settings))
