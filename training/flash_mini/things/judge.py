"""Which of all things a square of a picture looks most like: the nearest, pixel by pixel, of the pictures that code would draw there with each of them.

It is told where to look and before which backdrop, so it measures whether a shape is that of its thing, not whether it is where it should be.
"""
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ..backdrops.light import AMBIENT
from .art import load
from .drawing import render
from .scenes import ThingScene

CROP = 48


class Nearest:
    def __init__(self):
        self.names, pictures = load()
        self.number = {name: i for i, name in enumerate(self.names)}
        self.nothing = {name: np.zeros_like(pictures[0]) for name in self.names}
        art = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
        art[:, :3] *= art[:, 3:]
        self.forms = F.interpolate(art, size=CROP, mode="area")

    def ranks(self, pictures: np.ndarray, scenes: list[ThingScene]) -> np.ndarray:
        """For each picture how many things look more like it than the one that was asked for."""
        return np.array([self.rank(picture, scene) for picture, scene in zip(pictures, scenes)])

    def rank(self, picture: np.ndarray, scene: ThingScene) -> int:
        """Of a scene with one thing, as `scenes.sample(plain=True)` makes them, at phase 0."""
        tint, share = AMBIENT[scene.backdrop.hour]
        share *= 0.15 if scene.backdrop.setting in ("space", "room") else 0.32
        forms = self.forms.flip(3) if scene.things[0].mirrored else self.forms
        opaque = forms[:, 3:]
        lit = forms[:, :3] * (1 - share) + torch.tensor(tint).reshape(1, 3, 1, 1) * share * opaque
        drawn = lit + square(render(scene, self.nothing), scene) * (1 - opaque)
        errors = (drawn - square(picture, scene)).square().mean((1, 2, 3))
        return int((errors < errors[self.number[scene.things[0].name]]).sum())


def square(picture: np.ndarray, scene: ThingScene) -> Tensor:
    """[1, 3, CROP, CROP] of where the thing stands."""
    placed = scene.things[0]
    part = picture[placed.base - placed.side:placed.base, placed.left:placed.left + placed.side].copy()
    return F.interpolate(torch.from_numpy(part).permute(2, 0, 1)[None].float() / 255, size=CROP, mode="area")
