"""Open country: meadow, mountains, forest, desert and snow, where grass, leaves and clouds are moved by the wind."""
import math

import cairo

from ..brush import TAU, box, cloud, darker, disc, lighter, line, mix, oval, polygon, scatter, vertical, wave
from ..scenes import Scene
from .light import CLOUDS, HORIZON, SKIES, lit, ridge

BLOSSOMS = ((1, 1, 1), (1, 0.85, 0.3), (0.98, 0.6, 0.7))


def meadow(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    far, near = lit((0.52, 0.78, 0.42), scene.hour), lit((0.40, 0.72, 0.28), scene.hour)
    ridge(ctx, HORIZON + 0.03, 0.045, 0.9, 0.33 * scene.variant, vertical(0.5, 0.8, lighter(far, 0.25), far))
    ridge(ctx, HORIZON + 0.12, 0.03, 1.3, 0.2 + 0.33 * scene.variant, vertical(0.62, 1, near, darker(near, 0.35)))
    grass(ctx, scene, near, phase)


def grass(ctx: cairo.Context, scene: Scene, colour, phase: float, top: float = 0.74) -> None:
    for i in range(36):
        x, y = scatter(i, 1), top + (0.99 - top) * scatter(i, 2)
        lean = 0.016 * wave(phase, x)
        line(ctx, ((x, y), (x + lean, y - 0.045)), 0.007, (*lighter(colour, 0.25), 0.9))
        if i % 3 == 0:
            disc(ctx, x + lean, y - 0.05, 0.011, lit(BLOSSOMS[i // 3 % 3], scene.hour))


def mountains(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    """Two ranges of peaks with snow on the higher ones, mist drifting between them, grass in front."""
    haze = SKIES[scene.hour][2]
    for layer, (foot, height, share) in enumerate(((0.66, 0.36, 0.45), (0.70, 0.24, 0.15))):
        rock = mix(lit((0.42, 0.47, 0.62), scene.hour), haze, share)
        for i in range(4):
            x = (i + 0.1 + 0.5 * layer + 0.23 * scene.variant) / 3.4 - 0.05
            peak(ctx, x, foot, height * (0.75 + 0.35 * scatter(i, 60 + scene.variant + 5 * layer)), rock, lit((0.97, 0.98, 1), scene.hour))
        red, green, blue, _ = CLOUDS[scene.hour]
        for column in range(-1, 3):
            oval(ctx, 0.5 * (column + (phase if layer else 1 - phase)) + 0.2, foot - 0.05, 0.20, 0.022, (red, green, blue, 0.55))
    green = lit((0.38, 0.62, 0.36), scene.hour)
    ridge(ctx, 0.72, 0.018, 1.1, 0.33 * scene.variant, vertical(0.70, 1, lighter(green, 0.12), darker(green, 0.35)))
    grass(ctx, scene, green, phase, 0.80)


def peak(ctx: cairo.Context, x: float, foot: float, height: float, rock, snow) -> None:
    """A pointed mountain, its right side in shade, its top white."""
    width, top = height * 0.85, foot - height
    polygon(ctx, ((x - width, foot + 0.06), (x, top), (x + width, foot + 0.06)), lighter(rock, 0.10))
    polygon(ctx, ((x, top), (x + width, foot + 0.06), (x + width * 0.1, foot + 0.06), (x + width * 0.12, top + height * 0.45)), darker(rock, 0.16))
    polygon(ctx, ((x, top), (x + width * 0.27, top + height * 0.32), (x + width * 0.10, top + height * 0.26), (x - width * 0.02, top + height * 0.38),
                  (x - width * 0.13, top + height * 0.26), (x - width * 0.27, top + height * 0.32)), snow)


def forest(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    """A clearing: pale trees far away, dark ones on both sides, leaves that sway, beams of light."""
    mist = lit((0.80, 0.92, 0.72), scene.hour)
    box(ctx, -0.05, -0.05, 1.1, 0.85, vertical(0, 0.75, mix(mist, SKIES[scene.hour][0], 0.45), mist))
    for layer, share in enumerate((0.62, 0.30)):
        bark, leaves = (mix(lit(colour, scene.hour), mist, share) for colour in ((0.38, 0.27, 0.20), (0.20, 0.50, 0.26)))
        for i in range(6 - layer):
            x = (i + 0.35 + 0.5 * scatter(i, 70 + scene.variant + 3 * layer)) / (6 - layer)
            if layer and 0.25 < x < 0.75:
                continue
            leafy(ctx, x, 0.74 + 0.02 * layer, 0.42 + 0.14 * layer, 0.030 + 0.022 * layer, bark, leaves, phase)
    for i in range(3):
        x, shine = 0.32 + 0.2 * i, 0.13 + 0.07 * wave(phase, 0.33 * i)
        polygon(ctx, ((x, -0.02), (x + 0.07, -0.02), (x - 0.07, 0.8), (x - 0.20, 0.8)), (*lighter(mist, 0.6), shine))
    floor = lit((0.34, 0.56, 0.27), scene.hour)
    ridge(ctx, 0.72, 0.014, 1.2, 0.33 * scene.variant, vertical(0.70, 1, lighter(floor, 0.15), darker(floor, 0.40)))
    for side in (-1, 1):
        for i in range(3):
            x = 0.5 + side * (0.42 + 0.05 * i)
            oval(ctx, x + 0.008 * wave(phase, 0.2 * i), 0.99 - 0.05 * i, 0.09, 0.07, mix(floor, lit((0.12, 0.35, 0.20), scene.hour), 0.4 + 0.2 * i))


def leafy(ctx: cairo.Context, x: float, foot: float, height: float, width: float, bark, leaves, phase: float) -> None:
    polygon(ctx, ((x - width, foot + 0.02), (x - width * 0.6, foot - height), (x + width * 0.6, foot - height), (x + width, foot + 0.02)), bark)
    sway = 0.010 * wave(phase, x)
    for dx, dy, radius, light in ((-0.10, 0.02, 0.12, -0.1), (0.10, 0.0, 0.12, 0.0), (0.0, -0.10, 0.14, 0.1)):
        disc(ctx, x + dx * height * 1.6 + sway, foot - height + dy * height - 0.03, radius * height * 1.9, lighter(leaves, light) if light > 0 else darker(leaves, -light))


def desert(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    sand = lit((0.96, 0.79, 0.48), scene.hour)
    ridge(ctx, HORIZON + 0.03, 0.05, 0.8, 0.33 * scene.variant, vertical(0.5, 0.75, darker(sand, 0.12), darker(sand, 0.25)))
    ridge(ctx, HORIZON + 0.12, 0.035, 1.2, 0.55 + 0.33 * scene.variant, vertical(0.62, 1, lighter(sand, 0.15), darker(sand, 0.15)))
    for row in range(5):
        y, length = 0.76 + 0.05 * row, 0.25
        points = [(x / 32, y + 0.007 * math.sin(TAU * (x / 32 / length - phase + 0.3 * row))) for x in range(-1, 34)]
        line(ctx, points, 0.006, (*darker(sand, 0.25), 0.5))
    x, green = (0.07, 0.93, 0.08)[scene.variant], lit((0.30, 0.56, 0.32), scene.hour)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    line(ctx, ((x, 0.70), (x, 0.54)), 0.030, (*green, 1))
    line(ctx, ((x, 0.64), (x + 0.045, 0.63), (x + 0.045, 0.58)), 0.020, (*green, 1))
    line(ctx, ((x, 0.62), (x - 0.045, 0.61), (x - 0.045, 0.56)), 0.020, (*green, 1))


def snow(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    white = lit((0.95, 0.97, 1.0), scene.hour)
    ridge(ctx, HORIZON + 0.03, 0.05, 0.9, 0.1 + 0.33 * scene.variant, vertical(0.5, 0.75, darker(white, 0.10), darker(white, 0.18)))
    for i, x in enumerate((0.05, 0.15, 0.87, 0.96)):
        pine(ctx, x, HORIZON + 0.14, 0.14 + 0.06 * scatter(i, 80), scene.hour, phase)
    ridge(ctx, HORIZON + 0.14, 0.03, 1.2, 0.5 + 0.33 * scene.variant, vertical(0.66, 1, white, darker(white, 0.16)))
    for i in range(14):
        x, y = scatter(i, 81), 0.78 + 0.2 * scatter(i, 82)
        disc(ctx, x, y, 0.005, (1, 1, 1, 0.5 + 0.5 * wave(phase, scatter(i, 83))))


def pine(ctx: cairo.Context, x: float, y: float, height: float, hour: str, phase: float) -> None:
    green, sway = lit((0.22, 0.45, 0.36), hour), 0.008 * wave(phase, x)
    for tier in range(3):
        base, width = y - height * 0.28 * tier, height * (0.36 - 0.09 * tier)
        polygon(ctx, ((x - width, base), (x + sway * (tier + 1), base - height * 0.45), (x + width, base)), darker(green, 0.12 * (2 - tier)))
        polygon(ctx, ((x - width * 0.45 + sway * tier, base - height * 0.25), (x + sway * (tier + 1), base - height * 0.45), (x + width * 0.45 + sway * tier, base - height * 0.25)), lit((0.95, 0.97, 1), hour))
