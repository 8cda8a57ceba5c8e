"""Draws a scene at a phase of its motion: `python -m flash_mini.render OUT.png` shows a sheet of scenes."""
import sys

import cairo
import numpy as np

from . import backdrops
from .brush import darker, mix, oval, wave
from .scenes import COLOURS, GROUND, PLACES, SKY, Scene, Thing, sample_scene
from .subjects import SUBJECTS

SIZE = 256


def render(scene: Scene, phase: float, size: int = SIZE) -> np.ndarray:
    """uint8 [size, size, 3], RGB. Phase 1 is phase 0 again."""
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, size, size)
    ctx = cairo.Context(surface)
    ctx.scale(size, size)
    phase %= 1.0
    backdrops.draw(ctx, scene, phase)
    if scene.companion:
        place(ctx, scene, scene.companion, phase)
    place(ctx, scene, scene.subject, phase)
    if scene.setting == "snow":
        backdrops.snowfall(ctx, phase)
    surface.flush()
    pixels = np.frombuffer(surface.get_data(), np.uint8).reshape(size, surface.get_stride() // 4, 4)
    return np.ascontiguousarray(pixels[:, :size, 2::-1])


def place(ctx: cairo.Context, scene: Scene, thing: Thing, phase: float) -> None:
    base = base_of(scene, thing)
    stand = PLACES[thing.kind] == GROUND or (thing.kind == "boat" and scene.setting != "sea")
    if stand:
        footing(ctx, scene, thing, base, phase)
    elif scene.setting == "sea" and thing.kind == "boat":
        reflection(ctx, scene, thing, base, phase)
    colour = mix(COLOURS[thing.colour], *shade_of(scene))
    ctx.save()
    ctx.translate(thing.x, base)
    ctx.scale(-thing.height if thing.mirrored else thing.height, thing.height)
    SUBJECTS[thing.kind].draw(ctx, colour, phase, scene.time == "night")
    ctx.restore()
    if scene.setting == "sea" and thing.kind == "boat":
        for i in (-1, 1):
            oval(ctx, thing.x + i * thing.height * 0.25, base + 0.01 + 0.004 * wave(phase, i * 0.2), thing.height * 0.30, 0.010, (1, 1, 1, 0.45))


def base_of(scene: Scene, thing: Thing) -> float:
    """Where the subject's lower edge is, as a share of the picture's height from the top."""
    if PLACES[thing.kind] == SKY:
        return (0.50 if scene.setting == "underwater" else 0.36) + thing.height * 0.5
    if thing.kind == "fish":
        return {"underwater": 0.52, "sky": 0.50}.get(scene.setting, 0.66) + thing.height * 0.45
    return {"sea": 0.84, "sky": 0.80, "underwater": 0.93, "city": 0.88}.get(scene.setting, 0.88)


def shade_of(scene: Scene):
    """Subjects stay bold; the hour only leans on their colour."""
    tint, share = backdrops.AMBIENT[scene.time]
    return tint, share * 0.35


def footing(ctx: cairo.Context, scene: Scene, thing: Thing, base: float, phase: float) -> None:
    """Something to stand on: an island, a cloud, or a soft shadow."""
    width = thing.height * {"mountain": 0.95, "car": 0.8, "flower": 0.3, "boat": 0.5}.get(thing.kind, 0.5)
    if scene.setting == "sea":
        sand = backdrops.lit((0.94, 0.83, 0.55), scene.time)
        oval(ctx, thing.x, base + 0.035, width * 1.25 + 0.04, 0.055, (1, 1, 1, 0.35 + 0.15 * wave(phase)))
        oval(ctx, thing.x, base + 0.020, width * 1.15 + 0.03, 0.045, sand)
        oval(ctx, thing.x, base + 0.010, width * 0.95 + 0.01, 0.030, mix(sand, backdrops.lit((0.45, 0.72, 0.35), scene.time), 0.7))
    elif scene.setting == "sky":
        red, green, blue, _ = backdrops.CLOUDS[scene.time]
        for i in range(-2, 3):
            oval(ctx, thing.x + i * width * 0.5, base + 0.03, width * 0.42 + 0.04, 0.055, (red, green, blue, 1))
    else:
        oval(ctx, thing.x, base + 0.004, width, 0.026, (0.02, 0.02, 0.08, 0.32))


def reflection(ctx: cairo.Context, scene: Scene, thing: Thing, base: float, phase: float) -> None:
    colour = darker(mix(COLOURS[thing.colour], *shade_of(scene)), 0.25)
    for row in range(4):
        shift = 0.012 * wave(phase, row * 0.23)
        oval(ctx, thing.x + shift, base + 0.025 + 0.026 * row, thing.height * (0.46 - 0.07 * row), 0.013, (*colour, 0.55 - 0.1 * row))


def sheet(pictures, columns: int) -> np.ndarray:
    """Lays equally large pictures out in rows."""
    rows = [np.concatenate(pictures[i:i + columns], 1) for i in range(0, len(pictures) // columns * columns, columns)]
    return np.concatenate(rows, 0)


if __name__ == "__main__":
    from PIL import Image
    Image.fromarray(sheet([render(sample_scene(1, i), i / 48) for i in range(48)], 8)).save(sys.argv[1])
