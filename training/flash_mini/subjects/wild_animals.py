"""Large animals, seen from the side, looking to the left."""
import math

import cairo

from ..brush import Colour, ball, darker, disc, lighter, oval, polygon, vertical, wave
from .parts import CREAM, INK, bead, contrast, face, leg, placed, shape, smile, stroke, swaying


def horse(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark, mane, swing = darker(colour, 0.25), contrast(colour) if sum(colour) > 2.2 else darker(colour, 0.65), 0.20 * wave(phase)
    tail = 0.06 * wave(phase, 0.2)
    shape(ctx, (0.38, -0.62), (0.56, -0.66, 0.56 + tail, -0.40, 0.52 + tail, -0.18), (0.44 + tail, -0.26, 0.44, -0.42, 0.36, -0.52), source=mane)
    for x, turn in ((-0.12, -swing), (0.30, swing)):
        leg(ctx, x, -0.44, 0.085, turn, dark, INK)
    for x, turn in ((-0.18, swing), (0.34, -swing)):
        leg(ctx, x, -0.44, 0.095, turn, colour, INK)
    shape(ctx, (-0.28, -0.60), (-0.10, -0.60, 0.10, -0.62, 0.34, -0.66), (0.48, -0.62, 0.48, -0.40, 0.36, -0.36), (0.16, -0.30, -0.06, -0.32, -0.20, -0.34),
          (-0.32, -0.40, -0.32, -0.52, -0.28, -0.60), source=vertical(-0.66, -0.3, lighter(colour, 0.2), colour, dark))
    ctx.save()
    ctx.translate(-0.20, -0.52)
    ctx.rotate(0.06 * wave(phase, 0.25))
    polygon(ctx, ((-0.15, -0.36), (-0.10, -0.48), (-0.06, -0.34)), dark)
    shape(ctx, (0.12, -0.08), (0.0, -0.16, 0.0, -0.34, -0.06, -0.40), (-0.16, -0.42, -0.24, -0.30, -0.34, -0.20), (-0.38, -0.14, -0.34, -0.06, -0.26, -0.08),
          (-0.20, -0.10, -0.16, -0.16, -0.12, -0.16), (-0.12, -0.06, -0.12, 0.04, -0.10, 0.12), source=vertical(-0.42, 0.1, lighter(colour, 0.15), colour))
    shape(ctx, (0.16, -0.06), (0.08, -0.24, 0.06, -0.40, -0.12, -0.46), (-0.08, -0.36, -0.06, -0.22, -0.02, -0.10), source=mane)
    disc(ctx, -0.33, -0.15, 0.016, INK)
    bead(ctx, -0.15, -0.30, 0.030, phase)
    ctx.restore()


@placed(0.06, 0, 1.0)
@swaying(0.025, 0.015)
def elephant(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark = darker(colour, 0.22)
    stroke(ctx, (0.54, -0.60), (0.62, -0.52, 0.62, -0.46, 0.62 + 0.06 * wave(phase), -0.34), width=0.04, source=dark)
    for x in (0.02, 0.44):
        leg(ctx, x, -0.30, 0.17, 0, dark)
    for x in (-0.12, 0.32):
        leg(ctx, x, -0.30, 0.18, 0, colour, lighter(colour, 0.3))
    oval(ctx, 0.16, -0.55, 0.43, 0.33, ball(0.16, -0.55, 0.5, colour))
    sway = 0.10 * wave(phase)
    stroke(ctx, (-0.42, -0.62), (-0.56, -0.50, -0.56, -0.30, -0.54 + sway * 0.5, -0.22), (-0.53 + sway, -0.10, -0.62 + sway, -0.08, -0.66 + sway, -0.14), width=0.115, source=colour)
    disc(ctx, -0.32, -0.68, 0.25, ball(-0.32, -0.68, 0.28, colour))
    stroke(ctx, (-0.40, -0.50), (-0.42, -0.40, -0.44, -0.36, -0.50, -0.36), width=0.055, source=CREAM)
    ctx.save()
    ctx.translate(-0.16, -0.72)
    ctx.scale(1 + 0.22 * wave(phase, 0.25), 1)
    oval(ctx, 0.03, 0.02, 0.17, 0.25, dark)
    oval(ctx, 0.03, 0.03, 0.12, 0.19, (0.96, 0.66, 0.68) if sum(colour) > 0.9 else lighter(colour, 0.25))
    ctx.restore()
    bead(ctx, -0.41, -0.72, 0.036, phase)


@placed(-0.04, 0, 1.02)
def giraffe(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark, patch = darker(colour, 0.2), darker(colour, 0.5)
    stroke(ctx, (0.30, -0.48), (0.38, -0.42, 0.36, -0.34, 0.36 + 0.05 * wave(phase), -0.26), width=0.03, source=patch)
    for x in (-0.02, 0.24):
        leg(ctx, x, -0.36, 0.06, 0, dark, patch)
    for x in (-0.08, 0.28):
        leg(ctx, x, -0.36, 0.065, 0, colour, patch)
    oval(ctx, 0.10, -0.42, 0.24, 0.135, ball(0.1, -0.42, 0.3, colour))
    for x, y in ((0.02, -0.43), (0.14, -0.47), (0.24, -0.40), (0.11, -0.36)):
        disc(ctx, x, y, 0.042, patch)
    ctx.save()
    ctx.translate(-0.06, -0.40)
    ctx.rotate(0.07 * wave(phase, 0.1))
    shape(ctx, (-0.08, 0.06), (-0.12, -0.44), (-0.04, -0.44), (0.12, -0.02), source=colour)
    for y, x in ((-0.08, 0.0), (-0.20, -0.035), (-0.32, -0.06)):
        disc(ctx, x, y, 0.032, patch)
    for x in (-0.09, -0.03):
        stroke(ctx, (x, -0.46), (x + 0.01, -0.545), width=0.022, source=patch)
        disc(ctx, x + 0.01, -0.55, 0.022, patch)
    oval(ctx, 0.03, -0.47, 0.065, 0.03, dark, -0.4 + 0.2 * wave(phase, 0.3))
    oval(ctx, -0.12, -0.44, 0.13, 0.075, colour, -0.35)
    oval(ctx, -0.20, -0.415, 0.06, 0.055, lighter(colour, 0.5), -0.35)
    bead(ctx, -0.10, -0.47, 0.026, phase)
    ctx.restore()


@placed(-0.09, 0, 1.0)
@swaying(0.03, 0.015)
def lion(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    mane = darker(colour, 0.5)
    tip = 0.10 * wave(phase)
    stroke(ctx, (0.16, -0.10), (0.40, -0.06, 0.42, -0.22, 0.42 + tip, -0.42), width=0.06, source=darker(colour, 0.15))
    disc(ctx, 0.42 + tip, -0.45, 0.075, mane)
    oval(ctx, -0.04, -0.24, 0.25, 0.25, ball(-0.04, -0.2, 0.4, colour))
    for x in (-0.16, 0.08):
        leg(ctx, x, -0.26, 0.12, 0, lighter(colour, 0.15))
    ctx.save()
    ctx.translate(-0.04, -0.63)
    ctx.rotate(0.06 * wave(phase, 0.25))
    points = 14
    for i in range(points):
        angle = math.tau * i / points
        disc(ctx, 0.27 * math.cos(angle), 0.27 * math.sin(angle), 0.10, mane)
    disc(ctx, 0, 0, 0.28, mane)
    for side in (-1, 1):
        disc(ctx, side * 0.16, -0.17, 0.07, colour)
    oval(ctx, 0, 0.01, 0.21, 0.20, ball(0, 0, 0.3, lighter(colour, 0.1)))
    oval(ctx, 0, 0.09, 0.10, 0.075, lighter(colour, 0.65))
    polygon(ctx, ((-0.045, 0.03), (0.045, 0.03), (0, 0.085)), INK)
    smile(ctx, 0, 0.08, 0.055, 0.018)
    face(ctx, 0, -0.04, 0.09, 0.032, phase)
    ctx.restore()
