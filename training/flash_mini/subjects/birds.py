"""Birds."""
import cairo

from ..brush import Colour, ball, darker, disc, lighter, linear, oval, polygon, vertical, wave
from .parts import bead, face, placed, shape, stroke, swaying

BEAK = (0.99, 0.66, 0.12)


def bird(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A small bird in flight, its wings beating."""
    dark, beat = darker(colour, 0.3), wave(phase)
    beak = BEAK if not (colour[0] > 0.9 and 0.4 < colour[1] < 0.75 and colour[2] < 0.3) else (0.55, 0.30, 0.10)
    ctx.save()
    ctx.translate(0, -0.50 - 0.03 * beat)
    ctx.save()
    ctx.translate(-0.02, -0.06)
    ctx.scale(1, beat * 0.55 + 0.42)
    shape(ctx, (-0.12, 0), (-0.10, -0.24, 0.10, -0.40, 0.34, -0.46), (0.30, -0.30, 0.24, -0.12, 0.14, 0.02), source=darker(colour, 0.45))
    ctx.restore()
    polygon(ctx, ((0.26, -0.02), (0.62, -0.16), (0.54, -0.02), (0.60, 0.12), (0.24, 0.10)), linear(0.2, 0, 0.6, 0, colour, dark))
    polygon(ctx, ((-0.50, -0.12), (-0.66, -0.05), (-0.48, 0.0)), beak)
    shape(ctx, (-0.52, -0.06), (-0.50, -0.30, -0.24, -0.30, -0.16, -0.18), (0.06, -0.16, 0.26, -0.08, 0.36, 0.02), (0.24, 0.20, 0.02, 0.26, -0.14, 0.22),
          (-0.34, 0.18, -0.52, 0.12, -0.52, -0.06), source=ball(-0.1, 0, 0.5, colour))
    shape(ctx, (-0.49, 0.04), (-0.40, 0.18, -0.10, 0.28, 0.10, 0.20), (-0.06, 0.14, -0.26, 0.10, -0.49, 0.04), source=lighter(colour, 0.6))
    ctx.save()
    ctx.translate(-0.02, 0.0)
    ctx.scale(1, beat * 0.85 + 0.10)
    shape(ctx, (-0.18, 0), (-0.16, -0.30, 0.06, -0.46, 0.24, -0.50), (0.24, -0.32, 0.22, -0.14, 0.14, 0.04), (0.04, 0.10, -0.10, 0.08, -0.18, 0), source=vertical(-0.5, 0.1, dark, lighter(colour, 0.25)))
    ctx.restore()
    bead(ctx, -0.37, -0.11, 0.045, phase)
    ctx.restore()


@swaying(0.05, 0.015)
def owl(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark, pale = darker(colour, 0.35), lighter(colour, 0.6)
    stroke(ctx, (-0.36, -0.045), (0.36, -0.045), width=0.08, source=(0.45, 0.28, 0.16))
    lift = 0.10 + 0.10 * wave(phase)
    for side in (-1, 1):
        oval(ctx, side * 0.31, -0.38, 0.10, 0.26, dark, -side * lift)
    shape(ctx, (-0.33, -0.92), (-0.14, -0.82, 0.14, -0.82, 0.33, -0.92), (0.36, -0.60, 0.40, -0.10, 0, -0.07), (-0.40, -0.10, -0.36, -0.60, -0.33, -0.92), source=ball(0, -0.5, 0.55, colour))
    oval(ctx, 0, -0.30, 0.20, 0.21, pale)
    for y, xs in ((-0.40, (-0.08, 0.08)), (-0.30, (-0.13, 0, 0.13)), (-0.20, (-0.08, 0.08))):
        for x in xs:
            shape(ctx, (x - 0.035, y - 0.02), (x - 0.03, y + 0.04, x + 0.03, y + 0.04, x + 0.035, y - 0.02), source=dark)
    look = 0.03 * wave(phase, 0.25)
    for side in (-1, 1):
        disc(ctx, side * 0.15, -0.66, 0.165, pale)
        disc(ctx, side * 0.15, -0.66, 0.115, (1.0, 0.80, 0.15))
    face(ctx, look, -0.66, 0.15, 0.070, phase)
    polygon(ctx, ((-0.05, -0.60), (0.05, -0.60), (0, -0.49)), BEAK)
    for x in (-0.12, 0.12):
        for toe in (-0.04, 0.04):
            stroke(ctx, (x + toe, -0.09), (x + toe, -0.05), width=0.055, source=BEAK)


@placed(0.04, 0, 1.0)
def duck(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """Afloat like a toy duck: round head, orange bill, tail up."""
    ctx.save()
    ctx.translate(0, 0.02 * wave(phase))
    ctx.rotate(0.05 * wave(phase, 0.25))
    bill = BEAK if colour[1] < 0.45 or colour[1] > 0.7 else (0.85, 0.25, 0.12)
    shape(ctx, (-0.42, -0.36), (-0.30, -0.46, -0.06, -0.52, 0.20, -0.44), (0.36, -0.42, 0.46, -0.50, 0.54, -0.60), (0.60, -0.36, 0.54, -0.06, 0.24, -0.03),
          (-0.10, 0.0, -0.44, 0.0, -0.48, -0.20), (-0.48, -0.28, -0.46, -0.32, -0.42, -0.36), source=ball(0, -0.28, 0.55, colour))
    shape(ctx, (-0.08, -0.34), (0.10, -0.40, 0.28, -0.36, 0.42, -0.40 - 0.05 * wave(phase)), (0.36, -0.12, 0.0, -0.08, -0.08, -0.34), source=darker(colour, 0.22))
    polygon(ctx, ((-0.42, -0.34), (-0.36, -0.60), (-0.10, -0.60), (-0.02, -0.34)), colour)
    oval(ctx, -0.48, -0.66, 0.15, 0.055, bill, 0.08)
    disc(ctx, -0.24, -0.72, 0.235, ball(-0.24, -0.72, 0.26, colour))
    oval(ctx, -0.46, -0.67, 0.13, 0.03, darker(bill, 0.2), 0.08)
    bead(ctx, -0.32, -0.77, 0.045, phase)
    ctx.restore()


def penguin(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.rotate(0.07 * wave(phase))
    for side in (-1, 1):
        oval(ctx, side * 0.13, -0.03, 0.13, 0.045, BEAK)
        ctx.save()
        ctx.translate(side * 0.27, -0.56)
        ctx.rotate(-side * (0.30 + 0.22 * wave(phase, 0.25)))
        oval(ctx, 0, 0.17, 0.075, 0.21, darker(colour, 0.25))
        ctx.restore()
    shape(ctx, (0, -0.98), (0.28, -0.98, 0.24, -0.68, 0.30, -0.52), (0.40, -0.24, 0.30, -0.04, 0, -0.04), (-0.30, -0.04, -0.40, -0.24, -0.30, -0.52), (-0.24, -0.68, -0.28, -0.98, 0, -0.98),
          source=ball(0, -0.5, 0.55, colour))
    white = (0.98, 0.98, 0.96) if sum(colour) < 2.6 else (0.80, 0.86, 0.94)
    oval(ctx, 0, -0.30, 0.21, 0.25, white)
    for side in (-1, 1):
        oval(ctx, side * 0.09, -0.72, 0.12, 0.14, white)
    face(ctx, 0, -0.755, 0.10, 0.050, phase)
    polygon(ctx, ((-0.08, -0.68), (0.08, -0.68), (0, -0.57)), BEAK)
    ctx.restore()
