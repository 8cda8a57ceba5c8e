"""Stage `judge`: how often the nearest of all things is the one that was asked for, by size, on things that training saw and on others; and sheets to look at.

Of the teacher's averaged weights as they are, so that it can be asked while the teacher trains.
"""
import json

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .. import train_autoencoder, train_teacher
from ..bpe import Tokenizer
from ..diffusion import imagine_flash, trailing_timesteps
from ..latents import encode, scaling_factor_of, seeded_noise
from ..pictures import as_bytes
from ..precision import autocast
from ..settings import Settings
from ..teacher import denoiser, guided_denoiser, tokenize
from . import art
from .captions import plain
from .drawing import layout, render
from .judge import Nearest
from .latents import layout_of
from .scenes import SIZES, ThingScene, kept_out, sample

SEED, NOISE, SHOWN = 77, 5000, 8
GUIDED = 12
"""Steps of the guided way; the other is three without guidance, with Noise Correction, as the student will be used."""


@torch.no_grad()
def run(settings: Settings) -> None:
    nearest, pictures, results = Nearest(), art.by_name(), {}
    autoencoder = train_autoencoder.load(settings)
    step = torch.load(settings.work / "teacher.pt", map_location="cpu")["step"]
    out = settings.work / "judged"
    out.mkdir(exist_ok=True)
    for split in ("kept-out", "learned"):
        names = [name for name in nearest.names if kept_out(name) == (split == "kept-out")]
        for size in SIZES:
            scenes = [sample(SEED, i, names, size, plain=True) for i in range(settings.judged_pictures)]
            drawn = np.stack([render(scene, pictures) for scene in scenes])
            made = {"encoded": decoded(autoencoder, torch.from_numpy(encode(autoencoder, drawn, settings)).float()), **painted(settings, autoencoder, scenes)}
            row = {}
            for way, shown in made.items():
                ranks = nearest.ranks(shown, scenes)
                row[way] = [round(100 * float((ranks < most).mean()), 1) for most in (1, 5)]
            Image.fromarray(np.concatenate([np.concatenate(list(part[:SHOWN]), 1) for part in (drawn, *made.values())], 0)).save(out / f"{split}-{size}.png")
            results[f"{split} {size}"] = row
            print(f"{split:9} {size:7} top-1 and top-5 of {len(scenes)} in %: {row}", flush=True)
    (out / f"{step:06}.json").write_text(json.dumps({"step": step, "batch": settings.teacher_batch, "n": settings.judged_pictures, "results": results}, indent=1))


def painted(settings: Settings, autoencoder, scenes: list[ThingScene]) -> dict[str, np.ndarray]:
    """From a way to uint8 [n, 256, 256, 3]."""
    teacher, tokenizer, factor = train_teacher.load(settings), Tokenizer.load(settings.work / "tokenizer"), scaling_factor_of(settings)
    plans, alphas = (np.stack(parts) for parts in zip(*(layout(scene, art.by_name()) for scene in scenes)))
    beside = layout_of(autoencoder, plans, alphas, settings, factor)
    embeds, empty = teacher.embed(tokenize(tokenizer, [plain(scene) for scene in scenes])), teacher.embed(tokenize(tokenizer, [""]))
    phase, noise = torch.zeros(len(scenes)), seeded_noise(list(range(NOISE, NOISE + len(scenes))), "cpu")
    with autocast(settings):
        guided = guided_denoiser(teacher.unet, embeds, empty, phase, settings.guidance_scale, beside)
        ways = {f"{GUIDED} guided": imagine_flash(guided, noise, trailing_timesteps(GUIDED), False), "3 plain": imagine_flash(denoiser(teacher.unet, embeds, phase, beside), noise, trailing_timesteps(3))}
    return {way: decoded(autoencoder, latents / factor) for way, latents in ways.items()}


def decoded(autoencoder, latents: Tensor) -> np.ndarray:
    return np.concatenate([as_bytes(autoencoder.decoder(latents[i:i + 16])) for i in range(0, len(latents), 16)])
