"""Stage `decoder`: polishes the decoder alone, on whole pictures, from latents as the student leaves them.

The encoder and thus the teacher's data stay as they are. A drawn scene's latents are noised to a time at which the student can still tell what was there; what it makes
of them in one look, as at the last of its steps, is what the decoder learns to paint the drawn scene from. A decoder that only knows exact latents paints the student's
every error as a speck or a stripe; this one has seen them. Places where things stand count more, as for the teacher: an eye is a handful of pixels. A discriminator of
patches keeps what such latents leave open from being painted as a blur. And as the teacher does, it sees more often what is rare and what people ask for most.
"""
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from . import distill, focus, train_autoencoder, train_teacher
from .autoencoder import reconstruction_loss, split_moments
from .bpe import Tokenizer
from .data import phase_of
from .diffusion import Denoiser, add_noise, predicted_x0
from .discriminator import balanced
from .latents import caption_ids, chance, scaling_factor_of, trim
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .picture_critic import PictureCritic
from .pictures import as_pixels
from .precision import autocast
from .scenes import sample_scene
from .settings import Settings
from .teacher import denoiser
from .things import latents as things

LAST_LOOK = 500
"""Below it lie the last times of two and of three steps."""
LATENT_NOISE = 0.15
"""At most, on top, in units of a latent's standard deviation, which is 1 after equalising."""


@dataclass(frozen=True)
class Captions:
    """Of the pictures of stage `data`: token ids [n, captions, length] and phases [n]."""
    ids: Tensor
    phases: Tensor

    @staticmethod
    def of_pictures(settings: Settings, tokenizer: Tokenizer, count: int) -> "Captions":
        numbers = range(settings.scenes, settings.scenes + count)
        ids = np.stack([caption_ids(settings, tokenizer, number) for number in numbers])
        return Captions(torch.from_numpy(ids.astype(np.int64)), torch.tensor([phase_of(settings.seed, number) for number in numbers]))

    def of(self, picks: Tensor) -> tuple[Tensor, Tensor]:
        """Token ids of one caption each, [picks, length], and phases."""
        return trim(self.ids[picks, torch.randint(0, self.ids.shape[1], (len(picks),))]), self.phases[picks]


def run(settings: Settings) -> None:
    torch.manual_seed(settings.seed)
    autoencoder, teacher, student = train_autoencoder.load(settings), train_teacher.load(settings), distill.load(settings)
    decoder = frozen_copy(autoencoder.decoder).train().requires_grad_(True)
    ema = frozen_copy(decoder)
    optimizer = torch.optim.AdamW(decoder.parameters(), lr=settings.decoder_rate, betas=(0.9, 0.99), weight_decay=0)
    critic = PictureCritic(settings) if settings.decoder_adversarial_weight else None
    state = {"model": decoder, "ema": ema, "optimizer": optimizer, **(critic.state() if critic else {})}
    loop = Loop("decoder", settings, settings.decoder_steps, settings.full_size_batch, state)
    if loop.first >= loop.steps:
        return
    pictures = np.load(settings.work / "pictures.npy", mmap_mode="r")
    standing = focus.of_pictures(settings, len(pictures))
    tokenizer = Tokenizer.load(settings.work / "tokenizer")
    captions = Captions.of_pictures(settings, tokenizer, len(pictures))
    chances = torch.tensor([chance(settings, sample_scene(settings.seed, settings.scenes + i)) for i in range(len(pictures))])
    factor = scaling_factor_of(settings)
    for step in loop:
        picks = torch.multinomial(chances, settings.full_size_batch, replacement=True)
        batch = as_pixels(torch.from_numpy(pictures[picks.numpy()]).to(settings.device))
        weight = F.interpolate(standing[picks].to(settings.device), batch.shape[2:], mode="bilinear", align_corners=False)
        ids, phases = (part.to(settings.device) for part in captions.of(picks))
        layout = None
        if settings.layout and step % 2:
            batch, layout, ids, phases, weight = things.drawn_now(settings, autoencoder, tokenizer, step * len(picks), len(picks), factor)
        with torch.no_grad(), autocast(settings):
            exact = split_moments(autoencoder.encoder(batch).float())[0] * factor
            latents = as_the_student_leaves_them(denoiser(student, teacher.embed(ids), phases, layout), exact, int(torch.randint(LAST_LOOK, ()))) / factor
            latents += LATENT_NOISE * torch.rand(len(latents), 1, 1, 1, device=latents.device) * torch.randn_like(latents)
        rate = cosine_rate(step, settings.decoder_steps, 1.0)
        set_rate(optimizer, settings.decoder_rate * rate)
        with autocast(settings):
            output = decoder(latents).float()
        loss = reconstruction_loss(output, batch, 1 + (settings.focus_weight - 1) * weight)
        gradient = torch.autograd.grad(loss, output, retain_graph=True)[0]
        if critic:
            judged = critic.learn(batch, output.detach(), rate)
            gradient = balanced(gradient, critic.pull(output), settings.decoder_adversarial_weight)
            loop.report(discriminator=judged)
        optimizer.zero_grad(set_to_none=True)
        output.backward(gradient)
        torch.nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
        optimizer.step()
        average(ema, decoder, step, 0.995)
        loop.report(reconstruction=loss.detach())


def as_the_student_leaves_them(student: Denoiser, exact: Tensor, t: int) -> Tensor:
    """Its estimate of `exact`, latents in unit scale, from t: what its last step would hand to the decoder."""
    x = add_noise(exact, torch.randn_like(exact), t)
    return predicted_x0(x, student(x, t), t)
