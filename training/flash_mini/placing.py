"""Puts things into a scene: what they stand on, their shadow or mirror image, and the things themselves."""
import cairo

from .backdrops.light import AMBIENT, CLOUDS, lit
from .brush import darker, mix, oval, wave
from .scenes import Scene, Thing
from .subjects import SKY, SUBJECTS, UNDER, WATER
from .vocabulary import COLOURS


def afloat(scene: Scene, thing: Thing) -> bool:
    return scene.setting == "sea" and thing.spot.grounded and SUBJECTS[thing.noun.kind].place == WATER


def place(ctx: cairo.Context, scene: Scene, thing: Thing, phase: float) -> None:
    spot = thing.spot
    ctx.save()
    ctx.translate(spot.x, spot.base)
    ctx.scale(-spot.height if thing.mirrored else spot.height, spot.height)
    SUBJECTS[thing.noun.kind].draw(ctx, colour_of(scene, thing), phase, scene.hour == "night")
    ctx.restore()


def colour_of(scene: Scene, thing: Thing):
    """Things stay bold; the hour only leans on their colour."""
    tint, share = AMBIENT[scene.hour]
    return mix(COLOURS[thing.noun.colour], tint, share * (0.15 if scene.setting in ("space", "room") else 0.32))


def footing(ctx: cairo.Context, scene: Scene, thing: Thing, phase: float) -> None:
    """On the backdrop, before any thing: an island, a cloud, a mirror image or a soft shadow."""
    spot, subject = thing.spot, SUBJECTS[thing.noun.kind]
    width = spot.height * subject.width * 0.5
    if afloat(scene, thing):
        reflection(ctx, scene, thing, phase)
    elif spot.grounded and scene.setting == "sea":
        island(ctx, scene, spot.x, spot.base, width, phase)
    elif spot.grounded and scene.setting == "sky":
        red, green, blue, _ = CLOUDS[scene.hour]
        for i in (-2, 2, -1, 1, 0):
            oval(ctx, spot.x + i * width * 0.5, spot.base + 0.03 - 0.004 * abs(i), width * 0.42 + 0.04, 0.055, (red, green, blue))
    elif spot.grounded:
        oval(ctx, spot.x, spot.base + 0.004, width * 0.95, 0.024, (0.02, 0.02, 0.08, 0.32))
    elif subject.place not in (SKY,) and scene.setting not in ("sky", "sea", "underwater", "space") and scene.relation == "none":
        oval(ctx, spot.x, max(0.88, spot.base + 0.03), width * 0.7, 0.020, (0.02, 0.02, 0.08, 0.22))


def island(ctx: cairo.Context, scene: Scene, x: float, base: float, width: float, phase: float) -> None:
    sand = lit((0.95, 0.85, 0.58), scene.hour)
    oval(ctx, x, base + 0.035, width * 1.15 + 0.05, 0.055, (1, 1, 1, 0.35 + 0.15 * wave(phase)))
    oval(ctx, x, base + 0.020, width * 1.05 + 0.04, 0.045, sand)
    oval(ctx, x, base + 0.010, width * 0.85 + 0.02, 0.030, mix(sand, lit((0.45, 0.72, 0.35), scene.hour), 0.7))


def reflection(ctx: cairo.Context, scene: Scene, thing: Thing, phase: float) -> None:
    spot, colour = thing.spot, darker(colour_of(scene, thing), 0.25)
    width = spot.height * SUBJECTS[thing.noun.kind].width
    for row in range(4):
        shift = 0.012 * wave(phase, row * 0.23)
        oval(ctx, spot.x + shift, spot.base + 0.025 + 0.026 * row, width * (0.42 - 0.06 * row), 0.013, (*colour, 0.55 - 0.1 * row))


def foam(ctx: cairo.Context, scene: Scene, thing: Thing, phase: float) -> None:
    """In front of what floats or swims at the surface."""
    spot = thing.spot
    width = spot.height * SUBJECTS[thing.noun.kind].width
    if afloat(scene, thing) or scene.setting == "sea" and SUBJECTS[thing.noun.kind].place == UNDER:
        for i in (-1, 1):
            oval(ctx, spot.x + i * width * 0.22, spot.base + 0.006 + 0.004 * wave(phase, i * 0.2), width * 0.27, 0.011, (1, 1, 1, 0.5))
