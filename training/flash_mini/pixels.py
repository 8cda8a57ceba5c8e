"""Arithmetic on whole pictures: blur, fixed noise, shading. Pictures are float32 [height, width, 3] in [0, 1] unless said otherwise."""
from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter


def to_float(picture: np.ndarray) -> np.ndarray:
    """uint8 to [0, 1]."""
    return picture.astype(np.float32) * np.float32(1 / 255)


def to_bytes(picture: np.ndarray) -> np.ndarray:
    return (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)


def blur(picture: np.ndarray, radius: float) -> np.ndarray:
    """Gaussian blur of a uint8 picture, [h, w] or [h, w, 3]; the radius is its standard deviation in pixels."""
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(radius)))


@lru_cache(32)
def noise(size: int, cell: float, seed: int, slant: bool = False) -> np.ndarray:
    """float32 [size, size] of fixed smooth noise in [-1, 1], its bumps about `cell` pixels wide; slanted, they are strokes from lower left to upper right."""
    rng = np.random.Generator(np.random.Philox(seed))
    cells = max(2, int(round(size / cell)))
    shape = (cells, cells)
    grid = Image.fromarray((rng.random(shape) * 255).astype(np.uint8)).resize((size, size), Image.BICUBIC)
    field = np.asarray(grid, np.float32)
    if slant:
        field = sum(np.roll(field, (-step, step), (0, 1)) for step in range(-5, 6))
    field = field - field.mean()
    return field / np.abs(field).max()


@lru_cache(8)
def vignette(size: int) -> np.ndarray:
    """float32 [size, size, 1]: 0 in the middle, 1 in the corners."""
    axis = np.linspace(-1, 1, size, dtype=np.float32) ** 2
    return ((axis[:, None] + axis[None]) / 2)[..., None]


@lru_cache(8)
def wobble(size: int, reach: float, cell: float) -> np.ndarray:
    """int [size * size]: for every pixel the index of a near one, for bending outlines."""
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32)
    rows = np.clip(rows + reach * noise(size, cell, 11), 0, size - 1).astype(np.int64)
    columns = np.clip(columns + reach * noise(size, cell, 12), 0, size - 1).astype(np.int64)
    return (rows * size + columns).ravel()


def grey(picture: np.ndarray) -> np.ndarray:
    """Luminance, [h, w, 1]."""
    return picture @ np.array([[0.30], [0.59], [0.11]], np.float32)


def bulge(alpha: np.ndarray, depth: float) -> tuple[np.ndarray, np.ndarray]:
    """Light on a flat silhouette as if it were a body, lit from the upper left: diffuse [h, w, 1] (about 0.7 on level ground) and gloss [h, w, 1].

    `alpha` is uint8 [h, w]; its blurred self is taken for the height.
    """
    height = blur(alpha, depth).astype(np.float32) + 0.6 * blur(alpha, depth / 2.6).astype(np.float32)
    height *= np.float32(depth / 255 * 1.6)
    down, right = np.gradient(height)
    length = np.sqrt(down * down + right * right + 1)
    facing = (0.48 * right + 0.56 * down + 0.675) / length
    return np.clip(facing, 0, 1)[..., None], (np.clip(facing, 0, 1) ** 12)[..., None]
