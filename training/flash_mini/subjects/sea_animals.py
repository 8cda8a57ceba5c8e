"""Animals of the sea."""
import math

import cairo

from ..brush import TAU, Colour, ball, darker, disc, lighter, linear, mix, oval, polygon, vertical, wave
from .parts import INK, bead, face, leg, placed, shape, smile, stroke, swaying


@placed(-0.05, 0, 1.0)
def fish(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0.04 * wave(phase, 0.25), -0.45 + 0.06 * wave(phase))
    swing = 0.14 * wave(phase)
    polygon(ctx, ((0.32, 0), (0.68, -0.24 + swing), (0.60, swing), (0.68, 0.24 + swing)), linear(0.3, 0, 0.7, 0, colour, darker(colour, 0.2)))
    polygon(ctx, ((-0.12, -0.24), (0.12, -0.44), (0.24, -0.16)), darker(colour, 0.15))
    oval(ctx, -0.08, 0, 0.50, 0.30, ball(0, 0, 1, colour))
    ctx.save()
    ctx.new_path()
    ctx.rectangle(-0.02, -0.3, 0.09, 0.6)
    ctx.rectangle(0.17, -0.3, 0.07, 0.6)
    ctx.clip()
    oval(ctx, -0.08, 0, 0.50, 0.30, (*lighter(colour, 0.65), 0.85))
    ctx.restore()
    polygon(ctx, ((0.0, 0.06), (0.18, 0.24 + swing / 2), (0.16, 0.04)), darker(colour, 0.2))
    disc(ctx, -0.34, -0.07, 0.075, (1, 1, 1))
    disc(ctx, -0.36, -0.07, 0.042, INK)
    ctx.restore()


@placed(-0.02, -0.05, 1.0)
def whale(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, 0.02 * wave(phase))
    swing = 0.08 * wave(phase)
    for side in (-1, 1):
        spray = 0.10 + 0.05 * wave(phase, 0.3)
        stroke(ctx, (-0.30, -0.68), (-0.30, -0.84, -0.30 + side * 0.06, -0.92 - spray * 0.3, -0.30 + side * (0.12 + spray), -0.80), width=0.06, source=(0.70, 0.90, 1.0))
    shape(ctx, (0.66, -0.40 + swing), (0.64, -0.60 + swing, 0.56, -0.72 + swing, 0.54, -0.80 + swing), (0.68, -0.80 + swing, 0.74, -0.74 + swing, 0.76, -0.66 + swing),
              (0.80, -0.74 + swing, 0.88, -0.80 + swing, 0.98, -0.78 + swing), (0.94, -0.66 + swing, 0.88, -0.56 + swing, 0.80, -0.42 + swing), source=darker(colour, 0.2))
    shape(ctx, (-0.92, -0.36), (-0.90, -0.78, -0.20, -0.78, 0.16, -0.56), (0.40, -0.44, 0.56, -0.40, 0.66, -0.52 + swing), (0.80, -0.44 + swing), (0.70, -0.06, 0.20, -0.02, -0.30, -0.02),
          (-0.70, -0.02, -0.92, -0.10, -0.92, -0.36), source=vertical(-0.75, 0, lighter(colour, 0.25), colour, darker(colour, 0.2)))
    shape(ctx, (-0.91, -0.28), (-0.60, -0.16, -0.20, -0.22, 0.10, -0.06), (-0.10, -0.02, -0.30, -0.02, -0.36, -0.02), (-0.74, -0.02, -0.90, -0.10, -0.91, -0.28), source=lighter(colour, 0.72))
    shape(ctx, (-0.18, -0.26), (-0.02, -0.24, 0.10, -0.10 + swing, 0.10, 0.0 + swing), (-0.06, 0.0, -0.18, -0.10, -0.18, -0.26), source=darker(colour, 0.3))
    bead(ctx, -0.58, -0.36, 0.05, phase)
    ctx.restore()


def jellyfish(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    pulse = wave(phase)
    ctx.save()
    ctx.translate(0, 0.02 * wave(phase, 0.25))
    for i in range(5):
        x = (i - 2) * 0.13
        bend = 0.07 * wave(phase, i * 0.13)
        stroke(ctx, (x, -0.52), (x + bend, -0.40, x - bend, -0.26, x + bend, -0.14 + 0.05 * (i % 2)), width=0.055, source=(*darker(colour, 0.08 * (i % 2)), 0.9))
    ctx.save()
    ctx.translate(0, -0.52)
    ctx.scale(1 + 0.07 * pulse, 1 - 0.05 * pulse)
    shape(ctx, (-0.40, 0), (-0.42, -0.60, 0.42, -0.60, 0.40, 0), (0.34, 0.09, 0.26, 0.09, 0.20, 0), (0.14, 0.09, 0.06, 0.09, 0, 0), (-0.06, 0.09, -0.14, 0.09, -0.20, 0),
          (-0.26, 0.09, -0.34, 0.09, -0.40, 0), source=ball(0, -0.2, 0.45, colour))
    oval(ctx, -0.12, -0.30, 0.12, 0.06, (*lighter(colour, 0.7), 0.8), -0.4)
    face(ctx, 0, -0.10, 0.12, 0.04, phase)
    ctx.restore()
    ctx.restore()


@placed(0.05, 0, 1.05)
@swaying(0.03, 0.025)
def turtle(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """On its feet, from the side; the shell has the colour, the skin is pale green."""
    skin = mix((0.62, 0.78, 0.40), colour, 0.15)
    swing = 0.18 * wave(phase)
    polygon(ctx, ((0.56, -0.24), (0.76, -0.12 + 0.1 * swing), (0.52, -0.12)), skin)
    for x, turn in ((-0.22, -swing), (0.30, swing)):
        leg(ctx, x, -0.22, 0.16, turn, darker(skin, 0.25))
    for x, turn in ((-0.36, swing), (0.42, -swing)):
        leg(ctx, x, -0.22, 0.18, turn, skin)
    nod = 0.03 * wave(phase, 0.25)
    stroke(ctx, (-0.44, -0.26), (-0.62, -0.30, -0.60, -0.44, -0.66, -0.48 + nod), width=0.17, source=skin)
    oval(ctx, -0.68, -0.54 + nod, 0.155, 0.135, ball(-0.68, -0.54, 0.2, skin))
    bead(ctx, -0.72, -0.57 + nod, 0.04, phase)
    shape(ctx, (-0.56, -0.20), (-0.50, -1.10, 0.56, -1.10, 0.64, -0.20), source=ball(0, -0.5, 0.6, colour))
    for x, y, radius in ((0.04, -0.62, 0.14), (-0.24, -0.42, 0.11), (0.32, -0.42, 0.11), (0.04, -0.34, 0.10)):
        points = [(x + radius * math.cos(TAU * i / 6), y + radius * 0.9 * math.sin(TAU * i / 6)) for i in range(6)]
        polygon(ctx, points, darker(colour, 0.35))
    stroke(ctx, (-0.54, -0.20), (0.62, -0.20), width=0.09, source=lighter(colour, 0.5))


@swaying(0.04, 0.02)
def octopus(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    for i in range(6):
        side = -1 if i < 3 else 1
        reach = (0.42, 0.30, 0.12)[i % 3 if side < 0 else 2 - i % 3]
        curl = 0.06 * wave(phase, i * 0.17)
        stroke(ctx, (side * reach * 0.5, -0.40), (side * reach, -0.34, side * reach, -0.08 + curl, side * (reach + 0.06), -0.06), (side * (reach + 0.12), -0.06, side * (reach + 0.12), -0.14, side * (reach + 0.10), -0.18 + curl),
               width=0.12, source=darker(colour, 0.06 * (i % 3) + 0.05))
    oval(ctx, 0, -0.62, 0.33, 0.36 + 0.015 * wave(phase), ball(0, -0.62, 0.42, colour))
    oval(ctx, 0, -0.36, 0.28, 0.12, colour)
    for side in (-1, 1):
        disc(ctx, side * 0.13, -0.54, 0.095, (1, 1, 1))
    face(ctx, 0.02 * wave(phase, 0.25), -0.53, 0.13, 0.055, phase)
    smile(ctx, 0, -0.44, 0.08, 0.022, darker(colour, 0.6))
