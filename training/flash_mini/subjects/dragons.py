"""Reptiles that are only in books: the dinosaur and the dragon."""
import cairo

from ..brush import Colour, ball, darker, disc, glow, lighter, oval, polygon, vertical, wave
from .parts import CREAM, bead, leg, placed, shape, stroke, swaying


@placed(-0.06, 0, 1.0)
@swaying(0.035, 0.015)
def dinosaur(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark, plate = darker(colour, 0.25), lighter(colour, 0.55)
    swing = 0.06 * wave(phase)
    ctx.save()
    for x, y in ((-0.16, -0.90), (-0.06, -0.76), (0.06, -0.66), (0.20, -0.56), (0.34, -0.42)):
        polygon(ctx, ((x - 0.04, y + 0.06), (x + 0.10, y - 0.04), (x + 0.10, y + 0.16)), plate)
    shape(ctx, (-0.06, -0.78), (0.16, -0.66, 0.26, -0.44, 0.40, -0.32), (0.50, -0.24, 0.56, -0.22 + swing, 0.66, -0.30 + 2 * swing), (0.60, -0.06 + swing, 0.40, -0.06, 0.26, -0.08),
          (0.04, -0.10, -0.22, -0.10, -0.24, -0.34), (-0.24, -0.50, -0.22, -0.60, -0.22, -0.72), source=vertical(-0.8, -0.05, lighter(colour, 0.15), colour, dark))
    shape(ctx, (-0.22, -0.60), (-0.24, -0.50, -0.26, -0.20, -0.06, -0.12), (-0.02, -0.26, -0.10, -0.50, -0.14, -0.62), source=lighter(colour, 0.6))
    for x, shade in ((0.20, dark), (0.04, colour)):
        oval(ctx, x, -0.18, 0.13, 0.14, shade)
        leg(ctx, x, -0.14, 0.13, 0, shade)
        stroke(ctx, (x - 0.12, -0.05), (x, -0.05), width=0.10, source=shade)
    stroke(ctx, (-0.16, -0.50), (-0.28, -0.44 + 0.05 * wave(phase, 0.3)), width=0.07, source=dark)
    ctx.translate(-0.18, -0.80)
    ctx.rotate(0.07 * wave(phase, 0.25))
    shape(ctx, (0.14, -0.06), (0.08, -0.20, -0.10, -0.20, -0.18, -0.12), (-0.36, -0.10, -0.38, 0.02, -0.34, 0.09), (-0.24, 0.13, -0.06, 0.12, 0.10, 0.14), source=ball(-0.08, -0.02, 0.3, colour))
    stroke(ctx, (-0.33, 0.04), (-0.24, 0.06, -0.16, 0.05, -0.10, 0.02), width=0.02, source=darker(colour, 0.6))
    disc(ctx, -0.05, -0.10, 0.075, lighter(colour, 0.25))
    disc(ctx, -0.06, -0.10, 0.055, (1, 1, 1))
    bead(ctx, -0.07, -0.10, 0.036, phase)
    ctx.restore()


def _wing(ctx: cairo.Context, flap: float, source) -> None:
    """A bat's wing from the shoulder at (0, 0) to the upper right; `flap` in [-1, 1] raises it."""
    ctx.save()
    ctx.scale(1, 0.78 + 0.22 * flap)
    shape(ctx, (-0.06, 0), (0.02, -0.30, 0.10, -0.44, 0.26, -0.56), (0.34, -0.48, 0.52, -0.42, 0.60, -0.28), (0.50, -0.30, 0.44, -0.24, 0.42, -0.14),
          (0.34, -0.20, 0.26, -0.14, 0.24, -0.04), (0.16, -0.08, 0.12, 0, 0.10, 0.04), source=source)
    ctx.restore()


@placed(0.05, 0, 0.96)
def dragon(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark, belly, flap = darker(colour, 0.3), lighter(colour, 0.6), wave(phase)
    ctx.save()
    ctx.translate(-0.02, 0)
    ctx.save()
    ctx.translate(0.0, -0.50)
    _wing(ctx, flap, darker(colour, 0.5))
    ctx.restore()
    tail = 0.06 * wave(phase, 0.2)
    stroke(ctx, (0.18, -0.16), (0.40, -0.06, 0.56, -0.08, 0.58, -0.24 + tail), width=0.11, source=colour)
    polygon(ctx, ((0.58, -0.44 + tail), (0.70, -0.22 + tail), (0.46, -0.22 + tail)), dark)
    shape(ctx, (-0.26, -0.80), (-0.06, -0.82, -0.06, -0.62, 0.04, -0.50), (0.22, -0.40, 0.34, -0.22, 0.24, -0.10), (0.10, -0.02, -0.14, -0.04, -0.20, -0.16),
          (-0.28, -0.34, -0.16, -0.50, -0.24, -0.64), source=vertical(-0.8, 0, lighter(colour, 0.15), colour, dark))
    shape(ctx, (-0.20, -0.52), (-0.26, -0.34, -0.26, -0.10, -0.06, -0.08), (0.02, -0.20, -0.10, -0.40, -0.12, -0.56), source=belly)
    for x, shade in ((0.16, dark), (-0.06, colour)):
        oval(ctx, x, -0.10, 0.10, 0.10, shade)
        stroke(ctx, (x - 0.10, -0.045), (x, -0.045), width=0.09, source=shade)
    ctx.save()
    ctx.translate(0.02, -0.46)
    _wing(ctx, flap, vertical(-0.5, 0, lighter(colour, 0.35), dark))
    ctx.restore()
    ctx.save()
    ctx.translate(-0.26, -0.76)
    ctx.rotate(0.06 * wave(phase, 0.25))
    for x in (0.02, 0.09):
        polygon(ctx, ((x - 0.05, -0.10), (x + 0.10, -0.22), (x + 0.04, -0.06)), CREAM)
    shape(ctx, (0.14, -0.06), (0.06, -0.16, -0.08, -0.16, -0.14, -0.08), (-0.30, -0.08, -0.32, 0.02, -0.28, 0.07), (-0.18, 0.12, 0.02, 0.12, 0.10, 0.10), source=ball(-0.06, -0.02, 0.28, colour))
    disc(ctx, -0.06, -0.06, 0.05, (1, 0.95, 0.5))
    bead(ctx, -0.07, -0.06, 0.030, phase)
    puff = 0.5 + 0.5 * wave(phase, 0.4)
    if puff > 0.05:
        glow(ctx, -0.42, 0.06, 0.20 * puff, (1, 0.55, 0.1), 0.8)
        shape(ctx, (-0.29, 0.04), (-0.36, -0.03, -0.40 - 0.06 * puff, 0.0, -0.36 - 0.14 * puff, 0.06), (-0.40, 0.12, -0.34, 0.12, -0.29, 0.04), source=(1, 0.72, 0.15))
    ctx.restore()
    ctx.restore()
