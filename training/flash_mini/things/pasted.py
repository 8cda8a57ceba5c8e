"""Pictures for the encoder: stored things laid over drawn scenes or over plain ground, made on the spot, because drawing whole scenes takes longer than learning from them."""
import numpy as np
from PIL import Image

from ..backdrops.light import AMBIENT
from .drawing import GROUND

PLAIN, UNTOUCHED = 0.25, 0.3
"""Shares of pictures that are a layout, things over grey, and of those that stay as they were drawn."""


def pasted(picture: np.ndarray, art: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """`picture` uint8 [s, s, 3] with one to three of `art`, uint8 [n, h, w, 4], and how opaque they are, float32 [s, s]."""
    side, chance = len(picture), rng.random()
    result, covered = picture.astype(np.float32), np.zeros((side, side), np.float32)
    if chance < UNTOUCHED:
        return picture, covered
    plain = chance < UNTOUCHED + PLAIN
    if plain:
        result[:] = GROUND
    tint, share = AMBIENT[("day", "sunset", "night")[int(rng.integers(3))]]
    for _ in range(int(rng.choice([1, 2, 3], p=[0.5, 0.3, 0.2]))):
        length = int(rng.integers(side // 5, side * 3 // 4))
        thing = Image.fromarray(art[int(rng.integers(len(art)))]).convert("RGBa").rotate(float(rng.uniform(-8, 8)), Image.Resampling.BILINEAR)
        thing = np.asarray(thing.resize((length, length), Image.Resampling.BICUBIC), np.float32)
        if rng.random() < 0.5:
            thing = thing[:, ::-1]
        left, top = (int(rng.integers(-length // 4, side - length * 3 // 4)) for _ in range(2))
        x0, y0, x1, y1 = max(0, left), max(0, top), min(side, left + length), min(side, top + length)
        part = thing[y0 - top:y1 - top, x0 - left:x1 - left]
        opaque, lean = part[..., 3:] / 255, 0 if plain else share * 0.32
        colour = part[..., :3] * (1 - lean) + np.array(tint, np.float32) * 255 * lean * opaque
        result[y0:y1, x0:x1] = result[y0:y1, x0:x1] * (1 - opaque) + colour
        covered[y0:y1, x0:x1] = np.maximum(covered[y0:y1, x0:x1], opaque[..., 0])
    return result.clip(0, 255).astype(np.uint8), covered
