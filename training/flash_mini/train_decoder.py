"""Stage `decoder`: polishes the decoder alone, on whole pictures.

The encoder and thus the teacher's data stay as they are, so this may run at any time. Latents get some noise, up to a third of their size, because a
student's are never exact: a decoder that only knows exact ones paints every error as a speck. Places where things stand count more, as for the teacher:
an eye is a handful of pixels.
"""
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from . import focus, train_autoencoder
from .autoencoder import reconstruction_loss, split_moments
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .pictures import as_pixels
from .precision import autocast
from .settings import Settings

LATENT_NOISE = 0.3
"""At most, in units of a latent's standard deviation, which is 1 after equalising."""


def run(settings: Settings) -> None:
    torch.manual_seed(settings.seed)
    autoencoder = train_autoencoder.load(settings)
    decoder = frozen_copy(autoencoder.decoder).train().requires_grad_(True)
    ema = frozen_copy(decoder)
    optimizer = torch.optim.AdamW(decoder.parameters(), lr=settings.decoder_rate, betas=(0.9, 0.99), weight_decay=0)
    pictures = np.load(settings.work / "pictures.npy", mmap_mode="r")
    standing = focus.of_pictures(settings, len(pictures))
    loop = Loop("decoder", settings, settings.decoder_steps, settings.full_size_batch, {"model": decoder, "ema": ema, "optimizer": optimizer})
    for step in loop:
        picks = torch.randint(len(pictures), (settings.full_size_batch,))
        batch = as_pixels(torch.from_numpy(pictures[picks.numpy()]).to(settings.device))
        weight = F.interpolate(standing[picks].to(settings.device), batch.shape[2:], mode="bilinear", align_corners=False)
        with torch.no_grad(), autocast(settings):
            latents = split_moments(autoencoder.encoder(batch).float())[0]
            latents += LATENT_NOISE * torch.rand(len(latents), 1, 1, 1, device=latents.device) * torch.randn_like(latents)
        set_rate(optimizer, cosine_rate(step, settings.decoder_steps, settings.decoder_rate))
        with autocast(settings):
            output = decoder(latents).float()
        loss = reconstruction_loss(output, batch, 1 + (settings.focus_weight - 1) * weight)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
        optimizer.step()
        average(ema, decoder, step, 0.995)
        loop.report(reconstruction=loss.detach())
