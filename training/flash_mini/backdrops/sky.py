"""Skies: clouds that drift, stars that twinkle, sun and moon."""
import math

import cairo

from ..brush import TAU, cloud, disc, glow, lighter, line, mix, scatter, vertical, wave
from ..scenes import Scene
from .light import CLOUDS, HORIZON, SKIES, light_place, spread


def open_sky(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    spread(ctx, -0.05, 1.05, vertical(0, 1.0 if scene.setting == "sky" else HORIZON + 0.08, *SKIES[scene.hour]))
    if scene.hour == "night":
        stars(ctx, phase)
    if scene.light:
        heavenly_body(ctx, scene, phase)
    red, green, blue, thick = CLOUDS[scene.hour]
    # One lattice period per loop: cloud n arrives where cloud n+1 started.
    for column in range(-1, 3):
        cloud(ctx, 0.5 * (column + phase) + 0.12, 0.15, 0.12, (red, green, blue, thick))
        cloud(ctx, 0.5 * (column + phase) + 0.36, 0.33, 0.08, (red, green, blue, thick * 0.75))


def stars(ctx: cairo.Context, phase: float, rows: int = 5, spacing: float = 1 / 9) -> None:
    for row in range(rows):
        for column in range(7):
            x, y = (column + scatter(column, row)) / 7, (row + scatter(row, column + 9)) * spacing
            shine = 0.55 + 0.45 * wave(phase, scatter(row + 3, column))
            disc(ctx, x, y, 0.0035 + 0.005 * shine, (1, 1, 0.9, 0.25 + 0.75 * shine))


def heavenly_body(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    x, y = light_place(scene)
    if scene.light == "moon":
        glow(ctx, x, y, 0.26, (0.80, 0.85, 1.0), 0.55 + 0.08 * wave(phase))
        disc(ctx, x, y, 0.095, (0.96, 0.95, 0.87))
        for dx, dy, radius in ((-0.03, -0.02, 0.022), (0.035, 0.025, 0.028), (0.02, -0.045, 0.014)):
            disc(ctx, x + dx, y + dy, radius, (0.84, 0.83, 0.78))
        return
    colour = (1.0, 0.45, 0.20) if scene.hour == "sunset" else (1.0, 0.87, 0.25)
    glow(ctx, x, y, 0.30, lighter(colour, 0.3), 0.65)
    for ray in range(12):
        angle = TAU * (ray + phase) / 12
        line(ctx, [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (0.11, 0.145)], 0.014, (*lighter(colour, 0.3), 0.9))
    disc(ctx, x, y, 0.09, colour)


def cloud_floor(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    red, green, blue, _ = CLOUDS[scene.hour]
    for row, (y, size, shade) in enumerate(((0.88, 0.20, 0.72), (0.98, 0.26, 1.0))):
        for column in range(-1, 4):
            cloud(ctx, 0.4 * (column + phase + 0.5 * row), y + 0.008 * wave(phase, row * 0.5), size, mix(SKIES[scene.hour][1], (red, green, blue), shade))
