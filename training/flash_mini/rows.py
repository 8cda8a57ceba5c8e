"""The rows of the table: which weights, how many steps, which sampler."""
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from . import ablations, distill, distillation, rival_adversarial, rival_consistency, rival_steps, sweep, train_teacher
from .bpe import Tokenizer
from .diffusion import imagine_flash, trailing_timesteps, trajectory_free
from .latents import seeded_noise
from .settings import Settings
from .teacher import Teacher, denoiser, guided_denoiser, tokenize
from .unet import UNet

PLAIN, CORRECTED, AFRESH = "DDIM", "DDIM with Noise Correction", "noised afresh"
"""How a sampler goes on from its estimate of x_0: with the predicted noise, at first with the true one, or with new noise every time."""
TEACHER = "teacher"
NOISE_SEED, DRAWS = 4242, 8


@dataclass(frozen=True)
class Row:
    name: str
    """File-safe; the rows of one model at different steps differ in it."""
    title: str
    run: str
    """`work/RUN.pt` holds the weights."""
    steps: int
    sampler: str
    timesteps: tuple[int, ...]

    @property
    def evaluations(self) -> int:
        """Of the U-Net, for one picture: guidance takes two a step."""
        return self.steps * (2 if self.run == TEACHER else 1)


def row(title: str, run: str, steps: int, sampler: str, timesteps: list[int] | None = None, suffix: str = "") -> Row:
    return Row(f"{run}-{steps}{suffix}", title, run, steps, sampler, tuple(timesteps or trailing_timesteps(steps)))


def rows(settings: Settings) -> list[Row]:
    """Those whose weights are there, in the order of the table."""
    def student(part: str) -> str:
        return distill.name_of(ablations.without(settings, part))

    found = [row("Teacher, guided", TEACHER, 25, PLAIN), row("Teacher, guided", TEACHER, 3, PLAIN), row("Step distillation", rival_steps.NAME, 4, PLAIN),
             row("Adversarial distillation (ADD)", rival_adversarial.NAME, 4, AFRESH)]
    found += [row("Consistency distillation (LCM)", rival_consistency.NAME, n, AFRESH, rival_consistency.timesteps(n)) for n in (1, 2, 3)]
    found += [row("**Imagine Flash**", distill.name_of(settings), n, CORRECTED) for n in (1, 2, 3)]
    found += [row("without Noise Correction", distill.name_of(settings), 3, PLAIN, suffix="-plain"),
              row("without discriminator", student("discriminator"), 3, CORRECTED), row("without Backward Distillation", student("backward"), 3, CORRECTED),
              row("without Shifted Reconstruction Loss", student("shift"), 3, CORRECTED)]
    found += [row(f"gamma(0) = {floor}", distill.name_of(replace(settings, gamma_floor=floor)), 3, CORRECTED) for floor in sweep.FLOORS]
    return [entry for entry in found if (settings.work / f"{entry.run}.pt").exists()]


def network_of(settings: Settings, entry: Row) -> UNet:
    return train_teacher.load(settings).unet if entry.run == TEACHER else distillation.load(settings, entry.run)


@torch.no_grad()
def sample(entry: Row, unet: UNet, teacher: Teacher, tokenizer: Tokenizer, prompts: list[str], phase: Tensor, numbers: list[int], guidance: float) -> Tensor:
    """Latents [n, C, 16, 16] in unit scale; `phase` [n]. Each picture's noise is that of its number, in samplers that draw new noise too."""
    device = phase.device
    start = noises(numbers, 0, device)
    embeds = teacher.embed(tokenize(tokenizer, prompts, str(device)))
    network = denoiser(unet, embeds, phase)
    if entry.run == TEACHER:
        network = guided_denoiser(unet, embeds, teacher.embed(tokenize(tokenizer, [""], str(device))), phase, guidance)
    timesteps = list(entry.timesteps)
    if entry.sampler == AFRESH:
        return trajectory_free(network, start, timesteps, [noises(numbers, i, device) for i in range(1, len(timesteps))])
    return imagine_flash(network, start, timesteps, noise_correction=entry.sampler == CORRECTED)


def noises(numbers: list[int], draw: int, device: torch.device) -> Tensor:
    """[numbers, C, 16, 16]: the `draw`th noise of each number, whatever the device, the row and the batch."""
    return seeded_noise([NOISE_SEED + DRAWS * number + draw for number in numbers], device)
