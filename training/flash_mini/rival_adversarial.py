"""Stage `rival-adversarial`: adversarial diffusion distillation for four steps (Sauer et al. 2023, arXiv:2311.17042), in latents.

The student starts from noised drawn scenes at one of its four times; the discriminator judges its estimate, and the teacher looks at that estimate
noised afresh to any time. What is missing beside Imagine Flash: the student's own roll-out, and the teacher's several steps from a shifted time.
"""
import torch
from torch import Tensor

from . import distillation
from .diffusion import TRAIN_TIMESTEPS, Denoiser, add_noise, alpha, predicted_x0, trailing_timesteps
from .distillation import Batch
from .settings import Settings

NAME = "rival-adversarial"
TIMESTEPS = trailing_timesteps(4)


def run(settings: Settings) -> None:
    distillation.train(NAME, settings, adversarial_loss, adversarial=True)


def adversarial_loss(batch: Batch, settings: Settings) -> tuple[Tensor, Tensor]:
    """The student's estimate, and c(t') || x_0 of the teacher - x_0 of the student ||^2 with the paper's exponential weight c(t') = alpha_{t'}."""
    t = TIMESTEPS[distillation.pick(TIMESTEPS)]
    x = add_noise(batch.x0, batch.noise, t)
    estimate = predicted_x0(x, batch.student(x, t), t)
    s = int(torch.randint(TRAIN_TIMESTEPS, ()))
    target = noised_afresh(batch.teacher, estimate.detach(), s)
    return estimate, alpha(s) * (target - estimate).square().mean()


@torch.no_grad()
def noised_afresh(teacher: Denoiser, estimate: Tensor, s: int) -> Tensor:
    """One look of the teacher at the student's estimate, noised to s."""
    x = add_noise(estimate, torch.randn_like(estimate), s)
    return predicted_x0(x, teacher(x, s), s)
