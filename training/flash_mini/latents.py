"""Stage `latents`: the teacher's data, drawn and encoded once.

`latents/NNNN.npz` holds a chunk of scenes: latents float16 [n, C, 16, 16] (the encoder's means, not yet scaled), phases float32 [n], and token ids
uint16 [n, captions, length], padded with the end token.
"""
import json
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor

from . import chunks, train_autoencoder
from .autoencoder import LATENT_CHANNELS, Autoencoder, split_moments
from .bpe import Tokenizer
from .data import captions_of, draw, in_processes
from .focus import occupied
from .pictures import as_pixels
from .precision import autocast
from .scenes import Scene, sample_scene
from .settings import Settings
from .vocabulary import FAVOURITES, STYLES, USUAL_POSITION, USUAL_SIZE

CHUNK, BATCH, CAPTION_LENGTH = 2048, 16, 40


def run(settings: Settings) -> None:
    folder = settings.work / "latents"
    autoencoder, tokenizer = train_autoencoder.load(settings), Tokenizer.load(settings.work / "tokenizer")
    chunks.write(folder, settings.scenes, CHUNK, partial(make_chunk, settings, autoencoder, tokenizer), "scenes")


def make_chunk(settings: Settings, autoencoder: Autoencoder, tokenizer: Tokenizer, indices: range) -> dict[str, np.ndarray]:
    latents, phases, waiting = [], [], []
    ids = np.empty((len(indices), settings.captions_per_scene, CAPTION_LENGTH), np.uint16)
    for (picture, phase), captions in in_processes(settings, partial(draw_and_say, settings, tokenizer), indices):
        ids[len(phases)] = captions
        phases.append(phase)
        waiting.append(picture)
        if len(waiting) == BATCH or len(phases) == len(indices):
            latents.append(encode(autoencoder, np.stack(waiting), settings))
            waiting.clear()
    return {"latents": np.concatenate(latents), "phases": np.array(phases, np.float32), "ids": ids}


def draw_and_say(settings: Settings, tokenizer: Tokenizer, index: int) -> tuple[tuple[np.ndarray, float], np.ndarray]:
    """Picture and phase, and the tokens of its captions."""
    return draw(settings.seed, index), caption_ids(settings, tokenizer, index)


def caption_ids(settings: Settings, tokenizer: Tokenizer, index: int) -> np.ndarray:
    """uint16 [captions, CAPTION_LENGTH], padded with the end token."""
    return tokens_of(tokenizer, captions_of(settings, index))


def tokens_of(tokenizer: Tokenizer, captions: list[str]) -> np.ndarray:
    """uint16 [captions, CAPTION_LENGTH], padded with the end token."""
    ids = np.full((len(captions), CAPTION_LENGTH), tokenizer.end, np.uint16)
    for row, text in zip(ids, captions):
        tokens = tokenizer.encode(text)[:CAPTION_LENGTH]
        row[:len(tokens)] = tokens
    return ids


@torch.no_grad()
def encode(autoencoder: Autoencoder, pictures: np.ndarray, settings: Settings) -> np.ndarray:
    """uint8 [n, 256, 256, 3] to the means of their latents, float16."""
    with autocast(settings):
        moments = autoencoder.encoder(as_pixels(torch.from_numpy(pictures).to(settings.device)))
    return split_moments(moments)[0].half().contiguous().cpu().numpy()


def scaling_factor_of(settings: Settings) -> float:
    """Of `Latents.load`, remembered beside them, because loading all of them for one number takes a while."""
    folder = settings.work / "latents"
    path, count = folder / "scaling_factor.json", len(chunks.files(folder))
    known = json.loads(path.read_text()) if path.exists() else {}
    if known.get("chunks") != count:
        known = {"chunks": count, "scaling_factor": Latents.load(settings).scaling_factor}
        path.write_text(json.dumps(known))
    return known["scaling_factor"]


@dataclass(frozen=True)
class Latents:
    """Everything in memory that has no more kinds of things than the settings allow; latents scaled to unit standard deviation."""
    latents: Tensor
    phases: Tensor
    ids: Tensor
    focus: Tensor
    """[n, 1, 16, 16]: 1 where things stand, 0 on the backdrop, what `things.latents` says where stored ones do."""
    chances: Tensor
    """[n]: how often each is picked, beside the others."""
    scaling_factor: float
    layouts: Tensor | None = None
    """float16 [m, LAYOUT_CHANNELS, 16, 16] of the last m scenes, those with stored things; the others' are empty."""

    @staticmethod
    def load(settings: Settings) -> "Latents":
        latents, phases, ids = (torch.from_numpy(chunks.read(settings.work / "latents", key).astype(kind))
                                for key, kind in (("latents", np.float32), ("phases", np.float32), ("ids", np.int64)))
        scaling_factor = round(1 / float(latents.std()), 6)
        scenes = [sample_scene(settings.seed, i) for i in range(len(latents))]
        chances = torch.tensor([chance(settings, scene) for scene in scenes])
        focus = torch.stack([occupied(scene, *latents.shape[2:]) for scene in scenes]).unsqueeze(1)
        if settings.most_subjects < 2 or settings.kinds or settings.styles:
            learned = torch.tensor([is_learned(settings, scene) for scene in scenes])
            latents, phases, ids, focus, chances = (part[learned] for part in (latents, phases, ids, focus, chances))
        loaded = Latents((latents * scaling_factor).to(settings.device), phases.to(settings.device), ids, focus.to(settings.device), chances, scaling_factor)
        return loaded.with_things(settings) if settings.layout else loaded

    def with_things(self, settings: Settings) -> "Latents":
        """And the scenes with stored things, `thing_share` of what is picked."""
        from .things import latents as things
        more = things.load(settings, self.scaling_factor)
        count, share = len(more["latents"]), settings.thing_share
        chances = torch.cat([self.chances / self.chances.sum() * (1 - share), torch.full((count,), share / count)])
        joined = (torch.cat([getattr(self, key), more[key].to(settings.device if key != "ids" else "cpu")]) for key in ("latents", "phases", "ids", "focus"))
        return Latents(*joined, chances, self.scaling_factor, more["layouts"].to(settings.device))

    def pick(self, count: int) -> Tensor:
        return torch.multinomial(self.chances, count, replacement=True)

    def batch_of(self, picks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Latents, phases and one caption each, the captions cut to the longest of them."""
        return self.with_captions(picks, torch.randint(0, self.ids.shape[1], (len(picks),)))

    def layouts_of(self, picks: Tensor) -> Tensor | None:
        """[picks, LAYOUT_CHANNELS, 16, 16], or None where no scene has one."""
        if self.layouts is None:
            return None
        number = picks - (len(self.latents) - len(self.layouts))
        return self.layouts[number.clamp(min=0)].float() * (number >= 0).float().reshape(-1, 1, 1, 1).to(self.layouts.device)

    def weights(self, picks: Tensor, focus_weight: float) -> Tensor:
        """[picks, 1, 16, 16]: how much each place counts in a loss."""
        return 1 + (focus_weight - 1) * self.focus[picks]

    def with_captions(self, picks: Tensor, captions: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.latents[picks], self.phases[picks], trim(self.ids[picks, captions])


def seeded_noise(seeds: list[int], device: str | torch.device) -> Tensor:
    """[seeds, C, 16, 16]: one noise per seed, whatever the device and the batch."""
    each = [torch.randn((1, LATENT_CHANNELS, 16, 16), generator=torch.Generator().manual_seed(seed)) for seed in seeds]
    return torch.cat(each).to(device, memory_format=torch.channels_last)


def is_learned(settings: Settings, scene: Scene) -> bool:
    """Whether teacher and student see a scene that was drawn: the fewer kinds of scenes, the sooner each is learned."""
    return (1 + (scene.companion is not None) <= settings.most_subjects
            and (not settings.kinds or scene.subject.kind in settings.kinds.split(","))
            and (not settings.styles or scene.style in settings.styles.split(",")))


def chance(settings: Settings, scene: Scene) -> float:
    """How often teacher and decoder see it, beside one that is neither rare nor usual nor of a favourite."""
    return ((settings.rare_weight if is_rare(scene) else 1.0) * (settings.usual_weight if is_usual(scene) else 1.0)
            * (settings.favourite_weight if scene.subject.kind in FAVOURITES else 1.0))


def is_rare(scene: Scene) -> bool:
    """Two kinds of things at once, a small thing, or one of the styles of which there are few pictures each."""
    return scene.companion is not None or scene.size == "small" or scene.style != STYLES[0]


def is_usual(scene: Scene) -> bool:
    """One thing where and as large as people get it who say nothing about that."""
    return scene.alone and scene.size == USUAL_SIZE and scene.position == USUAL_POSITION


def trim(ids: Tensor) -> Tensor:
    """Cuts the padding that all rows share; the last token of the longest row stays its end token."""
    end = ids[0, -1]
    longest = int((ids != end).sum(1).max()) + 1
    return ids[:, :longest]
