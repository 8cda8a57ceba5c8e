"""The variational autoencoder: 256x256 pixels to 16x16 latents of 16 channels and back.

Pixels are folded 4x4 into channels first, so no convolution but the very last one runs above 64x64: the decoder costs about 1.2 GMAC a picture.
"""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .norms import GroupNorm, activated

LATENT_CHANNELS = 16
SCALE_FACTOR = 16
"""Pixels per latent, along each side."""


class ResidualBlock(nn.Module):
    """GroupNorm, SiLU, 3x3, twice, added to the input."""

    def __init__(self, channels: int):
        super().__init__()
        self.norm1 = GroupNorm(8, channels)
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.norm2 = GroupNorm(8, channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.conv1(activated(self.norm1, x))
        return x + self.conv2(activated(self.norm2, h))


class Encoder(nn.Module):
    """[batch, 3, H, W] in [-1, 1] to [batch, 2C, H/16, W/16]: mean and log variance, one after the other."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.PixelUnshuffle(4), nn.Conv2d(48, 64, 3, padding=1), nn.SiLU(),
            nn.Conv2d(64, 96, 3, stride=2, padding=1), ResidualBlock(96),
            nn.Conv2d(96, 192, 3, stride=2, padding=1), ResidualBlock(192),
            GroupNorm(8, 192), nn.SiLU(), nn.Conv2d(192, 2 * LATENT_CHANNELS, 3, padding=1))

    def forward(self, sample: Tensor) -> Tensor:
        return self.layers(sample)


class Decoder(nn.Module):
    """[batch, C, h, w] to [batch, 3, 16h, 16w] in about [-1, 1]."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(LATENT_CHANNELS, 192, 3, padding=1), ResidualBlock(192), ResidualBlock(192),
            nn.Conv2d(192, 4 * 96, 3, padding=1), nn.PixelShuffle(2), ResidualBlock(96), ResidualBlock(96),
            nn.Conv2d(96, 4 * 48, 3, padding=1), nn.PixelShuffle(2), ResidualBlock(48),
            nn.Conv2d(48, 4 * 16, 3, padding=1), nn.PixelShuffle(2), nn.SiLU(),
            nn.Conv2d(16, 4 * 3, 3, padding=1), nn.PixelShuffle(2))

    def forward(self, latent_sample: Tensor) -> Tensor:
        return self.layers(latent_sample)


class Autoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()


def split_moments(moments: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and log variance, the latter clamped as diffusers does."""
    mean, log_variance = moments.chunk(2, dim=1)
    return mean, log_variance.clamp(-30, 20)


@torch.no_grad()
def equalise(model: Autoencoder, scale: Tensor) -> None:
    """Divides each latent channel by its `scale` [C], inside the weights: diffusion then cares about all channels alike, pictures stay the same."""
    last, first = model.encoder.layers[-1], model.decoder.layers[0]
    last.weight[:LATENT_CHANNELS] /= scale.reshape(-1, 1, 1, 1)
    last.bias[:LATENT_CHANNELS] /= scale
    last.bias[LATENT_CHANNELS:] -= 2 * scale.log()
    first.weight *= scale.reshape(1, -1, 1, 1)


def reconstruction_loss(output: Tensor, target: Tensor, weight: Tensor | None = None) -> Tensor:
    """L1 on pixels, plus L1 on neighbour differences at three scales: edges decide whether a picture looks sharp.

    `weight` [batch, 1, H, W] says how much each place counts; without it all count 1.
    """
    weight = torch.ones_like(target[:, :1]) if weight is None else weight
    loss = (weight * (output - target).abs()).mean()
    for scale in range(3):
        for dim in (2, 3):
            differences = (output.diff(dim=dim) - target.diff(dim=dim)).abs()
            loss = loss + 0.5 * (weight.narrow(dim, 1, differences.shape[dim]) * differences).mean()
        if scale < 2:
            output, target, weight = (F.avg_pool2d(x, 2) for x in (output, target, weight))
    return loss


def kl_to_unit_gaussian(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Kingma & Welling 2013, appendix B; averaged over latents."""
    return 0.5 * (mean ** 2 + log_variance.exp() - 1 - log_variance).mean()
