"""Stage `data`: the captions' vocabulary, and the pictures the autoencoder learns from."""
import multiprocessing
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from .bpe import Tokenizer
from .captions import caption
from .render import SIZE, render
from .scenes import random_for, sample_scene
from .settings import Settings

PHASE, CAPTION = 1, 2
"""Purposes of a scene's random numbers, beside the scene itself."""


def draw(seed: int, index: int) -> tuple[np.ndarray, float]:
    """Scene `index` at a random phase: uint8 [256, 256, 3] and the phase in [0, 1)."""
    phase = phase_of(seed, index)
    return render(sample_scene(seed, index), phase), phase


def phase_of(seed: int, index: int) -> float:
    return float(random_for(seed, index, PHASE).random())


def captions_of(settings: Settings, index: int) -> list[str]:
    rng, scene = random_for(settings.seed, index, CAPTION), sample_scene(settings.seed, index)
    return [caption(scene, rng) for _ in range(settings.captions_per_scene)]


def in_processes(settings: Settings, make: Callable[[int], Any], indices: range) -> Iterator[Any]:
    """Yields make(index) in order, made by as many processes as there are threads."""
    with multiprocessing.get_context("fork").Pool(settings.threads) as pool:
        yield from pool.imap(make, indices, chunksize=16)


def run(settings: Settings) -> None:
    settings.work.mkdir(parents=True, exist_ok=True)
    tokenizer = settings.work / "tokenizer"
    if not (tokenizer / "merges.txt").exists() and settings.initial_model and settings.keep_vocabulary:
        Tokenizer.load(Path(settings.initial_model) / "tokenizer").save(tokenizer)
    elif not (tokenizer / "merges.txt").exists():
        corpus = [text for index in range(settings.corpus // settings.captions_per_scene) for text in captions_of(settings, index)]
        Tokenizer.learn(corpus, settings.merges).save(tokenizer)
    path = settings.work / "pictures.npy"
    if path.exists():
        return
    partial_path = path.with_suffix(".partial")
    pictures = np.lib.format.open_memmap(partial_path, "w+", np.uint8, (settings.pictures, SIZE, SIZE, 3))
    # Beyond the teacher's scenes, so that its latents are of pictures the autoencoder has not seen.
    for i, (picture, _) in enumerate(in_processes(settings, partial(draw, settings.seed), range(settings.scenes, settings.scenes + settings.pictures))):
        pictures[i] = picture
    pictures.flush()
    partial_path.rename(path)
