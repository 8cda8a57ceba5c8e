"""Stage `judge`: how often the nearest of all things is the one that was asked for, by size, on things that training saw and on others; and sheets to look at.

Of the teacher's averaged weights as they are, so that it can be asked while the teacher trains.
"""
import json
from dataclasses import replace

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .. import train_autoencoder, train_referee, train_teacher, warm_start
from ..attributes import classes_of
from ..bpe import Tokenizer
from ..captions import plain_caption
from ..diffusion import imagine_flash, trailing_timesteps
from ..latents import encode, scaling_factor_of, seeded_noise
from ..pictures import as_bytes, halved
from ..precision import autocast
from ..scenes import sample_scene
from ..settings import ROOT, Settings
from ..teacher import Teacher, denoiser, guided_denoiser, tokenize
from . import art
from . import seeing as seeing_decoder
from .captions import plain
from .drawing import layout, render
from .judge import Nearest
from .latents import layout_of
from .plan import planned, said
from .scenes import SIZES, ThingScene, kept_out, sample

PROMPTS = ROOT / "prompts-people-type.txt"
SEED, NOISE, SHOWN, KNOWN, FIRST = 77, 5000, 8, 8, 5_000_000
GUIDED = 12
"""Steps of the guided way; the other is three without guidance, with Noise Correction, as the student will be used."""


@torch.no_grad()
def run(settings: Settings) -> None:
    nearest, pictures, results = Nearest(), art.by_name(), {}
    autoencoder = train_autoencoder.load(settings)
    # Once, because the teacher may be training.
    step, teacher = torch.load(settings.work / "teacher.pt", map_location="cpu")["step"], train_teacher.load(settings)
    out = settings.work / "judged"
    out.mkdir(exist_ok=True)
    for split in ("kept-out", "learned"):
        names = [name for name in nearest.names if kept_out(name) == (split == "kept-out")]
        for size in SIZES:
            scenes = [sample(SEED, i, names, size, plain=True) for i in range(settings.judged_pictures)]
            drawn = np.stack([render(scene, pictures) for scene in scenes])
            made = {"encoded": decoded(autoencoder, torch.from_numpy(encode(autoencoder, drawn, settings)).float()), **painted(settings, autoencoder, teacher, scenes, guided=settings.judged_guided)}
            row = {}
            for way, shown in made.items():
                ranks = nearest.ranks(shown, scenes)
                row[way] = [round(100 * float((ranks < most).mean()), 1) for most in (1, 5)]
            Image.fromarray(np.concatenate([np.concatenate(list(part[:SHOWN]), 1) for part in (drawn, *made.values())], 0)).save(out / f"{split}-{size}.png")
            results[f"{split} {size}"] = row
            print(f"{split:9} {size:7} top-1 and top-5 of {len(scenes)} in %: {row}", flush=True)
    results["what people type"] = typed(settings, autoencoder, teacher, nearest)
    print(f"what people type, top-1 and top-5 in % in three plain steps: {results['what people type']}", flush=True)
    known = subjects_known(settings, autoencoder, teacher)
    print(f"what is drawn by code, read by the referee in % of {settings.judged_pictures} scenes, teacher guided in {KNOWN} steps: {known}", flush=True)
    results["drawn by code"] = known
    (out / f"{step:06}.json").write_text(json.dumps({"step": step, "batch": settings.teacher_batch, "n": settings.judged_pictures, "results": results}, indent=1))


@torch.no_grad()
def painted(settings: Settings, autoencoder, teacher: Teacher, scenes: list[ThingScene], prompts: list[str] | None = None, phases: list[float] | None = None, guided: bool = False) -> dict[str, np.ndarray]:
    """From a way to uint8 [n, 256, 256, 3], by the decoder that sees layouts, if there is one; without `prompts`, for plain ones; with `phases`, all of them from one noise."""
    tokenizer, factor, still = Tokenizer.load(settings.work / "tokenizer"), scaling_factor_of(settings), phases is None
    phases = phases or [0.0] * len(scenes)
    plans, alphas = (np.stack(parts) for parts in zip(*(layout(scene, art.by_name(), phase) for scene, phase in zip(scenes, phases))))
    beside = layout_of(autoencoder, plans, alphas, settings, factor)
    embeds, empty = teacher.embed(tokenize(tokenizer, prompts or [plain(scene) for scene in scenes])), teacher.embed(tokenize(tokenizer, [""]))
    phase, noise = torch.tensor(phases), seeded_noise([NOISE + i * still for i in range(len(scenes))], "cpu")
    ways = {}
    with autocast(settings):
        if guided:
            ways[f"{GUIDED} guided"] = imagine_flash(guided_denoiser(teacher.unet, embeds, empty, phase, settings.guidance_scale, beside), noise, trailing_timesteps(GUIDED), False)
        ways["3 plain"] = imagine_flash(denoiser(teacher.unet, embeds, phase, beside), noise, trailing_timesteps(3))
    seeing = seeing_decoder.load(settings, autoencoder.decoder)
    return {way: seeing_decoder.decoded(seeing, latents / factor, seeing_decoder.seen_of(plans, alphas)) if seeing else decoded(autoencoder, latents / factor) for way, latents in ways.items()}


def typed(settings: Settings, autoencoder, teacher: Teacher, nearest: Nearest) -> list[float]:
    """Of `prompts-people-type.txt`: whether the square of what the prompt is about looks most like it, as the planner plans for seed 1. Things the planner recolours count too."""
    rows = [line.split(" | ") for line in PROMPTS.read_text().splitlines() if not line.startswith("#")]
    plans = [planned(prompt, 1) for prompt, _ in rows]
    # The judge looks at the first thing of a scene.
    asked = [replace(plan, things=tuple(sorted(plan.things, key=lambda thing: thing.name != name))) for plan, (_, name) in zip(plans, rows)]
    made = painted(settings, autoencoder, teacher, plans, [said(prompt, plan) for plan, (prompt, _) in zip(plans, rows)])["3 plain"]
    right = [plan.things[0].name == name for plan, (_, name) in zip(asked, rows)]
    ranks = np.where(right, nearest.ranks(made, asked), len(nearest.names))
    return [round(100 * float((ranks < most).mean()), 1) for most in (1, 5)]


@torch.no_grad()
def subjects_known(settings: Settings, autoencoder, trained: Teacher) -> dict[str, dict[str, float]]:
    """What the referee reads right in pictures of the subjects that code draws: by this teacher, and by the checkpoint in version control, through the same decoder."""
    tokenizer, factor = Tokenizer.load(settings.work / "tokenizer"), scaling_factor_of(settings)
    scenes = [sample_scene(settings.seed + train_referee.SEED_OFFSET, FIRST + i) for i in range(settings.judged_pictures)]
    truth, referee, percent = np.array([classes_of(scene) for scene in scenes]), train_referee.load(settings), {}
    published = Teacher(len(tokenizer.vocab))
    warm_start.load_teacher(Settings.checkpoint, published, tokenizer, tokenizer)
    for name, teacher in (("published", published.to(memory_format=torch.channels_last).eval()), ("this", trained)):
        embeds, empty = teacher.embed(tokenize(tokenizer, [plain_caption(scene) for scene in scenes])), teacher.embed(tokenize(tokenizer, [""]))
        network = guided_denoiser(teacher.unet, embeds, empty, torch.zeros(len(scenes)), settings.guidance_scale)
        with autocast(settings):
            latents = imagine_flash(network, seeded_noise(list(range(NOISE, NOISE + len(scenes))), "cpu"), trailing_timesteps(KNOWN), False)
        pictures = halved(decoded(autoencoder, latents / factor))
        shares = train_referee.correctness(train_referee.read(referee, torch.from_numpy(pictures), settings), truth)
        percent[name] = {attribute: round(share, 1) for attribute, share in shares.items()}
    return percent


def decoded(autoencoder, latents: Tensor) -> np.ndarray:
    return np.concatenate([as_bytes(autoencoder.decoder(latents[i:i + 16])) for i in range(0, len(latents), 16)])
