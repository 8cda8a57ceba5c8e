"""Stage `thing-decoder`: a few layers beside the decoder that see the layout's pixels, so that stored things come out as sharp as they are stored.

What the decoder for inpainting of Zhu et al. 2023 (arXiv:2306.04632) does with a masked picture. The decoder itself stays what it is, and where no thing is near its answer too.
"""
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .. import train_autoencoder
from ..autoencoder import Decoder, reconstruction_loss, split_moments
from ..bpe import Tokenizer
from ..loop import Loop, average, cosine_rate, frozen_copy, set_rate
from ..pictures import as_bytes, as_pixels
from ..precision import autocast
from ..settings import Settings
from . import latents as things

NAME = "thing-decoder"
AT_64, AT_128 = 9, 12
"""Of the decoder's layers the first at 64x64 after which nothing else folds, and the first at 128x128."""
LATENT_NOISE = 0.25
"""At most, in units of a latent's standard deviation: what a student paints is never exact."""


class SeeingDecoder(nn.Module):
    """latents [batch, C, h, w] and what is seen, [batch, 4, 16h, 16w]: the layout's colours in [-1, 1], zero where it is empty, and its opacity; to [batch, 3, 16h, 16w]."""

    def __init__(self, decoder: Decoder):
        super().__init__()
        self.decoder = decoder.requires_grad_(False)
        self.see64, self.see128 = nn.Conv2d(64, 48, 3, padding=1, bias=False), nn.Conv2d(16, 16, 3, padding=1, bias=False)
        self.blend = nn.Conv2d(16, 4 * 7, 3, padding=1)
        for layer in (self.see64, self.see128, self.blend):
            nn.init.zeros_(layer.weight)
        nn.init.zeros_(self.blend.bias)

    def forward(self, latent_sample: Tensor, seen: Tensor) -> Tensor:
        layers = self.decoder.layers
        with torch.no_grad():
            x = layers[:AT_64](latent_sample)
        x = layers[AT_64:AT_128](x + self.see64(F.pixel_unshuffle(seen, 4)))
        x = layers[AT_128](x + self.see128(F.pixel_unshuffle(seen, 2)))
        plain = layers[AT_128 + 1:](x).float()
        share, gain, light = F.pixel_shuffle(self.blend(x), 2).float().split((1, 3, 3), 1)
        # The art in the scene's light: dimmed and tinted, and less of it where the style paints over it.
        lit = (seen[:, :3] + 1) * (1 + gain) - 1 + light
        return plain + seen[:, 3:] * share.sigmoid() * (lit - plain)

    def own(self) -> nn.ModuleList:
        """What is trained and kept."""
        return nn.ModuleList([self.see64, self.see128, self.blend])


def seen_of(plans: np.ndarray, alphas: np.ndarray) -> Tensor:
    """uint8 [n, 256, 256, 3] and [n, 256, 256] to [n, 4, 256, 256]."""
    opaque = torch.from_numpy(alphas).float()[:, None] / 255
    return torch.cat([as_pixels(torch.from_numpy(plans)) * (opaque > 0), opaque], 1).contiguous(memory_format=torch.channels_last)


def run(settings: Settings) -> None:
    torch.manual_seed(settings.seed)
    autoencoder, tokenizer = train_autoencoder.load(settings), Tokenizer.load(settings.work / "tokenizer")
    model = SeeingDecoder(autoencoder.decoder).to(settings.device, memory_format=torch.channels_last)
    own, ema = model.own(), frozen_copy(model.own())
    optimizer = torch.optim.AdamW(own.parameters(), lr=settings.thing_decoder_rate, betas=(0.9, 0.99), weight_decay=0)
    loop = Loop(NAME, settings, settings.thing_decoder_steps, settings.full_size_batch, {"model": own, "ema": ema, "optimizer": optimizer})
    names = things.learned() if loop.first < loop.steps else []
    for step in loop:
        first = settings.thing_scenes + step * settings.full_size_batch
        pictures, plans, alphas, _, _ = zip(*(things.drawn(settings, names, tokenizer, first + i) for i in range(settings.full_size_batch)))
        batch, seen = as_pixels(torch.from_numpy(np.stack(pictures))).to(settings.device), seen_of(np.stack(plans), np.stack(alphas)).to(settings.device)
        set_rate(optimizer, cosine_rate(step, loop.steps, settings.thing_decoder_rate))
        with torch.no_grad(), autocast(settings):
            exact = split_moments(autoencoder.encoder(batch).float())[0]
        noisy = exact + LATENT_NOISE * torch.rand(len(exact), 1, 1, 1, device=exact.device) * torch.randn_like(exact)
        with autocast(settings):
            output = model(noisy, seen)
        loss = reconstruction_loss(output, batch, 1 + 3 * F.max_pool2d(seen[:, 3:], 9, stride=1, padding=4))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average(ema, own, step, 0.99)
        loop.report(reconstruction=loss.detach())


def load(settings: Settings, decoder: Decoder) -> SeeingDecoder | None:
    """Around `decoder`, frozen; None where it was not trained."""
    path = settings.work / f"{NAME}.pt"
    if not path.exists():
        return None
    model = SeeingDecoder(decoder)
    model.own().load_state_dict(torch.load(path, map_location="cpu")["ema"])
    return model.to(settings.device, memory_format=torch.channels_last).eval().requires_grad_(False)


@torch.no_grad()
def decoded(model: SeeingDecoder, latents: Tensor, seen: Tensor) -> np.ndarray:
    """uint8 [n, 256, 256, 3]."""
    return np.concatenate([as_bytes(model(latents[i:i + 16], seen[i:i + 16])) for i in range(0, len(latents), 16)])
