"""Parts of the land."""
import cairo

from ..brush import Colour, darker, disc, glow, lighter, linear, oval, polygon, vertical, wave
from .parts import placed, shape


@placed(-0.05, 0, 1.0)
def mountain(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    polygon(ctx, ((-0.15, 0), (0.45, -0.68), (0.95, 0)), linear(0.1, 0, 0.9, 0, darker(colour, 0.05), darker(colour, 0.4)))
    polygon(ctx, ((-0.85, 0), (-0.10, -1.0), (0.62, 0)), linear(-0.6, 0, 0.5, 0, lighter(colour, 0.25), colour, darker(colour, 0.3)))
    polygon(ctx, ((-0.10, -1.0), (0.62, 0), (0.10, 0), (-0.02, -0.45), (-0.12, -0.65)), (*darker(colour, 0.5), 0.35))
    polygon(ctx, ((-0.10, -1.0), (-0.34, -0.68), (-0.21, -0.72), (-0.12, -0.62), (0.0, -0.73), (0.13, -0.68)), vertical(-1, -0.6, (1, 1, 1), (0.86, 0.90, 0.97)))
    drift = 0.14 * wave(phase)
    for x, y, width in ((-0.45, -0.34, 0.30), (0.42, -0.42, 0.26)):
        oval(ctx, x + drift, y, width, 0.075, (1, 1, 1, 0.35 if night else 0.7))


def volcano(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A cut cone with glowing lava, smoking."""
    for i in range(4):
        rise = (phase + i) / 4 % 1
        disc(ctx, 0.04 + 0.22 * rise, -0.74 - 0.26 * rise, 0.08 + 0.10 * rise, (0.45, 0.42, 0.45, 0.8 * (1 - rise) * min(1, 6 * rise)))
    lava = (1.0, 0.45 + 0.12 * wave(phase), 0.08)
    glow(ctx, 0, -0.68, 0.42, lava, 0.65 + 0.2 * wave(phase))
    shape(ctx, (-0.12, -0.66), (-0.16, -0.84 - 0.06 * wave(phase), -0.02, -0.78, 0.0, -0.92 - 0.04 * wave(phase, 0.3)), (0.03, -0.78, 0.16, -0.84 + 0.05 * wave(phase), 0.12, -0.66), source=lava)
    shape(ctx, (-0.74, 0), (-0.44, -0.16, -0.26, -0.44, -0.19, -0.68), (-0.08, -0.62, 0.08, -0.62, 0.19, -0.68), (0.26, -0.44, 0.44, -0.16, 0.74, 0),
          source=linear(-0.6, 0, 0.6, 0, lighter(colour, 0.25), colour, darker(colour, 0.4)))
    shape(ctx, (-0.19, -0.68), (-0.08, -0.62, 0.08, -0.62, 0.19, -0.68), (0.20, -0.56, 0.20, -0.42, 0.26, -0.30), (0.14, -0.36, 0.12, -0.48, 0.08, -0.52), (0.06, -0.36, 0.10, -0.24, 0.02, -0.14),
          (-0.08, -0.24, -0.02, -0.44, -0.06, -0.52), (-0.10, -0.46, -0.14, -0.40, -0.22, -0.38), (-0.18, -0.48, -0.18, -0.60, -0.19, -0.68), source=vertical(-0.68, -0.14, (1, 0.85, 0.3), lava))
