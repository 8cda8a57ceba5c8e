"""Near-photographic: things with body under one soft light, a blurred distance, grain on surfaces, the tones of a lens."""
import numpy as np

from ..pixels import blur, bulge, grey, noise, to_bytes, to_float, vignette
from .layers import Layers


def photo(layers: Layers) -> np.ndarray:
    scale = layers.size / 256
    ground = _depth_of_field(layers.backdrop(), scale)
    colour, alpha = layers.things()
    light, gloss = bulge(alpha, 11 * scale)
    body = to_float(colour)
    texture = 1 + 0.05 * noise(layers.size, 5 * scale, 3)[..., None]
    opaque = to_float(alpha)[..., None]
    body = np.minimum(body * (0.40 + 0.82 * light) * texture + 0.16 * gloss * opaque, opaque)
    cast = to_float(blur(np.roll(alpha, (int(5 * scale), int(7 * scale)), (0, 1)), 7 * scale))[..., None]
    picture = ground * (1 - 0.38 * cast) * (1 - opaque) + body
    picture = to_float(layers.weathered(to_bytes(picture)))
    return to_bytes(_lens(picture))


def _depth_of_field(backdrop: np.ndarray, scale: float) -> np.ndarray:
    """Sharp at the feet, soft in the distance, with a little texture where it is sharp."""
    size = len(backdrop)
    near = np.clip((np.linspace(0, 1, size, dtype=np.float32) - 0.62) / 0.22, 0, 1)[:, None, None]
    textured = to_float(backdrop) * (1 + 0.10 * near * noise(size, 3.2 * scale, 4)[..., None])
    return to_float(blur(backdrop, 5.5 * scale)) * (1 - near) + textured * near


def _lens(picture: np.ndarray) -> np.ndarray:
    """A little less colour, a film's curve, warm lights, cool shadows, dark corners."""
    lightness = grey(picture)
    picture = lightness + (picture - lightness) * 0.86
    picture = picture * picture * (3 - 2 * picture) * 0.55 + picture * 0.45
    picture = picture * np.array([1.03, 1.0, 0.93], np.float32) + np.array([0.0, 0.006, 0.024], np.float32)
    return picture * (1 - 0.42 * vignette(len(picture)) ** 1.5)
