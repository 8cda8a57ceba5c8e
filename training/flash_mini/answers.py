"""Stage `answers`: what the guided teacher makes of pure noise, for prompts of drawn scenes, computed once for everybody that is distilled.

Backward Distillation starts from pure noise, and gamma(T) = T starts the teacher there, too: at t = T the target does not depend on the student. That is
half of a student's batches, and the same for most of its ablations, so many teacher steps can be afforded.

`answers/NNNN.npz` holds a chunk: latents float16 [n, C, 16, 16] in unit scale, and of each the scene and which of its captions, int64 [n].
"""
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor

from . import chunks, train_teacher
from .bpe import Tokenizer
from .diffusion import imagine_flash, trailing_timesteps
from .latents import Latents, seeded_noise, trim
from .precision import autocast
from .settings import Settings
from .teacher import Teacher, guided_denoiser

CHUNK, BATCH = 1024, 32
NOISE_SEED = 9_000_000_000
"""Far from the seeds of the evaluation's noises (`rows.noises`)."""


def run(settings: Settings) -> None:
    folder = settings.work / "answers"
    if not chunks.missing(folder, settings.answers, CHUNK):
        return
    teacher, data, tokenizer = train_teacher.load(settings), Latents.load(settings), Tokenizer.load(settings.work / "tokenizer")
    chunks.write(folder, settings.answers, CHUNK, partial(make_chunk, settings, teacher, data, tokenizer), "pictures")


def make_chunk(settings: Settings, teacher: Teacher, data: Latents, tokenizer: Tokenizer, numbers: range) -> dict[str, np.ndarray]:
    generator = torch.Generator().manual_seed(NOISE_SEED + numbers.start)
    # Scenes with stored things as often as the teacher saw them.
    scenes = torch.multinomial(data.chances, len(numbers), True, generator=generator) if settings.layout else torch.randint(len(data.latents), (len(numbers),), generator=generator)
    captions = torch.randint(data.ids.shape[1], (len(numbers),), generator=generator)
    empty = torch.tensor([tokenizer.encode("")], device=settings.device)
    made = []
    for at in range(0, len(numbers), BATCH):
        part = slice(at, at + BATCH)
        ids = trim(data.ids[scenes[part], captions[part]]).to(settings.device)
        with torch.no_grad(), autocast(settings):
            denoiser = guided_denoiser(teacher.unet, teacher.embed(ids), teacher.embed(empty), data.phases[scenes[part]], settings.guidance_scale, data.layouts_of(scenes[part]))
            clean = imagine_flash(denoiser, noises(list(numbers[part]), settings.device), trailing_timesteps(settings.answer_steps), noise_correction=False)
        made.append(clean.half().cpu())
    return {"latents": torch.cat(made).contiguous().numpy(), "scenes": scenes.numpy(), "captions": captions.numpy()}


def noises(numbers: list[int], device: str) -> Tensor:
    """[numbers, C, 16, 16]: the noise that each answer starts from, whatever the device and the batch."""
    return seeded_noise([NOISE_SEED + number for number in numbers], device)


@dataclass(frozen=True)
class Answers:
    """Everything in memory."""
    latents: Tensor
    scenes: Tensor
    captions: Tensor

    @staticmethod
    def load(settings: Settings) -> "Answers":
        folder = settings.work / "answers"
        if not chunks.files(folder):
            raise FileNotFoundError(f"{folder} holds no answers of the teacher: run stage `answers` first")
        return Answers(*(torch.from_numpy(chunks.read(folder, key)) for key in ("latents", "scenes", "captions")))

    def numbers(self, step: int, count: int) -> list[int]:
        """Which answers a step sees: one after the other, over and over, so that every student sees the same ones."""
        return [(step * count + i) % len(self.latents) for i in range(count)]
