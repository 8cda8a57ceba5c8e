"""Stage `decoder`: polishes the decoder alone, on whole pictures.

The encoder and thus the teacher's data stay as they are, so this may run at any time. Latents are blurred by a little noise, because a student's are
never exact.
"""
import numpy as np
import torch

from . import train_autoencoder
from .autoencoder import reconstruction_loss, split_moments
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .precision import autocast
from .settings import Settings
from .train_autoencoder import sample

LATENT_NOISE = 0.05
"""In units of a latent's standard deviation, which is 1 after equalising."""


def run(settings: Settings) -> None:
    torch.manual_seed(settings.seed)
    autoencoder = train_autoencoder.load(settings)
    decoder = frozen_copy(autoencoder.decoder).train().requires_grad_(True)
    ema = frozen_copy(decoder)
    optimizer = torch.optim.AdamW(decoder.parameters(), lr=settings.decoder_rate, betas=(0.9, 0.99), weight_decay=0)
    pictures = np.load(settings.work / "pictures.npy", mmap_mode="r")
    loop = Loop("decoder", settings, settings.decoder_steps, settings.full_size_batch, {"model": decoder, "ema": ema, "optimizer": optimizer})
    for step in loop:
        batch = sample(pictures, settings.full_size_batch, pictures.shape[1]).to(settings.device, memory_format=torch.channels_last)
        with torch.no_grad(), autocast(settings):
            latents = split_moments(autoencoder.encoder(batch).float())[0]
            latents += LATENT_NOISE * torch.randn_like(latents)
        set_rate(optimizer, cosine_rate(step, settings.decoder_steps, settings.decoder_rate))
        with autocast(settings):
            output = decoder(latents).float()
        loss = reconstruction_loss(output, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
        optimizer.step()
        average(ema, decoder, step, 0.995)
        loop.report(reconstruction=loss.detach())
