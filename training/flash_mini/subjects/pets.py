"""Animals people keep or cuddle."""
import cairo

from ..brush import Colour, ball, box, darker, disc, lighter, line, mix, oval, polygon, vertical, wave
from .parts import INK, bead, eye, face, leg, placed, shape, smile, stroke, swaying


@placed(-0.05, -0.01, 1.0)
def cat(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    swing = 0.08 * wave(phase)
    ctx.save()
    ctx.translate(-0.10, 0)
    ctx.new_path()
    ctx.move_to(0.20, -0.08)
    ctx.curve_to(0.52, -0.05, 0.48 + swing, -0.30, 0.42 + 1.4 * swing, -0.55)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_width(0.10)
    ctx.set_source_rgb(*darker(colour, 0.15))
    ctx.stroke()
    oval(ctx, 0, -0.28, 0.28, 0.30, ball(0, -0.2, 1, colour))
    oval(ctx, 0, -0.24, 0.14, 0.20, (*lighter(colour, 0.5), 0.8))
    for x in (-0.13, 0.13):
        oval(ctx, x, -0.03, 0.10, 0.055, lighter(colour, 0.25))
    ctx.save()
    ctx.translate(0, -0.65)
    ctx.rotate(0.06 * wave(phase, 0.25))
    for side in (-1, 1):
        polygon(ctx, ((side * 0.30, -0.02), (side * 0.28, -0.35), (side * 0.05, -0.20)), colour)
        polygon(ctx, ((side * 0.24, -0.12), (side * 0.24, -0.26), (side * 0.12, -0.19)), (0.98, 0.66, 0.70))
    oval(ctx, 0, 0, 0.32, 0.26, ball(0, 0, 1, colour))
    for side in (-1, 1):
        oval(ctx, side * 0.07, 0.13, 0.095, 0.075, lighter(colour, 0.75))
        line(ctx, ((side * 0.12, 0.13), (side * 0.38, 0.12)), 0.012, (*mix(INK, (1, 1, 1), 0.75 if sum(colour) < 1 else 0.1), 0.8))
    polygon(ctx, ((-0.045, 0.06), (0.045, 0.06), (0, 0.12)), (0.95, 0.40, 0.48))
    for side in (-1, 1):
        eye(ctx, side * 0.14, -0.04, 0.088, phase, side * -0.12, (0.93, 0.97, 0.66))
    ctx.restore()
    ctx.restore()


@placed(0, 0, 1.02)
@swaying(0.02, 0.02)
def dog(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark, wag = darker(colour, 0.35), 0.35 * wave(phase)
    stroke(ctx, (0.40, -0.48), (0.50, -0.52, 0.50 + 0.10 * wag, -0.66, 0.50 + 0.30 * wag, -0.80), width=0.085, source=dark)
    for x in (-0.08, 0.36):
        leg(ctx, x, -0.34, 0.12, 0, dark)
    for x in (-0.20, 0.26):
        leg(ctx, x, -0.34, 0.13, 0, colour)
    shape(ctx, (-0.32, -0.62), (-0.10, -0.60, 0.20, -0.66, 0.40, -0.56), (0.50, -0.48, 0.48, -0.28, 0.34, -0.26),
          (0.14, -0.22, -0.06, -0.22, -0.20, -0.24), (-0.36, -0.28, -0.38, -0.50, -0.32, -0.62), source=vertical(-0.64, -0.2, lighter(colour, 0.2), colour, dark))
    ctx.save()
    ctx.translate(-0.28, -0.74)
    ctx.rotate(0.08 * wave(phase, 0.25))
    oval(ctx, -0.19, 0.08, 0.15, 0.095, lighter(colour, 0.45))
    oval(ctx, -0.16, 0.18, 0.045, 0.075, (0.95, 0.42, 0.48), 0.3)
    oval(ctx, 0, 0, 0.21, 0.20, ball(0, 0, 0.3, colour))
    oval(ctx, -0.19, 0.07, 0.14, 0.085, lighter(colour, 0.45))
    disc(ctx, -0.31, 0.03, 0.058, INK)
    bead(ctx, -0.09, -0.04, 0.060, phase)
    oval(ctx, 0.13, 0.05, 0.085, 0.20, vertical(-0.1, 0.25, dark, darker(colour, 0.5)), -0.18 + 0.12 * wave(phase))
    ctx.restore()
    stroke(ctx, (-0.30, -0.55), (-0.24, -0.52, -0.18, -0.52, -0.10, -0.58), width=0.05, source=(0.90, 0.20, 0.22) if colour[0] < 0.7 or colour[1] > 0.4 else (0.15, 0.40, 0.90))


@placed(-0.09, 0, 1.0)
def fox(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    white, dark = (0.99, 0.97, 0.94), darker(colour, 0.7)
    ctx.save()
    ctx.translate(0.10, -0.06)
    ctx.rotate(0.12 * wave(phase))
    shape(ctx, (0, 0), (0.30, 0.10, 0.52, -0.10, 0.46, -0.40), (0.42, -0.56, 0.36, -0.64, 0.30, -0.70), (0.20, -0.46, 0.06, -0.34, 0, -0.10),
          source=vertical(-0.7, 0, lighter(colour, 0.1), darker(colour, 0.15)))
    shape(ctx, (0.455, -0.38), (0.42, -0.56, 0.36, -0.64, 0.30, -0.70), (0.27, -0.62, 0.24, -0.56, 0.21, -0.51), (0.30, -0.52, 0.38, -0.34, 0.455, -0.38), source=white)
    ctx.restore()
    shape(ctx, (-0.14, -0.60), (-0.30, -0.40, -0.32, -0.10, -0.28, 0), (0.18, 0), (0.22, -0.16, 0.18, -0.42, 0.08, -0.60), source=ball(-0.05, -0.3, 0.5, colour))
    oval(ctx, -0.05, -0.34, 0.11, 0.20, white)
    for x in (-0.13, 0.03):
        stroke(ctx, (x, -0.22), (x, -0.05), width=0.10, source=dark)
    ctx.save()
    ctx.translate(-0.05, -0.66)
    ctx.rotate(0.07 * wave(phase, 0.25))
    for side in (-1, 1):
        polygon(ctx, ((side * 0.05, -0.14), (side * 0.25, -0.33), (side * 0.29, -0.04)), colour)
        polygon(ctx, ((side * 0.14, -0.16), (side * 0.235, -0.26), (side * 0.25, -0.09)), dark)
    shape(ctx, (-0.36, 0.02), (-0.26, -0.22, 0.26, -0.22, 0.36, 0.02), (0.20, 0.10, 0.10, 0.20, 0, 0.26), (-0.10, 0.20, -0.20, 0.10, -0.36, 0.02), source=ball(0, 0, 0.5, colour))
    for side in (-1, 1):
        shape(ctx, (side * 0.36, 0.02), (side * 0.24, -0.02, side * 0.10, 0.02, 0, 0.20), (0, 0.26), (side * 0.10, 0.20, side * 0.20, 0.10, side * 0.36, 0.02), source=white)
    disc(ctx, 0, 0.225, 0.050, INK)
    face(ctx, 0, 0.0, 0.13, 0.055, phase)
    ctx.restore()


def rabbit(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    pink = (0.99, 0.70, 0.75)
    hop = -0.03 * abs(wave(phase / 2))
    ctx.save()
    ctx.translate(0, hop)
    disc(ctx, 0.26, -0.12, 0.10, lighter(colour, 0.7))
    oval(ctx, 0, -0.22, 0.26, 0.23, ball(0, -0.2, 0.36, colour))
    oval(ctx, 0, -0.19, 0.15, 0.16, lighter(colour, 0.6))
    for x in (-0.15, 0.15):
        oval(ctx, x, -0.04, 0.13, 0.055, lighter(colour, 0.3))
    for side in (-1, 1):
        ctx.save()
        ctx.translate(side * 0.10, -0.62)
        ctx.rotate(side * (0.16 + 0.10 * wave(phase, 0.1 * side)))
        oval(ctx, 0, -0.17, 0.075, 0.21, darker(colour, 0.08))
        oval(ctx, 0, -0.16, 0.036, 0.16, pink)
        ctx.restore()
    oval(ctx, 0, -0.53, 0.23, 0.19, ball(0, -0.5, 0.3, colour))
    for side in (-1, 1):
        disc(ctx, side * 0.065, -0.455, 0.075, lighter(colour, 0.65))
    box(ctx, -0.032, -0.425, 0.064, 0.07, (1, 1, 1))
    oval(ctx, 0, -0.50, 0.042, 0.032, (0.95, 0.40, 0.50))
    face(ctx, 0, -0.575, 0.115, 0.056, phase)
    ctx.restore()


@swaying(0.05, 0.015)
@placed(-0.02, -0.01, 1.0)
def bear(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark, pale = darker(colour, 0.15), lighter(colour, 0.5)
    for side in (-1, 1):
        disc(ctx, side * 0.24, -0.10, 0.135, ball(side * 0.24, -0.1, 0.14, dark))
        disc(ctx, side * 0.25, -0.09, 0.065, pale)
    oval(ctx, 0, -0.29, 0.29, 0.28, ball(0, -0.28, 0.4, colour))
    oval(ctx, 0, -0.26, 0.18, 0.19, pale)
    for side in (-1, 1):
        lift = 0.35 * wave(phase) if side > 0 else 0
        ctx.save()
        ctx.translate(side * 0.22, -0.44)
        ctx.rotate(side * (-0.75 - lift))
        stroke(ctx, (0, 0), (0, 0.18), width=0.14, source=dark)
        ctx.restore()
    ctx.save()
    ctx.translate(0, -0.70)
    ctx.rotate(0.06 * wave(phase, 0.25))
    for side in (-1, 1):
        disc(ctx, side * 0.20, -0.19, 0.10, colour)
        disc(ctx, side * 0.20, -0.19, 0.055, pale)
    oval(ctx, 0, 0, 0.29, 0.25, ball(0, 0, 0.34, colour))
    oval(ctx, 0, 0.09, 0.15, 0.11, pale)
    oval(ctx, 0, 0.05, 0.065, 0.046, INK)
    smile(ctx, 0, 0.075, 0.06, 0.022)
    face(ctx, 0, -0.06, 0.125, 0.052, phase)
    ctx.restore()
