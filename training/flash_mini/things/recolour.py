"""Art in another colour: its dominant hue becomes the one that is asked for, eyes, teeth and outlines stay what they are."""
import colorsys

import numpy as np

from ..vocabulary import COLOURS

LUMINANCE = np.array([0.30, 0.59, 0.11], np.float32)
GREYISH = 0.18
"""Saturation below which a pixel has no hue to speak of."""


def recoloured(picture: np.ndarray, colour: str) -> np.ndarray:
    """uint8 [h, w, 4], not premultiplied, to the same."""
    rgb, opaque = picture[..., :3].astype(np.float32) / 255, picture[..., 3].astype(np.float32) / 255
    share = belonging(rgb, opaque)[..., None]
    light = rgb @ LUMINANCE
    mass = share[..., 0] * opaque
    usual = float((light * mass).sum() / max(1e-6, mass.sum()))
    turned = shaded(np.array(COLOURS[colour], np.float32), light / max(0.05, usual))
    mixed = rgb * (1 - share) + turned * share
    return np.concatenate([(mixed.clip(0, 1) * 255 + 0.5).astype(np.uint8), picture[..., 3:]], -1)


def belonging(rgb: np.ndarray, opaque: np.ndarray) -> np.ndarray:
    """[h, w] in [0, 1]: how much a pixel is of the dominant colour: of the hue with most of the picture, or grey, if grey has most."""
    high, low = rgb.max(-1), rgb.min(-1)
    saturation = (high - low) / np.maximum(high, 1e-6)
    hue = hues(rgb, high, low)
    coloured = opaque * (saturation > GREYISH)
    weights, edges = np.histogram(hue, 36, (0, 1), weights=coloured * saturation)
    around = weights + np.roll(weights, 1) + np.roll(weights, -1)
    best = int(around.argmax())
    middle_grey = opaque * (saturation <= GREYISH) * (high > 0.22) * (high < 0.97)
    if middle_grey.sum() > 1.2 * coloured.sum():
        return np.clip((GREYISH * 1.4 - saturation) / (GREYISH * 0.5), 0, 1) * np.clip((high - 0.15) / 0.12, 0, 1)
    away = np.abs((hue - (edges[best] + 0.5 / 36) + 0.5) % 1 - 0.5) * 360
    return np.clip((52 - away) / 16, 0, 1) * np.clip((saturation - 0.08) / 0.12, 0, 1) * np.clip((high - 0.10) / 0.10, 0, 1)


def hues(rgb: np.ndarray, high: np.ndarray, low: np.ndarray) -> np.ndarray:
    """[h, w] in [0, 1); 0 for grey."""
    red, green, blue = np.moveaxis(rgb, -1, 0)
    span = np.maximum(high - low, 1e-6)
    hue = np.where(high == red, (green - blue) / span % 6, np.where(high == green, (blue - red) / span + 2, (red - green) / span + 4))
    return hue / 6 % 1 * (high > low)


def shaded(colour: np.ndarray, ratio: np.ndarray) -> np.ndarray:
    """`colour` [3] under more or less light than usual, [h, w] around 1: towards black below it, towards white above it."""
    ratio = ratio[..., None]
    bright = np.clip((ratio - 1) * 0.55, 0, 0.8)
    return np.where(ratio < 1, colour * (0.25 + 0.75 * ratio), colour + (1 - colour) * bright)


def named(rgb: tuple[float, float, float]) -> str:
    """The colour name nearest in hue and lightness."""
    def distance(name: str) -> float:
        (h, l, s), (a, b, c) = colorsys.rgb_to_hls(*rgb), colorsys.rgb_to_hls(*COLOURS[name])
        return min(abs(h - a), 1 - abs(h - a)) * min(s, c) * 4 + abs(l - b) + abs(s - c) * 0.7
    return min(COLOURS, key=distance)
