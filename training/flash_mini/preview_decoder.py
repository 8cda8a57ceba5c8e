"""A decoder for previews: one 3x3 convolution from latents straight to 16x16 squares of pixels, fitted by least squares to what the real decoder answers.

    /usr/bin/python3 -m flash_mini.preview_decoder ../models/flash-mini

Reads the exported autoencoder, draws scenes, and writes `preview_decoder/` beside it in AutoencoderTiny's layout. A linear decoder blurs edges, which at the first of
three steps are not there yet, and costs next to nothing.
"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from . import warm_start
from .autoencoder import LATENT_CHANNELS, SCALE_FACTOR, Autoencoder, split_moments
from .onnx_files import round_to_half, write
from .pictures import as_pixels
from .render import render
from .scenes import sample_scene

SCENES, SEED = 384, 20_000_003
"""Scenes that no training has seen: their seed is another one."""
NOISE = 0.3
"""Standard deviation of the noise on latents: those of an unfinished picture are not yet ones that the encoder would give."""
RIDGE = 1e-3


class PreviewDecoder(nn.Module):
    """[batch, C, h, w] to [batch, 3, 16h, 16w]."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(LATENT_CHANNELS, 3 * SCALE_FACTOR ** 2, 3, padding=1, padding_mode="replicate")

    def forward(self, latent_sample: Tensor) -> Tensor:
        return F.pixel_shuffle(self.conv(latent_sample), SCALE_FACTOR)


@torch.no_grad()
def fit(autoencoder: Autoencoder) -> PreviewDecoder:
    """Normal equations of all 3x3 neighbourhoods against their squares of pixels."""
    width = 9 * LATENT_CHANNELS + 1
    products, answers = torch.zeros(width, width, dtype=torch.float64), torch.zeros(width, 3 * SCALE_FACTOR ** 2, dtype=torch.float64)
    torch.manual_seed(SEED)
    for index in range(0, SCENES, 16):
        pictures = np.stack([render(sample_scene(SEED, index + i), 0.25) for i in range(16)])
        batch = as_pixels(torch.from_numpy(pictures))
        latents = split_moments(autoencoder.encoder(batch))[0]
        pixels = autoencoder.decoder(latents)
        seen = latents + NOISE * torch.randn_like(latents) * latents.std()
        rows = F.unfold(F.pad(seen, (1, 1, 1, 1), mode="replicate"), 3).transpose(1, 2).reshape(-1, width - 1).double()
        rows = torch.cat([rows, torch.ones(len(rows), 1, dtype=torch.float64)], 1)
        products += rows.T @ rows
        answers += rows.T @ F.pixel_unshuffle(pixels, SCALE_FACTOR).flatten(2).transpose(1, 2).reshape(len(rows), -1).double()
    weights = torch.linalg.solve(products + RIDGE * torch.eye(width, dtype=torch.float64), answers)
    model = PreviewDecoder()
    model.conv.weight.copy_(weights[:-1].T.reshape(model.conv.weight.shape))
    model.conv.bias.copy_(weights[-1])
    return round_to_half(model)


def export(folder: Path, autoencoder: Autoencoder, scaling_factor: float) -> None:
    spatial = {0: "batch", 2: "height", 3: "width"}
    write(fit(autoencoder), folder / "preview_decoder" / "model.onnx", {"latent_sample": torch.zeros(2, LATENT_CHANNELS, 16, 16)}, ["sample"],
          {"latent_sample": spatial, "sample": spatial})
    config = {"_class_name": "AutoencoderTiny", "in_channels": 3, "out_channels": 3, "latent_channels": LATENT_CHANNELS, "scaling_factor": scaling_factor,
              "block_out_channels": [48, 48, 96, 192, 192]}
    (folder / "preview_decoder" / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def main(folder: Path) -> None:
    autoencoder = Autoencoder().eval()
    warm_start.refuse_smaller(warm_start.load_autoencoder(folder, autoencoder), folder, "it needs the code that it was exported with.")
    export(folder, autoencoder, json.loads((folder / "vae_decoder" / "config.json").read_text())["scaling_factor"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
