"""Stage `referee`: draws scenes of its own, held-out combinations among them, and learns to read them.

`referee/NNNN.npz` holds a chunk: pictures uint8 [n, 128, 128, 3] (256x256 averaged two by two), labels int64 [n, attributes] and places
uint8 [n, 2, 8, 8] (`attributes.places_of`). Chunks that exist are kept. The last chunk is never learned from: the referee's own accuracy is measured on it.
"""
import json
import os
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from . import onnx_files
from .attributes import ATTRIBUTES, CLASSES, REPORTED, classes_of, places_of
from .data import in_processes, phase_of
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .pictures import as_pixels, halved
from .precision import autocast
from .referee import Referee
from .render import SIZE, render
from .scenes import HELD_OUT, TRAIN, sample_scene
from .settings import Settings
from .warm_start import read_weights

CHUNK, SEED_OFFSET = 1024, 7919
"""Scenes of the referee and of the evaluation come from a seed of their own, so that the teacher has seen none of them."""
SHIFT = 5


def draw(seed: int, index: int) -> tuple[np.ndarray, list[int], np.ndarray]:
    """Every eighth scene shows a combination that the teacher never sees: the referee must not find those harder."""
    scene = sample_scene(seed, index, HELD_OUT if index % 8 == 0 else TRAIN)
    picture = render(scene, phase_of(seed, index))
    return halved(picture), classes_of(scene), places_of(scene)


def draw_chunks(settings: Settings) -> list[Path]:
    folder = settings.work / "referee"
    folder.mkdir(parents=True, exist_ok=True)
    chunk = min(CHUNK, settings.referee_pictures)
    paths = [folder / f"{number:04}.npz" for number in range(settings.referee_pictures // chunk + 1)]
    for number, path in enumerate(paths):
        if path.exists():
            continue
        pictures, read, places = zip(*in_processes(settings, partial(draw, settings.seed + SEED_OFFSET), range(number * chunk, (number + 1) * chunk)))
        np.savez(folder / "partial.npz", pictures=np.stack(pictures), labels=np.array(read), places=np.stack(places))
        os.replace(folder / "partial.npz", path)
        print(f"referee {number + 1}/{len(paths)} chunks drawn", flush=True)
    return paths


def load_chunks(paths: list[Path]) -> tuple[Tensor, Tensor, Tensor]:
    """Pictures, labels and places."""
    chunks = [np.load(path) for path in paths]
    return tuple(torch.from_numpy(np.concatenate([chunk[key] for chunk in chunks])) for key in ("pictures", "labels", "places"))


def run(settings: Settings) -> None:
    torch.manual_seed(settings.seed)
    paths = draw_chunks(settings)
    pictures, truth, standing = load_chunks(paths[:-1])
    model = Referee(CLASSES).to(settings.device, memory_format=torch.channels_last)
    ema = frozen_copy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings.referee_rate, betas=(0.9, 0.99), weight_decay=0.02)
    loop = Loop("referee", settings, settings.referee_steps, settings.referee_batch, {"model": model, "ema": ema, "optimizer": optimizer})
    for step in loop:
        picks = torch.randint(len(pictures), (settings.referee_batch,))
        batch, asked = shifted(roughened(as_pixels(pictures[picks].to(settings.device)))), truth[picks].to(settings.device)
        set_rate(optimizer, cosine_rate(step, settings.referee_steps, settings.referee_rate))
        with autocast(settings):
            _, logits, places = model.read_places(batch)
        losses = [F.cross_entropy(part.float(), asked[:, i]) for i, part in enumerate(model.split(logits))]
        seen = standing[picks].to(settings.device).long()
        losses.append(sum(F.cross_entropy(part, seen[:, i]) for i, part in enumerate(places)))
        optimizer.zero_grad(set_to_none=True)
        sum(losses).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average(ema, model, step, 0.998)
        loop.report(**{name: loss.detach() for name, loss in zip((*ATTRIBUTES, "places"), losses)})
    pictures, truth, _ = load_chunks(paths[-1:])
    write(settings, ema.eval(), correctness(read(ema, pictures, settings), truth.numpy()))


def roughened(pixels: Tensor) -> Tensor:
    """A little noise on all, a blur on some: the referee shall read what a picture shows, not how cleanly it was drawn."""
    blurred = F.avg_pool2d(pixels, 3, 1, 1, count_include_pad=False)
    share = torch.rand(len(pixels), 1, 1, 1, device=pixels.device) * (torch.rand(len(pixels), 1, 1, 1, device=pixels.device) < 0.5)
    noise = 0.06 * torch.rand(len(pixels), 1, 1, 1, device=pixels.device) * torch.randn_like(pixels)
    return torch.lerp(pixels, blurred, share) + noise


def shifted(pixels: Tensor) -> Tensor:
    """All by the same few pixels, the edges drawn out: no place is worth learning by heart."""
    y, x = torch.randint(2 * SHIFT + 1, (2,)).tolist()
    height, width = pixels.shape[2:]
    return F.pad(pixels, [SHIFT] * 4, mode="replicate")[:, :, y:y + height, x:x + width].contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def look(model: Referee, pictures: Tensor, settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """Of uint8 [n, 128, 128, 3]: features float32 [n, 128], and the class read for each attribute, int64 [n, attributes]."""
    features, classes = [], []
    for batch in pictures.split(64):
        seen, logits = model.read(as_pixels(batch.to(settings.device)))
        features.append(seen.float().cpu())
        classes.append(torch.stack([part.argmax(1) for part in model.split(logits)], 1).cpu())
    return torch.cat(features).numpy(), torch.cat(classes).numpy()


def read(model: Referee, pictures: Tensor, settings: Settings) -> np.ndarray:
    return look(model, pictures, settings)[1]


def correctness(found: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Share of pictures, in percent, in which each attribute is as asked; relations are counted where there is one. "all" is the mean of the columns."""
    right = {name: found[:, i] == truth[:, i] for i, name in enumerate(ATTRIBUTES)}
    related = truth[:, list(ATTRIBUTES).index("relation")] > 0
    right["relation"] = (right["relation"] & right["subject"] & right["companion"])[related]
    shares = {name: 100 * float(right[name].mean()) for name in REPORTED if len(right[name])}
    return shares | {"all": sum(shares.values()) / len(shares)}


def write(settings: Settings, model: Referee, accuracy: dict[str, float]) -> None:
    """`models/flash-mini-referee`: the network as ONNX, what its logits mean, and how often it is right on drawn scenes."""
    folder = settings.referee_export
    plain = onnx_files.round_to_half(frozen_copy(model)).to("cpu")
    onnx_files.write(plain, folder / "model.onnx", {"pixels": torch.zeros(2, 3, SIZE, SIZE)}, ["features", "logits"],
                     {name: {0: "batch"} for name in ("pixels", "features", "logits")})
    description = {"attributes": ATTRIBUTES, "accuracy": {name: round(value, 2) for name, value in accuracy.items()}, "golden": golden(plain)}
    (folder / "referee.json").write_text(json.dumps(description, indent=1) + "\n")
    print("referee reads drawn scenes: " + "  ".join(f"{name} {value:.1f} %" for name, value in accuracy.items()), flush=True)


@torch.no_grad()
def golden(model: Referee) -> dict:
    """What PyTorch answers to a picture that every language can make, for whoever runs the exported network."""
    picture = (7 * np.arange(SIZE * SIZE * 3) % 256).astype(np.uint8).reshape(1, SIZE, SIZE, 3)
    features, logits = model(as_pixels(torch.from_numpy(picture)))
    return {"picture": "256x256 RGB, byte i is 7 i mod 256", "features": [round(value, 5) for value in features[0].tolist()],
            "classes": [int(part.argmax()) for part in model.split(logits)]}


def load(settings: Settings) -> Referee:
    """The exported one, frozen: whoever repeats the comparison need not train it again."""
    model = Referee(CLASSES)
    read_weights(settings.referee_export / "model.onnx", model)
    return model.to(settings.device, memory_format=torch.channels_last).eval().requires_grad_(False)
