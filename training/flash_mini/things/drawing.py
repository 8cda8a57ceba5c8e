"""Draws a scene with stored things: its layout, which the model gets beside the words, and the picture it is to make of it."""
import cairo
import numpy as np

from .. import backdrops
from ..backdrops.light import AMBIENT
from ..backdrops.weather import falling
from ..brush import darker, oval, wave
from ..render import REST, SIZE
from ..styles import STYLES
from ..styles.layers import Layers, raw
from .motion import Pose, pose
from .recolour import recoloured
from .restyle import restyled
from .scenes import FLOATING, Placed, ThingScene

GROUND = 128
"""Grey level under a layout."""
Art = dict[str, np.ndarray]
"""From names to uint8 [s, s, 4], RGBA, not premultiplied, standing in the middle of the lower edge."""


def layout(scene: ThingScene, art: Art, phase: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """The things over grey, uint8 [SIZE, SIZE, 3], and their opacity, uint8 [SIZE, SIZE]: recoloured, as the style draws them, moved, and in no light but their own."""
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, SIZE, SIZE)
    ctx = cairo.Context(surface)
    for thing in in_order(scene):
        put(ctx, shaped(art[thing.name], thing, scene.backdrop.style), thing, pose(thing, scene.backdrop.setting, (phase + REST) % 1.0))
    pixels = raw(surface)
    alpha = pixels[..., 3].copy()
    colour = pixels[..., 2::-1].astype(np.uint16) + GROUND * (255 - alpha[..., None].astype(np.uint16)) // 255
    return np.minimum(colour, 255).astype(np.uint8), alpha


def render(scene: ThingScene, art: Art, phase: float = 0.0) -> np.ndarray:
    """uint8 [SIZE, SIZE, 3]."""
    phase, backdrop = (phase + REST) % 1.0, scene.backdrop
    style = STYLES[backdrop.style]
    layers = Layers(SIZE, style.canvas)
    behind, middle = layers.behind(), layers.middle()
    backdrops.draw(behind, backdrop, phase)
    tint, share = AMBIENT[backdrop.hour]
    # Tubes of neon give their own light.
    share *= 0 if backdrop.style == "neon" else 0.15 if backdrop.setting in ("space", "room") else 0.32
    middle.scale(1 / SIZE, 1 / SIZE)
    for thing in in_order(scene):
        moved = pose(thing, backdrop.setting, phase)
        footing(behind, scene, thing, moved, phase)
        surface = shaped(art[thing.name], thing, backdrop.style)
        lean(surface, tint, share)
        if backdrop.style == "paper cut":
            for shift in (5, 3):
                put(middle, shadow_of(surface), thing, moved, shift)
        put(middle, surface, thing, moved)
        if backdrop.setting == "sea" and on_ground(thing):
            foam(middle, thing, phase)
    layers.before(lambda ctx: falling(ctx, backdrop, phase))
    return style.finish(layers)


def in_order(scene: ThingScene) -> list[Placed]:
    """What stands farther away first."""
    return sorted(scene.things, key=lambda thing: thing.base)


def on_ground(thing: Placed) -> bool:
    """Not one that hangs above another."""
    return thing.base > 0.7 * SIZE


def shaped(picture: np.ndarray, thing: Placed, style: str) -> cairo.ImageSurface:
    """The art as this thing shows it, a premultiplied surface of the thing's own size."""
    if thing.mirrored:
        picture = picture[:, ::-1]
    if thing.colour:
        picture = recoloured(picture, thing.colour)
    target = cairo.ImageSurface(cairo.FORMAT_ARGB32, thing.side, thing.side)
    ctx = cairo.Context(target)
    ctx.scale(thing.side / picture.shape[1], thing.side / picture.shape[0])
    ctx.set_source_surface(surface_of(picture))
    ctx.get_source().set_filter(cairo.FILTER_BEST)
    ctx.paint()
    return target if style not in ("flat", "line art", "neon", "paper cut") else surface_of(restyled(picture_of(target), style))


def surface_of(picture: np.ndarray) -> cairo.ImageSurface:
    colour, alpha = picture[..., :3].astype(np.uint16), picture[..., 3:].astype(np.uint16)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, picture.shape[1], picture.shape[0])
    raw(surface)[:] = np.concatenate([((colour * alpha + 127) // 255)[..., ::-1], alpha], -1)
    surface.mark_dirty()
    return surface


def picture_of(surface: cairo.ImageSurface) -> np.ndarray:
    """And back."""
    pixels = raw(surface)
    alpha = pixels[..., 3:].astype(np.uint16)
    colour = (pixels[..., 2::-1].astype(np.uint16) * 255 // np.maximum(alpha, 1)).clip(0, 255)
    return np.concatenate([colour, alpha], -1).astype(np.uint8)


def put(ctx: cairo.Context, surface: cairo.ImageSurface, thing: Placed, moved: Pose, shift: float = 0) -> None:
    """Paints it where it stands, in its pose, `shift` pixels lower and more to the right."""
    side = thing.side
    ctx.save()
    ctx.translate(thing.left + side / 2 + moved.drift * side + shift * 0.7, thing.base - (moved.lift + moved.about) * side + shift)
    ctx.rotate(moved.turn)
    ctx.scale(1 / moved.stretch, moved.stretch)
    ctx.translate(-side / 2, -side * (1 - moved.about))
    ctx.set_source_surface(surface, 0, 0)
    ctx.paint()
    ctx.restore()


def lean(surface: cairo.ImageSurface, tint: tuple[float, float, float], share: float) -> None:
    """The hour's light on what is opaque."""
    ctx = cairo.Context(surface)
    ctx.set_operator(cairo.OPERATOR_ATOP)
    ctx.set_source_rgba(*tint, share)
    ctx.paint()


def shadow_of(surface: cairo.ImageSurface) -> cairo.ImageSurface:
    dark = cairo.ImageSurface(cairo.FORMAT_ARGB32, surface.get_width(), surface.get_height())
    ctx = cairo.Context(dark)
    ctx.set_source_rgba(0.05, 0.03, 0.10, 0.22)
    ctx.mask_surface(surface, 0, 0)
    return dark


def footing(ctx: cairo.Context, scene: ThingScene, thing: Placed, moved: Pose, phase: float) -> None:
    """On the backdrop: a shadow that shrinks as the thing leaves the ground, or a mirror image on water."""
    setting, width = scene.backdrop.setting, thing.side / SIZE
    if setting in FLOATING or not on_ground(thing):
        return
    if setting == "sea":
        for line in range(3):
            oval(ctx, thing.middle + 0.012 * wave(phase, line * 0.23), thing.base / SIZE + 0.022 + 0.026 * line, width * (0.36 - 0.06 * line), 0.012, (*darker((0.25, 0.42, 0.60), 0.25), 0.45 - 0.1 * line))
    else:
        near = 1 - 3 * max(0.0, moved.lift)
        oval(ctx, thing.middle, thing.base / SIZE, width * 0.44 * near, 0.022, (0.02, 0.02, 0.08, 0.30 * near))


def foam(ctx: cairo.Context, thing: Placed, phase: float) -> None:
    """In front of what floats; in pixels."""
    for i in (-1, 1):
        oval(ctx, (thing.middle + i * thing.side / SIZE * 0.2) * SIZE, thing.base + (0.002 + 0.004 * wave(phase, i * 0.2)) * SIZE, thing.side * 0.25, 0.010 * SIZE, (1, 1, 1, 0.5))
