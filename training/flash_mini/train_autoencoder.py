"""Stage `autoencoder`: crops first, then whole pictures, because GroupNorm sees other statistics there.

Most crops hold a thing, and its place counts more than the backdrop: an eye is a handful of pixels, and whatever latents leave out no teacher can paint.
"""
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from . import checkpoint, focus, warm_start
from .autoencoder import LATENT_CHANNELS, Autoencoder, equalise, kl_to_unit_gaussian, reconstruction_loss, split_moments
from .loop import Loop, average, cosine_rate, frozen_copy, save, set_rate
from .pictures import as_pixels
from .precision import autocast
from .settings import Settings

FINISHED, FOCUS_WEIGHT = "autoencoder-equalised.pt", 3


def run(settings: Settings) -> None:
    if (settings.work / FINISHED).exists():
        return
    torch.manual_seed(settings.seed)
    model = Autoencoder().to(settings.device, memory_format=torch.channels_last)
    anchored = go_on(settings, model)
    if anchored and settings.keep_autoencoder:
        warm_start.refuse_smaller(anchored, settings.initial_model, "train it further with --no-keep-autoencoder, or give an --initial-teacher that brings its autoencoder.")
        # A teacher can go on only in the latents it knows. The `decoder` stage still makes pictures sharper.
        save({"model": model.state_dict()}, settings.work / FINISHED)
        return
    ema, anchor = frozen_copy(model), frozen_copy(model.encoder)
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings.autoencoder_rate, betas=(0.9, 0.99), weight_decay=1e-4)
    pictures = np.load(settings.work / "pictures.npy", mmap_mode="r")
    standing = focus.of_pictures(settings, len(pictures)).numpy()
    steps = settings.autoencoder_steps + settings.full_size_steps
    loop = Loop("autoencoder", settings, steps, settings.autoencoder_batch, {"model": model, "ema": ema, "optimizer": optimizer})
    for step in loop:
        whole = step >= settings.autoencoder_steps
        batch, weight = (sample(pictures, settings.full_size_batch, pictures.shape[1], standing) if whole
                         else sample(pictures, settings.autoencoder_batch, settings.crop, standing))
        batch, weight = batch.to(settings.device, memory_format=torch.channels_last), weight.to(settings.device)
        set_rate(optimizer, cosine_rate(step, steps, settings.autoencoder_rate))
        with autocast(settings):
            mean, log_variance = split_moments(model.encoder(batch).float())
            latents = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
            output = model.decoder(latents).float()
        reconstruction = reconstruction_loss(output, batch, 1 + (FOCUS_WEIGHT - 1) * weight)
        kl = kl_to_unit_gaussian(mean, log_variance)
        loss = reconstruction + settings.kl_weight * kl
        if anchored:
            with torch.no_grad(), autocast(settings):
                known = split_moments(anchor(batch).float())[0][:, :anchored]
            loss = loss + settings.anchor_weight * (mean[:, :anchored] - known).square().mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average(ema, model, step, 0.995)
        loop.report(reconstruction=reconstruction.detach(), kl=kl.detach())
    torch.manual_seed(settings.seed)
    equalise(ema, channel_scales(ema, pictures, settings.device))
    save({"model": ema.state_dict()}, settings.work / FINISHED)


def go_on(settings: Settings, model: Autoencoder) -> int:
    """Loads the initial teacher's own autoencoder, or the initial model's; returns how many latent channels it had, 0 if there is none."""
    if settings.initial_teacher and checkpoint.load_autoencoder(Path(settings.initial_teacher), model):
        return LATENT_CHANNELS
    return warm_start.load_autoencoder(Path(settings.initial_model), model) if settings.initial_model else 0


@torch.no_grad()
def channel_scales(model: Autoencoder, pictures: np.ndarray, device: str) -> Tensor:
    """Standard deviation of each latent channel over 256 pictures."""
    picks = torch.randint(len(pictures), (16, 16)).numpy()
    means = [split_moments(model.encoder(as_pixels(torch.from_numpy(pictures[some]).to(device))))[0] for some in picks]
    return torch.cat(means).std((0, 2, 3))


def sample(pictures: np.ndarray, count: int, size: int, standing: np.ndarray) -> tuple[Tensor, Tensor]:
    """Crops, float32 [count, 3, size, size] in [-1, 1], and where things stand in them, [count, 1, size, size] of 0 and 1."""
    side, cell = pictures.shape[1], pictures.shape[1] // standing.shape[-1]
    crops, places = [], []
    for i in torch.randint(len(pictures), (count,)).tolist():
        y, x = corner(torch.from_numpy(standing[i, 0]), side, size, cell)
        crops.append(pictures[i, y:y + size, x:x + size])
        places.append(standing[i].repeat(cell, 1).repeat(cell, 2)[:, y:y + size, x:x + size])
    return as_pixels(torch.from_numpy(np.stack(crops))), torch.from_numpy(np.stack(places))


def corner(standing: Tensor, side: int, size: int, cell: int) -> list[int]:
    """Of a crop whose middle is a place where a thing stands, three times in four, or any place; all of it inside the picture."""
    cells = standing.nonzero()
    if len(cells) and float(torch.rand(())) < 0.75:
        middle = cells[int(torch.randint(len(cells), ()))] * cell
        return (middle - size // 2).clamp(0, side - size).tolist()
    return torch.randint(side - size + 1, (2,)).tolist()


def load(settings: Settings) -> Autoencoder:
    """The averaged weights, frozen; with the encoder that knows stored art and the polished decoder, if there are such."""
    model = Autoencoder()
    model.load_state_dict(torch.load(settings.work / FINISHED, map_location="cpu")["model"])
    for part in (model.encoder, model.decoder):
        polished = settings.work / ("encoder.pt" if part is model.encoder else "decoder.pt")
        if polished.exists():
            part.load_state_dict(torch.load(polished, map_location="cpu")["ema"])
    return model.to(settings.device, memory_format=torch.channels_last).eval().requires_grad_(False)
