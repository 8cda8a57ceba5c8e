"""`python -m flash_mini.things.fidelity [OUT.png]`: what the autoencoder keeps of kept-out things, in decibels over the thing's square and over the whole picture."""
import sys

import numpy as np
import torch
from PIL import Image

from .. import train_autoencoder
from ..autoencoder import Autoencoder
from ..latents import encode
from ..pictures import as_bytes
from ..settings import Settings
from . import art
from . import seeing as seeing_decoder
from .drawing import layout, render
from .scenes import SIZES, kept_out, sample


def psnr(made: np.ndarray, drawn: np.ndarray) -> float:
    return float(-10 * np.log10(max(1e-9, np.square((made.astype(np.float32) - drawn) / 255).mean())))


@torch.no_grad()
def main(count: int = 12) -> None:
    settings, pictures = Settings(), dict(zip(*art.load()))
    torch.set_num_threads(settings.threads)
    now = train_autoencoder.load(settings)
    seeing = seeing_decoder.load(settings, now.decoder)
    before = Autoencoder()
    before.load_state_dict(torch.load(settings.work / train_autoencoder.FINISHED, map_location="cpu")["model"])
    names, rows = [name for name in pictures if kept_out(name)], []
    for size in SIZES:
        scenes = [sample(77, i, names, size, plain=True) for i in range(count)]
        drawn = np.stack([render(scene, pictures) for scene in scenes])
        coded = torch.from_numpy(encode(now, drawn, settings)).float()
        made_by = {"before": as_bytes(before.eval().decoder(torch.from_numpy(encode(before, drawn, settings)).float())), "now": as_bytes(now.decoder(coded))}
        if seeing:
            made_by["seeing"] = seeing_decoder.decoded(seeing, coded, seeing_decoder.seen_of(*(np.stack(part) for part in zip(*(layout(scene, pictures) for scene in scenes)))))
        for called, made in made_by.items():
            squares = [(slice(None), slice(t.base - t.side, t.base), slice(t.left, t.left + t.side)) for t in (scene.things[0] for scene in scenes)]
            things = [psnr(made[i][at[1:]], drawn[i][at[1:]]) for i, at in enumerate(squares)]
            print(f"{size:6} {called:6} things {np.mean(things):.2f} dB, pictures {np.mean([psnr(a, b) for a, b in zip(made, drawn)]):.2f} dB, n = {count}", flush=True)
            rows.append(np.concatenate(list(made[:8]), 1))
        rows.append(np.concatenate(list(drawn[:8]), 1))
    if sys.argv[1:]:
        Image.fromarray(np.concatenate(rows, 0)).save(sys.argv[1])


if __name__ == "__main__":
    main()
