"""Scenes with stored things in them: the backdrops that code draws, one to three things, each with its shadow.

A thing's layout is what the model gets beside the words: the things alone, each where it will stand, over plain grey, and their opacity.
"""
from dataclasses import dataclass, replace
from zlib import crc32

import cairo
import numpy as np

from .. import backdrops
from ..backdrops.light import AMBIENT
from ..backdrops.weather import falling
from ..brush import oval
from ..layout import floor_of
from ..render import REST, SIZE
from ..scenes import Noun, Scene, _pick, _sky, random_for
from ..styles import STYLES
from ..styles.layers import Layers
from ..vocabulary import SETTINGS

CELL = 16
SIZES = {"small": 5, "medium": 7, "large": 10}
"""Sides of a thing's square, in cells of the latents."""
GROUND = 128
"""Grey level under a layout."""
HELD_OUT_PERCENT = 12
PURPOSE = 40
"""Of these scenes' random numbers."""


def kept_out(name: str) -> bool:
    """Whether training never sees this thing. Decided by its name alone."""
    return crc32(name.encode()) % 100 < HELD_OUT_PERCENT


@dataclass(frozen=True)
class Placed:
    """A thing in its square, in pixels; `left` and `base` are multiples of a cell unless it was jittered."""
    name: str
    left: int
    base: int
    side: int
    mirrored: bool = False


@dataclass(frozen=True)
class ThingScene:
    backdrop: Scene
    """Without things of its own."""
    size: str
    things: tuple[Placed, ...]


def sample(seed: int, index: int, names: list[str], size: str | None = None, jitter: int = 0) -> ThingScene:
    """Scene `index` of a seed, with one of `names`, its base on the floor of the setting. `jitter` in pixels."""
    rng = random_for(seed, index, PURPOSE)
    name, setting = _pick(rng, tuple(names)), _pick(rng, SETTINGS)
    drawn = _pick(rng, tuple(SIZES))
    size = size or drawn
    hour, weather, light = _sky(rng, setting, set())
    side, cells = SIZES[size], SIZE // CELL
    middle = (cells - side) / 2
    spread = min(middle, 4.0)
    left = round(middle + float(rng.uniform(-spread, spread))) * CELL
    floating = setting in ("sky", "underwater", "space")
    lowest = round(floor_of(setting) * cells)
    base = (int(rng.integers(side + 1, cells)) if floating else min(cells - 1, lowest + int(rng.integers(0, 2)))) * CELL
    left, base = left + int(rng.integers(-jitter, jitter + 1)), base + int(rng.integers(-jitter, jitter + 1))
    backdrop = Scene(Noun(name, "white"), 1, None, "none", setting, hour, weather, "illustration", light, size, "centre", (), int(rng.integers(3)))
    return ThingScene(backdrop, size, (Placed(name, left, base, side * CELL),))


def shaped(picture: np.ndarray, placed: Placed) -> cairo.ImageSurface:
    """RGBA uint8 [s, s, 4] as a premultiplied surface of the thing's own size."""
    if placed.mirrored:
        picture = picture[:, ::-1]
    source = surface_of(picture)
    target = cairo.ImageSurface(cairo.FORMAT_ARGB32, placed.side, placed.side)
    ctx = cairo.Context(target)
    ctx.scale(placed.side / picture.shape[1], placed.side / picture.shape[0])
    ctx.set_source_surface(source)
    ctx.get_source().set_filter(cairo.FILTER_BEST)
    ctx.paint()
    return target


def surface_of(picture: np.ndarray) -> cairo.ImageSurface:
    colour, alpha = picture[..., :3].astype(np.uint16), picture[..., 3:].astype(np.uint16)
    pixels = np.concatenate([((colour * alpha + 127) // 255)[..., ::-1], alpha], -1).astype(np.uint8)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, picture.shape[1], picture.shape[0])
    np.frombuffer(surface.get_data(), np.uint8).reshape(picture.shape[0], -1)[:, :4 * picture.shape[1]] = pixels.reshape(picture.shape[0], -1)
    surface.mark_dirty()
    return surface


def layout(scene: ThingScene, art: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The things over grey, uint8 [SIZE, SIZE, 3], and their opacity, uint8 [SIZE, SIZE]."""
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, SIZE, SIZE)
    ctx = cairo.Context(surface)
    for placed in scene.things:
        ctx.set_source_surface(shaped(art[placed.name], placed), placed.left, placed.base - placed.side)
        ctx.paint()
    surface.flush()
    pixels = np.frombuffer(surface.get_data(), np.uint8).reshape(SIZE, SIZE, 4)
    alpha = pixels[..., 3]
    colour = pixels[..., 2::-1].astype(np.uint16) + GROUND * (255 - alpha[..., None].astype(np.uint16)) // 255
    return np.minimum(colour, 255).astype(np.uint8), alpha.copy()


def render(scene: ThingScene, art: dict[str, np.ndarray], phase: float) -> np.ndarray:
    """uint8 [SIZE, SIZE, 3]."""
    phase, backdrop = (phase + REST) % 1.0, scene.backdrop
    style = STYLES[backdrop.style]
    layers = Layers(SIZE, style.canvas)
    behind, middle = layers.behind(), layers.middle()
    backdrops.draw(behind, backdrop, phase)
    tint, share = AMBIENT[backdrop.hour]
    share *= 0.15 if backdrop.setting in ("space", "room") else 0.32
    for placed in scene.things:
        if backdrop.setting not in ("sky", "underwater", "space"):
            oval(behind, (placed.left + placed.side / 2) / SIZE, placed.base / SIZE, placed.side / SIZE * 0.44, 0.022, (0.02, 0.02, 0.08, 0.30))
        surface = shaped(art[placed.name], placed)
        lean = cairo.Context(surface)
        lean.set_operator(cairo.OPERATOR_ATOP)
        lean.set_source_rgba(*tint, share)
        lean.paint()
        middle.save()
        middle.scale(1 / SIZE, 1 / SIZE)
        middle.set_source_surface(surface, placed.left, placed.base - placed.side)
        middle.paint()
        middle.restore()
    layers.before(lambda ctx: falling(ctx, backdrop, phase))
    return style.finish(layers)
