"""The referee: a small network that reads from a picture what a caption says, trained on drawn scenes and on nothing the diffusion model made.

It stands where CLIP score, CompBench and the Inception network of FID stand in the paper: how often it reads what was asked for, and how far its
features of made pictures lie from those of drawn ones.
"""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .norms import GroupNorm

SIZE, FEATURES = 128, 128


class Block(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.norm1, self.norm2 = GroupNorm(8, channels), GroupNorm(8, channels)
        self.conv1, self.conv2 = nn.Conv2d(channels, channels, 3, padding=1), nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(F.silu(self.norm2(self.conv1(F.silu(self.norm1(x))))))


class Referee(nn.Module):
    """`pixels` [batch, 3, 256, 256] in [-1, 1] to `features` [batch, 128] and `logits` [batch, all classes of all attributes, one after the other]."""

    def __init__(self, classes: list[int]):
        super().__init__()
        self.classes = classes
        # Where things stand matters (left of, above), so the last map keeps 4x4 places instead of being averaged away.
        self.layers = nn.Sequential(
            nn.PixelUnshuffle(4), nn.Conv2d(48, 64, 3, padding=1), Block(64),
            nn.Conv2d(64, 128, 3, stride=2, padding=1), Block(128),
            nn.Conv2d(128, 160, 3, stride=2, padding=1), Block(160), Block(160),
            GroupNorm(8, 160), nn.SiLU(), nn.Conv2d(160, 128, 3, stride=2, padding=1), nn.SiLU(), nn.Flatten(),
            nn.Linear(128 * 4 * 4, FEATURES))
        self.heads = nn.Linear(FEATURES, sum(classes))

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        return self.read(F.avg_pool2d(pixels, 2))

    def read(self, halved: Tensor) -> tuple[Tensor, Tensor]:
        """The same for pictures already averaged to 128x128, as the training keeps them."""
        features = self.layers(halved)
        return features, self.heads(F.silu(features))

    def split(self, logits: Tensor) -> tuple[Tensor, ...]:
        """Per attribute."""
        return logits.split(self.classes, 1)
