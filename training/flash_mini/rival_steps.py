"""Stage `rival-steps`: forward step distillation to four steps (Salimans & Ho 2022, arXiv:2202.00512, algorithm 2), in one stage.

The student starts from noised drawn scenes, and one of its DDIM steps learns to land where `teacher_ddim_steps` guided steps of the teacher do. The
original halves the number of steps again and again; here one stage goes from the teacher to four steps, with the budget the others have.
"""
import torch
from torch import Tensor

from . import distillation
from .diffusion import Denoiser, add_noise, alpha, next_latents, predicted_x0, sigma, trailing_timesteps
from .distillation import Batch
from .settings import Settings

NAME = "rival-steps"
TIMESTEPS = trailing_timesteps(4)


def run(settings: Settings) -> None:
    distillation.train(NAME, settings, step_loss, adversarial=False)


def step_loss(batch: Batch, settings: Settings) -> tuple[Tensor, Tensor]:
    index = distillation.pick(TIMESTEPS)
    t = TIMESTEPS[index]
    x = add_noise(batch.x0, batch.noise, t)
    estimate = predicted_x0(x, batch.student(x, t), t)
    target = step_target(batch.teacher, x, t, TIMESTEPS[index + 1] if index + 1 < len(TIMESTEPS) else None, settings.teacher_ddim_steps)
    return estimate, (target - estimate).square().mean()


@torch.no_grad()
def step_target(teacher: Denoiser, x: Tensor, t: int, t_next: int | None, steps: int) -> Tensor:
    """The x_0 with which one DDIM step from x at t lands where `steps` of the teacher's do at t_next; None is the clean end."""
    end = t_next or 0
    grid = [round(t + (end - t) * j / steps) for j in range(steps + 1)]
    z = x
    for s, s_next in zip(grid, grid[1:] if t_next is not None else grid[1:-1]):
        z = next_latents(z, teacher(z, s), s, s_next)
    if t_next is None:
        return predicted_x0(z, teacher(z, grid[-2]), grid[-2])
    # Salimans & Ho: x~ = (z - (sigma'/sigma) x) / (alpha' - (sigma'/sigma) alpha).
    ratio = sigma(t_next) / sigma(t)
    return (z - ratio * x) / (alpha(t_next) - ratio * alpha(t))
