"""Drawn with other means: ink, pixels, light, paper."""
import numpy as np

from ..pixels import blur, noise, to_bytes, to_float
from .layers import Layers

PIXELS = 64
"""Pixel art is this many fat pixels wide."""


def line_art(layers: Layers) -> np.ndarray:
    return layers.flattened()


def pixel_art(layers: Layers) -> np.ndarray:
    """Few fat pixels in few tones, dark around the things."""
    step = max(1, layers.size // PIXELS)
    _, alpha = layers.things()
    picture, solid = _shrink(to_float(layers.flattened()), step), _shrink(to_float(alpha)[..., None], step) > 0.5
    outside = np.pad(solid, ((1, 1), (1, 1), (0, 0)))
    touching = outside[:-2, 1:-1] | outside[2:, 1:-1] | outside[1:-1, :-2] | outside[1:-1, 2:]
    picture = np.round(picture * 6) / 6
    picture = np.where(touching & ~solid, picture * 0.25, picture)
    whole = np.repeat(np.repeat(picture, step, 0), step, 1)
    # Sizes that are no multiple of the fat pixel keep a rest at the right and the bottom.
    rest = layers.size - len(whole)
    return to_bytes(np.pad(whole, ((0, rest), (0, rest), (0, 0)), "edge"))


def _shrink(picture: np.ndarray, step: int) -> np.ndarray:
    count = len(picture) // step
    return picture[:count * step, :count * step].reshape(count, step, count, step, -1).mean((1, 3))


def neon(layers: Layers) -> np.ndarray:
    """Tubes glow into the dark around them."""
    flat, scale = layers.flattened(), layers.size / 256
    picture = to_float(flat)
    return to_bytes(picture * 1.05 + to_float(blur(flat, 3.0 * scale)) * 0.75 + to_float(blur(flat, 11 * scale)) * 0.85)


def paper_cut(layers: Layers) -> np.ndarray:
    """Coloured paper has fibres."""
    fibres = noise(layers.size, 2.6 * layers.size / 256, 9)[..., None]
    return to_bytes(to_float(layers.flattened()) * (0.98 + 0.035 * fibres))
