"""The sea from above and from below."""
import math

import cairo

from ..brush import TAU, disc, lighter, line, mix, oval, polygon, scatter, vertical, wave, darker
from ..scenes import Scene
from .light import HORIZON, light_place, lit, ridge, spread

SEA = {"day": ((0.32, 0.72, 0.90), (0.05, 0.34, 0.66)), "sunset": ((0.95, 0.56, 0.42), (0.26, 0.18, 0.45)), "night": ((0.12, 0.19, 0.44), (0.02, 0.05, 0.19))}
DEPTHS = {"day": ((0.40, 0.85, 0.93), (0.03, 0.32, 0.62)), "sunset": ((0.86, 0.60, 0.62), (0.16, 0.18, 0.48)), "night": ((0.08, 0.26, 0.48), (0.01, 0.05, 0.20))}


def sea(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    top, bottom = SEA[scene.hour]
    spread(ctx, HORIZON, 1.05, vertical(HORIZON, 1, top, bottom))
    if scene.light:
        glitter(ctx, scene, phase)
    for row in range(6):
        depth = (row + 0.6) / 6
        y, length, rise = HORIZON + 0.44 * depth ** 1.4, 0.10 + 0.15 * depth, 0.004 + 0.011 * depth
        shift = phase * length * (1 if row % 2 else -1)
        points = [(x / 40, y + rise * math.cos(TAU * (x / 40 - shift) / length)) for x in range(-1, 42)]
        line(ctx, points, 0.004 + 0.007 * depth, (*lighter(top, 0.45), 0.65))


def glitter(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    x, _ = light_place(scene)
    colour = (0.95, 0.95, 0.85) if scene.light == "moon" else (1.0, 0.85, 0.45)
    for row in range(8):
        y = HORIZON + 0.02 + 0.05 * row
        oval(ctx, x + 0.015 * wave(phase, row * 0.37), y, 0.035 + 0.007 * row + 0.02 * wave(phase, row * 0.21), 0.010, (*colour, 0.75))


def underwater(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    top, bottom = DEPTHS[scene.hour]
    spread(ctx, -0.05, 1.05, vertical(0, 1, top, bottom))
    for i in range(4):
        x, sway = 0.14 + 0.25 * i, 0.04 * wave(phase, 0.25 * i)
        polygon(ctx, ((x - 0.03, -0.02), (x + 0.05, -0.02), (x + 0.14 + sway, 0.85), (x - 0.06 + sway, 0.85)), (*lighter(top, 0.6), 0.14))
    sand = mix(lit((0.90, 0.82, 0.60), scene.hour), bottom, 0.30)
    ridge(ctx, 0.87, 0.02, 0.9, 0.33 * scene.variant, vertical(0.85, 1, sand, darker(sand, 0.25)))
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    for i, x in enumerate((0.04, 0.09, 0.15, 0.86, 0.92, 0.97)):
        height = 0.14 + 0.16 * scatter(i, 31)
        points = [(x + 0.035 * s / 6 * wave(phase, x + s / 8), 0.95 - height * s / 6) for s in range(7)]
        line(ctx, points, 0.024, (*mix(lit(((0.15, 0.62, 0.35), (0.55, 0.35, 0.62), (0.90, 0.45, 0.45))[(i + scene.variant) % 3], scene.hour), bottom, 0.2), 1))
    for column in range(5):
        x = 0.1 + 0.2 * column + 0.06 * scatter(column, 40)
        for row in range(4):
            y = 1 - (row + phase + scatter(column, 41)) / 3.5
            disc(ctx, x + 0.012 * wave(phase, y), y, 0.010 + 0.008 * scatter(column, 42), (*lighter(top, 0.7), 0.55))
