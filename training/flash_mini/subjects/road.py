"""What has wheels."""
import math

import cairo

from ..brush import TAU, Colour, box, darker, disc, lighter, line, linear, paint, polygon, vertical, wave
from .parts import GLASS, INK, LAMP, contrast, pillow, shape, stroke, wheel


def car(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    if night:
        polygon(ctx, ((-0.78, -0.28), (-1.5, -0.10), (-1.5, -0.36)), (1, 0.93, 0.6, 0.28 + 0.06 * wave(phase)))
    ctx.save()
    ctx.translate(0, 0.018 * wave(phase))
    ctx.rotate(0.022 * wave(phase, 0.25))
    ctx.new_path()
    ctx.move_to(-0.46, -0.38)
    ctx.curve_to(-0.34, -0.66, -0.26, -0.72, -0.10, -0.72)
    ctx.line_to(0.22, -0.72)
    ctx.curve_to(0.38, -0.72, 0.46, -0.56, 0.54, -0.38)
    ctx.close_path()
    paint(ctx, vertical(-0.72, -0.38, lighter(colour, 0.25), colour))
    pane = (0.99, 0.88, 0.55) if night else (0.74, 0.90, 0.98)
    polygon(ctx, ((-0.34, -0.40), (-0.20, -0.64), (0.02, -0.64), (0.02, -0.40)), pane)
    polygon(ctx, ((0.08, -0.40), (0.08, -0.64), (0.24, -0.64), (0.40, -0.40)), pane)
    ctx.new_path()
    ctx.move_to(-0.78, -0.12)
    ctx.curve_to(-0.80, -0.34, -0.72, -0.38, -0.48, -0.41)
    ctx.line_to(0.60, -0.41)
    ctx.curve_to(0.76, -0.40, 0.80, -0.30, 0.78, -0.12)
    ctx.close_path()
    paint(ctx, vertical(-0.42, -0.1, lighter(colour, 0.2), colour, darker(colour)))
    disc(ctx, -0.72, -0.27, 0.05, (1, 0.96, 0.7))
    ctx.restore()
    for x in (-0.44, 0.44):
        wheel(ctx, x, -0.14, 0.165, phase)


def bus(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, 0.026 * wave(phase))
    pillow(ctx, -0.74, -0.96, 1.48, 0.82, 0.12, vertical(-0.96, -0.14, lighter(colour, 0.25), colour, darker(colour, 0.25)))
    pane = (0.99, 0.88, 0.55) if night else GLASS
    for i in range(4):
        pillow(ctx, -0.66 + 0.31 * i, -0.84, 0.26, 0.30, 0.04, pane)
    box(ctx, 0.60, -0.84, 0.08, 0.30, pane)
    box(ctx, -0.74, -0.44, 1.48, 0.07, contrast(colour))
    box(ctx, -0.30, -0.84, 0.17, 0.66, darker(colour, 0.3))
    box(ctx, -0.27, -0.80, 0.11, 0.50, pane)
    disc(ctx, -0.70, -0.26, 0.055, (1, 0.96, 0.7))
    ctx.restore()
    for x in (-0.46, 0.44):
        wheel(ctx, x, -0.15, 0.165, phase)


def train(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A steam engine going left, with one carriage."""
    for i in range(3):
        rise = (phase + i) / 3 % 1
        disc(ctx, -0.64 + 0.6 * rise, -0.94 - 0.12 * rise, 0.07 + 0.10 * rise, (0.95, 0.95, 0.97, 0.8 * (1 - rise) * min(1, 6 * rise)))
    dark, pane = darker(colour, 0.45), LAMP if night else GLASS
    bounce = 0.02 * wave(phase)
    ctx.save()
    ctx.translate(0, bounce)
    box(ctx, -0.04, -0.26, 0.40, 0.07, INK)
    pillow(ctx, 0.30, -0.72, 0.66, 0.54, 0.06, vertical(-0.72, -0.18, lighter(colour, 0.3), colour))
    box(ctx, 0.27, -0.78, 0.72, 0.09, dark)
    for x in (0.38, 0.68):
        box(ctx, x, -0.60, 0.20, 0.20, pane)
    polygon(ctx, ((-0.92, -0.08), (-0.78, -0.34), (-0.70, -0.34), (-0.70, -0.08)), INK)
    pillow(ctx, -0.84, -0.60, 0.66, 0.38, 0.10, vertical(-0.60, -0.22, lighter(colour, 0.35), colour, dark))
    polygon(ctx, ((-0.74, -0.94), (-0.54, -0.94), (-0.58, -0.56), (-0.70, -0.56)), linear(-0.74, 0, -0.54, 0, dark, INK))
    disc(ctx, -0.40, -0.60, 0.08, (0.96, 0.78, 0.25))
    box(ctx, -0.26, -0.84, 0.40, 0.64, vertical(-0.84, -0.2, lighter(colour, 0.15), colour))
    box(ctx, -0.32, -0.90, 0.52, 0.09, dark)
    box(ctx, -0.17, -0.74, 0.22, 0.24, pane)
    disc(ctx, -0.86, -0.44, 0.07, (1, 0.95, 0.65))
    ctx.restore()
    for x, radius in ((-0.62, 0.12), (-0.36, 0.12), (-0.03, 0.165), (0.46, 0.12), (0.80, 0.12)):
        wheel(ctx, x, -radius, radius, phase)


def bicycle(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    back, front, pedals = (0.48, -0.32), (-0.48, -0.32), (0.06, -0.34)
    for x, y in (back, front):
        ctx.new_path()
        ctx.arc(x, y, 0.28, 0, TAU)
        ctx.set_line_width(0.075)
        ctx.set_source_rgb(*INK)
        ctx.stroke()
        for spoke in range(6):
            angle = TAU * (spoke - phase % 1) / 6
            line(ctx, ((x, y), (x + 0.26 * math.cos(angle), y + 0.26 * math.sin(angle))), 0.018, (0.62, 0.64, 0.68, 1))
        disc(ctx, x, y, 0.05, INK)
    for path in ((back, (0.20, -0.74), (-0.30, -0.74), pedals, back), (pedals, (0.22, -0.82)), (front, (-0.36, -0.94))):
        stroke(ctx, *path, width=0.075, source=colour)
    stroke(ctx, (0.12, -0.86), (0.34, -0.86), width=0.085, source=INK)
    stroke(ctx, (-0.24, -0.90), (-0.36, -0.94), (-0.46, -0.86), width=0.065, source=INK)
    angle = TAU * (phase % 1)
    reach = (0.13 * math.cos(angle), 0.13 * math.sin(angle))
    for side in (-1, 1):
        end = (pedals[0] + side * reach[0], pedals[1] + side * reach[1])
        stroke(ctx, pedals, end, width=0.04, source=INK)
        stroke(ctx, (end[0] - 0.05, end[1]), (end[0] + 0.05, end[1]), width=0.05, source=INK)
    disc(ctx, *pedals, 0.065, darker(colour, 0.4))


def truck(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A lorry: the box behind is pale, the cab has the colour."""
    ctx.save()
    ctx.translate(0, 0.026 * wave(phase))
    load = (0.96, 0.94, 0.88) if sum(colour) < 2.4 else (0.70, 0.76, 0.84)
    box(ctx, -0.70, -0.24, 1.44, 0.10, INK)
    pillow(ctx, -0.20, -0.96, 0.96, 0.76, 0.05, vertical(-0.96, -0.2, load, darker(load, 0.18)))
    box(ctx, -0.20, -0.64, 0.96, 0.12, colour)
    shape(ctx, (-0.76, -0.16), (-0.78, -0.40), (-0.62, -0.74), (-0.24, -0.74), (-0.24, -0.16), source=vertical(-0.74, -0.16, lighter(colour, 0.25), colour, darker(colour, 0.25)))
    polygon(ctx, ((-0.69, -0.42), (-0.58, -0.66), (-0.36, -0.66), (-0.36, -0.42)), (0.99, 0.88, 0.55) if night else GLASS)
    disc(ctx, -0.73, -0.27, 0.05, (1, 0.96, 0.7))
    ctx.restore()
    for x in (-0.48, 0.20, 0.55):
        wheel(ctx, x, -0.15, 0.16, phase)
