"""The referee: a small network that reads from a picture what a caption says, trained on drawn scenes and on nothing the diffusion model made.

It stands where CLIP score, CompBench and the Inception network of FID stand in the paper: how often it reads what was asked for, and how far its
features of made pictures lie from those of drawn ones.
"""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .attributes import ATTRIBUTES, GRID, PLACES
from .norms import GroupNorm, activated

SIZE, FEATURES, WIDTH = 128, 128, 192


class Block(nn.Module):
    def __init__(self, channels: int):
        super().__init__()
        self.norm1, self.norm2 = GroupNorm(8, channels), GroupNorm(8, channels)
        self.conv1, self.conv2 = nn.Conv2d(channels, channels, 3, padding=1), nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv2(activated(self.norm2, self.conv1(activated(self.norm1, x))))


class Referee(nn.Module):
    """`pixels` [batch, 3, 256, 256] in [-1, 1] to `features` [batch, 128] and `logits` [batch, all classes of all attributes, one after the other].

    On the way it says for each of 8x8 places what stands there, which is how the network learns to look: a picture of a cat and a boat teaches both, instead
    of one word about the whole. Then it points twice, at the thing that a reading begins with and at the other, and reads what stands there; so which of two
    things comes first is learned once, and not for every pair of kinds.
    """

    def __init__(self, classes: list[int]):
        super().__init__()
        self.classes = classes
        self.look = nn.Sequential(
            nn.PixelUnshuffle(4), nn.Conv2d(48, 64, 3, padding=1), Block(64),
            nn.Conv2d(64, 128, 3, stride=2, padding=1), Block(128), Block(128),
            nn.Conv2d(128, WIDTH, 3, stride=2, padding=1), Block(WIDTH), Block(WIDTH), GroupNorm(8, WIDTH), nn.SiLU())
        self.places = nn.Conv2d(WIDTH, sum(PLACES), 1)
        # Where things stand matters (left of, above), so the last map keeps 4x4 places instead of being averaged away.
        self.gather = nn.Sequential(
            nn.Conv2d(WIDTH + sum(PLACES), 128, 3, stride=2, padding=1), nn.SiLU(), nn.Flatten(), nn.Linear(128 * 4 * 4, FEATURES))
        self.heads = nn.Linear(FEATURES, sum(classes))
        self.mark, self.point = nn.Conv2d(WIDTH, 2, 1), nn.Linear(FEATURES, 2 * GRID * GRID)

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        return self.read(F.avg_pool2d(pixels, 2))

    def read(self, halved: Tensor) -> tuple[Tensor, Tensor]:
        """The same for pictures already averaged to 128x128, as the training keeps them."""
        features, logits, _ = self.read_places(halved)
        return features, logits

    def read_places(self, halved: Tensor) -> tuple[Tensor, Tensor, tuple[Tensor, ...]]:
        """And, for each attribute of a place, logits [batch, its classes, 8, 8]."""
        seen = self.look(halved)
        kinds, colours = self.places(seen).float().split(PLACES, 1)
        features = self.gather(torch.cat([seen, kinds.softmax(1), colours.softmax(1)], 1))
        first, other = (self.mark(seen).flatten(2) + self.point(F.silu(features)).reshape(-1, 2, GRID * GRID)).float().softmax(2).unbind(1)
        found = {"subject": pointed(kinds, first)[:, 1:], "colour": pointed(colours, first)[:, 1:], "companion": pointed(kinds, other)}
        parts = zip(ATTRIBUTES, self.split(self.heads(F.silu(features))))
        return features, torch.cat([part + found[name] if name in found else part for name, part in parts], 1), (kinds, colours)

    def split(self, logits: Tensor) -> tuple[Tensor, ...]:
        """Per attribute."""
        return logits.split(self.classes, 1)


def pointed(places: Tensor, pointer: Tensor) -> Tensor:
    """Logits [batch, classes, 8, 8] of all places, weighed by a pointer [batch, 64] that sums to 1."""
    return (places.flatten(2) * pointer.unsqueeze(1)).sum(2)
