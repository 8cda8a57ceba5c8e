"""Stage `thing-latents`: scenes with stored things, drawn and encoded once, each with the layout that goes with it.

`things/NNNN.npz` holds a chunk: latents float16 [n, C, 16, 16], not yet scaled; codes of the layouts, likewise; opacity float16 [n, 4, 16, 16]; phases float32 [n];
token ids uint16 [n, captions, length].
"""
from functools import partial

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .. import chunks, train_autoencoder
from ..autoencoder import Autoencoder
from ..bpe import Tokenizer
from ..data import PHASE, in_processes
from ..latents import encode, tokens_of, trim
from ..pictures import as_pixels
from ..scenes import random_for
from ..settings import Settings
from . import art
from .captions import caption
from .drawing import layout, render
from .scenes import kept_out, sample

CHUNK, BATCH, CAPTION = 1024, 16, 41
FOLDER = "things"
BACKDROP, INSIDE, EDGE = 0.1, 0.3, 0.8
"""How much places count, on the way from a backdrop's 0 to a drawn subject's 1: what is copied needs little, what lies around it most."""


def run(settings: Settings) -> None:
    autoencoder, tokenizer = train_autoencoder.load(settings), Tokenizer.load(settings.work / "tokenizer")
    chunks.write(settings.work / FOLDER, settings.thing_scenes, CHUNK, partial(make_chunk, settings, autoencoder, tokenizer), "scenes")


def learned() -> list[str]:
    return [name for name in art.load()[0] if not kept_out(name)]


def drawn(settings: Settings, names: list[str], tokenizer: Tokenizer, index: int):
    """Picture, layout, its opacity, phase, and the tokens of its captions."""
    pictures = art.by_name()
    scene, rng = sample(settings.seed, index, names), random_for(settings.seed, index, CAPTION)
    phase = float(random_for(settings.seed, index, PHASE).random())
    ids = tokens_of(tokenizer, [caption(scene, rng) for _ in range(settings.captions_per_scene)])
    return render(scene, pictures, phase), *layout(scene, pictures, phase), phase, ids


def make_chunk(settings: Settings, autoencoder: Autoencoder, tokenizer: Tokenizer, indices: range) -> dict[str, np.ndarray]:
    names = learned()
    waiting, rows = [], {key: [] for key in ("latents", "codes", "opacity", "phases", "ids")}
    for count, (picture, plan, alpha, phase, ids) in enumerate(in_processes(settings, partial(drawn, settings, names, tokenizer), indices), 1):
        waiting.append((picture, plan))
        rows["opacity"].append(opacity(alpha)), rows["phases"].append(phase), rows["ids"].append(ids)
        if len(waiting) == BATCH or count == len(indices):
            for key, shown in zip(("latents", "codes"), zip(*waiting)):
                rows[key].append(encode(autoencoder, np.stack(shown), settings))
            waiting.clear()
    return {"latents": np.concatenate(rows["latents"]), "codes": np.concatenate(rows["codes"]), "opacity": np.stack(rows["opacity"]),
            "phases": np.array(rows["phases"], np.float32), "ids": np.stack(rows["ids"])}


def drawn_now(settings: Settings, autoencoder: Autoencoder, tokenizer: Tokenizer, first: int, count: int, scaling_factor: float) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Scenes that are not among the teacher's, for whoever needs their pixels: pixels in [-1, 1], layouts, token ids of one caption each, phases, and where things stand, [count, 1, 256, 256] in [0, 1]."""
    names = learned()
    pictures, plans, alphas, phases, ids = zip(*(drawn(settings, names, tokenizer, settings.thing_scenes + first + i) for i in range(count)))
    layout = layout_of(autoencoder, np.stack(plans), np.stack(alphas), settings, scaling_factor).to(settings.device)
    standing = torch.from_numpy(np.stack(alphas))[:, None].float() / 255
    texts = trim(torch.from_numpy(np.stack([rows[0] for rows in ids]).astype(np.int64)))
    return as_pixels(torch.from_numpy(np.stack(pictures))).to(settings.device), layout, texts.to(settings.device), torch.tensor(phases, device=settings.device, dtype=torch.float32), standing.to(settings.device)


def opacity(alpha: np.ndarray) -> np.ndarray:
    """uint8 [256, 256] to float16 [4, 16, 16]: the mean of each quarter of a cell."""
    quarters = alpha.reshape(32, 8, 32, 8).mean((1, 3), dtype=np.float32) / 255
    return quarters.reshape(16, 2, 16, 2).transpose(1, 3, 0, 2).reshape(4, 16, 16).astype(np.float16)


def layouts(codes: Tensor, opaque: Tensor, scaling_factor: float) -> Tensor:
    """[n, LAYOUT_CHANNELS, 16, 16] as the U-Net hears it: codes in unit scale and zero where no thing is near, so that a backdrop looks like one without things."""
    near = F.max_pool2d((opaque.amax(1, keepdim=True) > 0).float(), 3, stride=1, padding=1)
    return torch.cat([codes.float() * scaling_factor * near, opaque.float()], 1)


def layout_of(autoencoder: Autoencoder, plans: np.ndarray, alphas: np.ndarray, settings: Settings, scaling_factor: float) -> Tensor:
    """From pictures: uint8 [n, 256, 256, 3] and [n, 256, 256]."""
    opaque = torch.from_numpy(np.stack([opacity(alpha) for alpha in alphas])).float()
    coded = torch.cat([torch.from_numpy(encode(autoencoder, plans[i:i + BATCH], settings)) for i in range(0, len(plans), BATCH)])
    return layouts(coded, opaque, scaling_factor)


def focus_of(opaque: Tensor) -> Tensor:
    """[n, 4, h, w] to [n, 1, h, w]: `INSIDE` in cells that are opaque together with all around them, `EDGE` in and around the others that things touch."""
    whole = opaque.float().amin(1, keepdim=True)
    touched = F.max_pool2d((opaque.float().amax(1, keepdim=True) > 0.02).float(), 3, stride=1, padding=1)
    inside = -F.max_pool2d(-(whole > 0.98).float(), 3, stride=1, padding=1)
    return BACKDROP + touched * (EDGE - BACKDROP) - inside * (EDGE - INSIDE)


def load(settings: Settings, scaling_factor: float) -> dict[str, Tensor]:
    """`latents` and `layouts`, both in unit scale, `phases`, `ids` and `focus` of all chunks that are there."""
    folder = settings.work / FOLDER
    if not chunks.files(folder):
        raise SystemExit(f"{folder} holds no scenes with stored things: run stage `thing-latents` first")
    latents, codes, opaque, phases, ids = (torch.from_numpy(chunks.read(folder, key).astype(kind)) for key, kind in
                                           (("latents", np.float32), ("codes", np.float16), ("opacity", np.float16), ("phases", np.float32), ("ids", np.int64)))
    return {"latents": latents * scaling_factor, "layouts": layouts(codes, opaque, scaling_factor).half(), "phases": phases, "ids": ids, "focus": focus_of(opaque)}
