"""Stored art as a style draws it, where a style is a way of drawing and no filter over the finished scene: flat, line art, neon, paper cut.

Layouts show it like this, so that the model has no more to do than copy it; watercolour, pastel, pixel art and photo it learns to lay over what it copies.
"""
import numpy as np
from PIL import Image, ImageFilter

from ..canvas import INK
from ..pixels import blur

DRAWN = ("flat", "line art", "neon", "paper cut")
TONES = 7


def restyled(picture: np.ndarray, style: str) -> np.ndarray:
    """uint8 [h, w, 4], not premultiplied, at the size at which it will stand, to the same."""
    if style in ("flat", "paper cut"):
        return np.concatenate([posterised(picture), picture[..., 3:]], -1)
    if style == "line art":
        return inked(picture)
    return lit(picture) if style == "neon" else picture


def posterised(picture: np.ndarray) -> np.ndarray:
    """uint8 [h, w, 3] in a few tones of its own."""
    colour = over(picture, picture[..., :3][picture[..., 3] > 200].mean(0) if (picture[..., 3] > 200).any() else 128)
    smooth = Image.fromarray(colour).filter(ImageFilter.MedianFilter(5))
    return np.asarray(smooth.quantize(TONES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB"))


def over(picture: np.ndarray, ground) -> np.ndarray:
    opaque = picture[..., 3:].astype(np.float32) / 255
    return (picture[..., :3] * opaque + np.asarray(ground, np.float32) * (1 - opaque)).astype(np.uint8)


def edges(picture: np.ndarray) -> np.ndarray:
    """float32 [h, w] in [0, 1]: where colour or opacity changes."""
    soft = blur(np.concatenate([over(picture, 255)], -1), 0.8).astype(np.float32)
    found = np.zeros(picture.shape[:2], np.float32)
    for gradient in np.gradient(soft, axis=(0, 1)):
        found = np.maximum(found, 2 * np.abs(gradient).max(-1))
    alpha = blur(picture[..., 3], 1.0).astype(np.float32) / 255
    rim = 1 - np.abs(alpha * 2 - 1)
    return np.clip(np.maximum(found / 70 - 0.25, rim * 1.6 - 0.1), 0, 1)


def inked(picture: np.ndarray) -> np.ndarray:
    """Ink along every edge, a pale wash between."""
    line = edges(picture)[..., None]
    wash = posterised(picture).astype(np.float32) * 0.45 + 255 * 0.55
    colour = wash * (1 - line) + np.array(INK, np.float32) * 255 * line
    opaque = np.maximum(picture[..., 3], (line[..., 0] * 255).astype(np.uint8))
    return np.concatenate([colour.clip(0, 255).astype(np.uint8), opaque[..., None]], -1)


def lit(picture: np.ndarray) -> np.ndarray:
    """Tubes of light along every edge, hardly anything lit between them."""
    line = edges(picture)[..., None]
    colour = blur(over(picture, 128), 2.0).astype(np.float32) / 255
    high, low = colour.max(-1, keepdims=True), colour.min(-1, keepdims=True)
    tube = np.where(high - low > 0.12, (colour - 0.6 * low) / np.maximum(high - 0.6 * low, 0.05), high) * (0.45 + 0.55 * high)
    dark = np.array((0.035, 0.02, 0.08), np.float32) * 0.9 + tube * 0.10
    opaque = np.maximum(picture[..., 3], (line[..., 0] * 255).astype(np.uint8))
    return np.concatenate([((dark * (1 - line) + tube * line).clip(0, 1) * 255).astype(np.uint8), opaque[..., None]], -1)
