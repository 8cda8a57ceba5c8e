"""Stage `autoencoder`: crops first, then whole pictures, because GroupNorm sees other statistics there."""
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from . import warm_start
from .autoencoder import Autoencoder, equalise, kl_to_unit_gaussian, reconstruction_loss, split_moments
from .loop import Loop, average, cosine_rate, frozen_copy, save, set_rate
from .pictures import as_pixels
from .precision import autocast
from .settings import Settings


FINISHED = "autoencoder-equalised.pt"


def run(settings: Settings) -> None:
    if (settings.work / FINISHED).exists():
        return
    torch.manual_seed(settings.seed)
    model = Autoencoder().to(settings.device, memory_format=torch.channels_last)
    if settings.initial_model:
        # As it is: a teacher can go on only in the latents it knows. The `decoder` stage still makes pictures sharper.
        warm_start.load_autoencoder(Path(settings.initial_model), model)
        save({"model": model.state_dict()}, settings.work / FINISHED)
        return
    ema = frozen_copy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings.autoencoder_rate, betas=(0.9, 0.99), weight_decay=1e-4)
    pictures = np.load(settings.work / "pictures.npy", mmap_mode="r")
    steps = settings.autoencoder_steps + settings.full_size_steps
    loop = Loop("autoencoder", settings, steps, settings.autoencoder_batch, {"model": model, "ema": ema, "optimizer": optimizer})
    for step in loop:
        whole = step >= settings.autoencoder_steps
        batch = sample(pictures, settings.full_size_batch, pictures.shape[1]) if whole else sample(pictures, settings.autoencoder_batch, settings.crop)
        batch = batch.to(settings.device, memory_format=torch.channels_last)
        set_rate(optimizer, cosine_rate(step, steps, settings.autoencoder_rate))
        with autocast(settings):
            mean, log_variance = split_moments(model.encoder(batch).float())
            latents = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
            output = model.decoder(latents).float()
        reconstruction = reconstruction_loss(output, batch)
        kl = kl_to_unit_gaussian(mean, log_variance)
        optimizer.zero_grad(set_to_none=True)
        (reconstruction + settings.kl_weight * kl).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average(ema, model, step, 0.995)
        loop.report(reconstruction=reconstruction.detach(), kl=kl.detach())
    torch.manual_seed(settings.seed)
    equalise(ema, channel_scales(ema, pictures, settings.device))
    save({"model": ema.state_dict()}, settings.work / FINISHED)


@torch.no_grad()
def channel_scales(model: Autoencoder, pictures: np.ndarray, device: str) -> Tensor:
    """Standard deviation of each latent channel over 256 pictures."""
    means = [split_moments(model.encoder(sample(pictures, 16, pictures.shape[1]).to(device)))[0] for _ in range(16)]
    return torch.cat(means).std((0, 2, 3))


def sample(pictures: np.ndarray, count: int, size: int) -> Tensor:
    """Random crops, float32 [count, 3, size, size] in [-1, 1]."""
    room = pictures.shape[1] - size + 1
    picks = torch.stack([torch.randint(0, high, (count,)) for high in (len(pictures), room, room)], 1).tolist()
    crops = np.stack([pictures[i, y:y + size, x:x + size] for i, y, x in picks])
    return as_pixels(torch.from_numpy(crops))


def load(settings: Settings) -> Autoencoder:
    """The averaged weights, frozen; with the polished decoder, if there is one."""
    model = Autoencoder()
    model.load_state_dict(torch.load(settings.work / FINISHED, map_location="cpu")["model"])
    polished = settings.work / "decoder.pt"
    if polished.exists():
        model.decoder.load_state_dict(torch.load(polished, map_location="cpu")["ema"])
    return model.to(settings.device, memory_format=torch.channels_last).eval().requires_grad_(False)
