"""Stage `encoder`: the encoder alone learns to write down stored art, and everything else, for the decoder that there is.

What the published encoder made of art it had never seen was smeared, but the same decoder, given latents sought for each picture, painted it sharp: what was lost
was lost in encoding. The decoder is frozen; on what the encoder already knew it is held to what it said, so that a teacher can go on.
"""
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from . import train_autoencoder
from .autoencoder import Autoencoder, reconstruction_loss, split_moments
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .pictures import as_pixels
from .precision import autocast
from .settings import Settings

WHOLE_EVERY = 4
"""Every so many steps sees a few whole pictures instead of many crops, because GroupNorm finds other statistics there."""
LATENT_NOISE = 0.1


def run(settings: Settings) -> None:
    from .things import art
    from .things.scenes import kept_out
    torch.manual_seed(settings.seed)
    autoencoder = Autoencoder()
    autoencoder.load_state_dict(torch.load(settings.work / train_autoencoder.FINISHED, map_location="cpu")["model"])
    autoencoder.to(settings.device, memory_format=torch.channels_last).requires_grad_(False)
    encoder, ema, known, decoder = autoencoder.encoder.requires_grad_(True), frozen_copy(autoencoder.encoder), frozen_copy(autoencoder.encoder), autoencoder.decoder
    optimizer = torch.optim.AdamW(encoder.parameters(), lr=settings.encoder_rate, betas=(0.9, 0.99), weight_decay=0)
    loop = Loop("encoder", settings, settings.encoder_steps, settings.encoder_batch, {"model": encoder, "ema": ema, "optimizer": optimizer})
    if loop.first >= loop.steps:
        return
    pictures = np.load(settings.work / "pictures.npy", mmap_mode="r")
    names, stored = art.load()
    stored = stored[[not kept_out(name) for name in names]]
    for step in loop:
        whole = step % WHOLE_EVERY == WHOLE_EVERY - 1
        count = max(1, settings.encoder_batch * settings.crop ** 2 // pictures.shape[1] ** 2) if whole else settings.encoder_batch
        batch, weight = sample(pictures, stored, count, pictures.shape[1] if whole else settings.crop, np.random.default_rng([settings.seed, step]))
        batch, weight = batch.to(settings.device, memory_format=torch.channels_last), weight.to(settings.device)
        set_rate(optimizer, cosine_rate(step, loop.steps, settings.encoder_rate))
        with autocast(settings):
            mean = split_moments(encoder(batch).float())[0]
            with torch.no_grad():
                before = split_moments(known(batch).float())[0]
            output = decoder(mean + LATENT_NOISE * torch.randn_like(mean)).float()
        reconstruction = reconstruction_loss(output, batch, weight)
        drift = (mean - before).square().mean()
        optimizer.zero_grad(set_to_none=True)
        (reconstruction + settings.encoder_anchor_weight * drift).backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        average(ema, encoder, step, 0.99)
        loop.report(reconstruction=reconstruction.detach(), drift=drift.detach())


def sample(pictures: np.ndarray, art: np.ndarray, count: int, size: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Crops with art in them, float32 [count, 3, size, size] in [-1, 1], and how much each place counts, [count, 1, size, size]."""
    from .things.pasted import pasted
    crops, places = [], []
    for _ in range(count):
        picture, covered = pasted(pictures[int(rng.integers(len(pictures)))], art, rng)
        reach = picture.shape[0] - size
        corners = [(int(rng.integers(reach + 1)), int(rng.integers(reach + 1))) for _ in range(3)]
        # Of three places the one with most of a thing in it.
        y, x = max(corners, key=lambda at: covered[at[0]:at[0] + size, at[1]:at[1] + size].sum())
        crops.append(picture[y:y + size, x:x + size])
        places.append(covered[y:y + size, x:x + size])
    near = F.max_pool2d(torch.from_numpy(np.stack(places))[:, None], 9, stride=1, padding=4)
    return as_pixels(torch.from_numpy(np.stack(crops))), 1 + 2 * near
