"""Outer space, above the ground of a moon."""
import cairo

from ..brush import Colour, darker, disc, glow, line, oval, vertical, wave
from ..scenes import Scene
from .light import ridge, spread
from .sky import stars

CLOUDS: tuple[tuple[Colour, Colour], ...] = (((0.60, 0.25, 0.85), (0.15, 0.55, 0.80)), ((0.85, 0.30, 0.55), (0.30, 0.30, 0.90)), ((0.15, 0.65, 0.65), (0.50, 0.25, 0.75)))


def space(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    spread(ctx, -0.05, 1.05, vertical(0, 1, (0.02, 0.02, 0.09), (0.07, 0.05, 0.20), (0.13, 0.09, 0.30)))
    first, second = CLOUDS[scene.variant]
    glow(ctx, 0.25 + 0.02 * wave(phase), 0.22, 0.50, first, 0.42)
    glow(ctx, 0.80 - 0.02 * wave(phase), 0.45, 0.45, second, 0.38)
    stars(ctx, phase, rows=6, spacing=0.13)
    fall = 1.5 * phase - 0.25
    line(ctx, ((0.95 - fall, 0.06 + 0.35 * fall), (1.05 - fall, 0.02 + 0.35 * fall)), 0.008, (1, 1, 0.92, 0.9))
    ground = (0.62, 0.60, 0.72)
    ridge(ctx, 0.84, 0.035, 2.0, -0.25, vertical(0.78, 1, ground, darker(ground, 0.45)))
    for x, y, size in ((0.12, 0.90, 0.06), (0.86, 0.88, 0.075), (0.30, 0.97, 0.05), (0.68, 0.975, 0.06)):
        oval(ctx, x, y, size, size * 0.34, darker(ground, 0.30))
        oval(ctx, x, y + size * 0.07, size * 0.88, size * 0.24, darker(ground, 0.15))
        disc(ctx, x + size * 0.9, y - size * 0.5, size * 0.10, darker(ground, 0.2))
