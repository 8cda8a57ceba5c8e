"""Painted on paper: watercolour and pastel."""
import numpy as np

from ..pixels import blur, grey, noise, to_bytes, to_float, vignette, wobble
from .layers import Layers

PAPER = np.array([0.985, 0.975, 0.945], np.float32)


def watercolour(layers: Layers) -> np.ndarray:
    """Bent outlines, pigment that pools at edges and varies within, paper shining through and left bare around."""
    size, scale = layers.size, layers.size / 256
    bent = layers.flattened().reshape(-1, 3)[wobble(size, 4.0 * scale, 16 * scale)].reshape(size, size, 3)
    soft, wide = to_float(blur(bent, 0.8 * scale)), to_float(blur(bent, 5.0 * scale))
    rim = np.clip(np.abs(grey(soft) - grey(wide)) * 2.4, 0, 0.40)
    pigment = (1 - soft) * (0.88 + 0.20 * noise(size, 26 * scale, 5)[..., None] + 0.07 * noise(size, 4 * scale, 6)[..., None]) + rim * (1 - wide)
    bare = np.clip((vignette(size) + 0.16 * noise(size, 18 * scale, 7)[..., None] - 0.62) * 6, 0, 1)
    return to_bytes(PAPER * (1 - np.clip(pigment, 0, 0.95) * (1 - bare)))


def pastel(layers: Layers) -> np.ndarray:
    """Pale chalk colours with soft edges and slanting strokes."""
    size, scale = layers.size, layers.size / 256
    bent = layers.flattened().reshape(-1, 3)[wobble(size, 2.0 * scale, 5 * scale)].reshape(size, size, 3)
    soft = to_float(blur(bent, 1.0 * scale))
    lightness = grey(soft)
    pale = 0.40 + 0.58 * lightness + (soft - lightness) * 0.72
    strokes = noise(size, 7 * scale, 8, slant=True)[..., None]
    return to_bytes(pale + strokes * 0.030)
