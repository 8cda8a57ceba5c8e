"""What grows."""
import math

import cairo

from ..brush import TAU, Colour, ball, box, darker, disc, lighter, line, linear, oval, paint, vertical, wave
from .parts import WOOD, placed, shape, stroke


def tree(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    sway = 0.05 * wave(phase)
    ctx.new_path()
    ctx.move_to(-0.10, 0)
    ctx.curve_to(-0.05, -0.2, -0.05, -0.3, -0.04 + sway / 2, -0.5)
    ctx.line_to(0.04 + sway / 2, -0.5)
    ctx.curve_to(0.05, -0.3, 0.05, -0.2, 0.10, 0)
    ctx.close_path()
    paint(ctx, linear(-0.1, 0, 0.1, 0, lighter(WOOD, 0.15), darker(WOOD)))
    for x, y, radius, shade in ((-0.22, -0.47, 0.22, 0.22), (0.23, -0.48, 0.22, 0.28), (0.0, -0.53, 0.26, 0.12), (-0.14, -0.70, 0.22, 0.04),
                                (0.15, -0.70, 0.21, 0.1), (0.0, -0.81, 0.19, 0.0)):
        lean = sway * (-y) * 1.4
        disc(ctx, x + lean, y, radius, ball(x + lean, y, radius, darker(colour, shade)))


def flower(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    sway = 0.09 * wave(phase)
    stem = (0.20, 0.55, 0.22)
    ctx.new_path()
    ctx.move_to(0, 0)
    ctx.curve_to(0.02, -0.2, 0, -0.4, sway, -0.66)
    ctx.set_line_width(0.05)
    ctx.set_source_rgb(*stem)
    ctx.stroke()
    oval(ctx, 0.15, -0.20, 0.15, 0.06, linear(0, 0, 0.3, 0, stem, lighter(stem)), -0.5 + sway)
    oval(ctx, -0.15, -0.14, 0.15, 0.06, linear(-0.3, 0, 0, 0, lighter(stem), stem), 0.5 + sway)
    ctx.save()
    ctx.translate(sway, -0.68)
    ctx.rotate(sway)
    for i in range(8):
        ctx.rotate(TAU / 8)
        oval(ctx, 0, -0.20, 0.10, 0.135, vertical(-0.34, -0.06, lighter(colour, 0.3), colour if i % 2 else darker(colour, 0.12)))
    disc(ctx, 0, 0, 0.11, ball(0, 0, 0.11, (0.98, 0.75, 0.15) if colour[1] < 0.75 or colour[2] > 0.5 else (0.60, 0.32, 0.10)))
    ctx.restore()


def pine(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A fir in three tiers."""
    box(ctx, -0.07, -0.22, 0.14, 0.22, linear(-0.07, 0, 0.07, 0, lighter(WOOD, 0.15), darker(WOOD)))
    for y, height, half in ((-0.14, 0.42, 0.37), (-0.40, 0.36, 0.29), (-0.63, 0.35, 0.21)):
        lean, tip = 0.06 * wave(phase) * -y, 0.06 * wave(phase) * (height - y)
        shape(ctx, (lean - half, y), (lean - half / 2, y - height * 0.45, tip - 0.06, y - height * 0.8, tip, y - height), (tip + 0.06, y - height * 0.8, lean + half / 2, y - height * 0.45, lean + half, y),
              (lean + half / 2, y + 0.06, lean - half / 2, y + 0.06, lean - half, y), source=linear(-half, 0, half, 0, lighter(colour, 0.18), colour, darker(colour, 0.35)))


@placed(-0.04, 0, 1.0)
def palm(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    sway = 0.05 * wave(phase)
    bark = (0.60, 0.42, 0.24)
    shape(ctx, (-0.20, 0), (-0.12, -0.26, -0.02, -0.46, 0.0 + sway, -0.68), (0.08 + sway, -0.68), (0.08, -0.44, 0.0, -0.24, -0.04, 0), source=linear(-0.2, 0, 0.1, 0, lighter(bark, 0.2), darker(bark, 0.2)))
    for i in range(5):
        y = -0.10 - 0.11 * i
        line(ctx, ((-0.155 + 0.035 * i, y), (-0.045 + 0.025 * i, y + 0.01)), 0.02, (*darker(bark, 0.4), 0.7))
    ctx.save()
    ctx.translate(0.04 + sway, -0.69)
    for i, (angle, reach) in enumerate(((-0.25, 0.50), (0.35, 0.50), (-2.9, 0.50), (-3.5, 0.50), (-0.85, 0.42), (-2.3, 0.42), (-1.57, 0.34))):
        ctx.save()
        ctx.rotate(angle + 0.10 * wave(phase, i * 0.12))
        bend = 0.20 if math.cos(angle) > 0 else -0.20
        shape(ctx, (0, -0.02), (reach * 0.35, -0.7 * bend, reach * 0.8, -0.5 * bend, reach, bend * 0.9), (reach * 0.75, 0.05 * bend, reach * 0.4, 0.25 * bend, 0, 0.03), source=darker(colour, 0.07 * (i % 4)))
        ctx.restore()
    for x, y in ((-0.05, 0.05), (0.06, 0.06), (0.0, 0.10)):
        disc(ctx, x, y, 0.055, ball(x, y, 0.055, (0.48, 0.28, 0.14)))
    ctx.restore()


def mushroom(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.rotate(0.05 * wave(phase))
    stem = (0.98, 0.94, 0.86)
    shape(ctx, (-0.14, -0.50), (-0.12, -0.30, -0.18, -0.10, -0.20, -0.02), (-0.10, 0.02, 0.10, 0.02, 0.20, -0.02), (0.18, -0.10, 0.12, -0.30, 0.14, -0.50), source=linear(-0.2, 0, 0.2, 0, stem, darker(stem, 0.22)))
    squash = 1 + 0.04 * wave(phase, 0.25)
    ctx.translate(0, -0.46)
    ctx.scale(squash, 1 / squash)
    shape(ctx, (-0.46, 0), (-0.46, -0.68, 0.46, -0.68, 0.46, 0), (0.30, 0.10, -0.30, 0.10, -0.46, 0), source=ball(0, -0.18, 0.52, colour))
    spot = (0.99, 0.98, 0.95) if sum(colour) < 2.5 else (0.88, 0.20, 0.16)
    for x, y, rx, ry in ((0, -0.32, 0.10, 0.085), (-0.25, -0.18, 0.085, 0.095), (0.26, -0.20, 0.085, 0.095), (0.03, -0.11, 0.09, 0.075), (-0.36, -0.03, 0.05, 0.05), (0.37, -0.04, 0.045, 0.05)):
        oval(ctx, x, y, rx, ry, spot)
    ctx.restore()


def cactus(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    sway = 0.03 * wave(phase)
    dark = darker(colour, 0.35)
    ctx.save()
    ctx.rotate(sway)
    for side, low, high in ((-1, -0.36, -0.66 + sway), (1, -0.28, -0.56 - sway)):
        stroke(ctx, (0, low), (side * 0.27, low), (side * 0.27, high), width=0.15, source=darker(colour, 0.12))
    stroke(ctx, (0, -0.08), (0, -0.84), width=0.24, source=colour)
    for x in (-0.055, 0.055):
        stroke(ctx, (x, -0.06), (x, -0.84), width=0.022, source=dark)
    stroke(ctx, (-0.085, -0.10), (-0.085, -0.80), width=0.03, source=lighter(colour, 0.3))
    bloom = (0.98, 0.45, 0.65) if colour[0] < 0.7 else (0.99, 0.9, 0.3)
    for i in range(5):
        disc(ctx, 0.065 * math.cos(i * TAU / 5), -0.955 + 0.045 * math.sin(i * TAU / 5), 0.038, bloom)
    ctx.restore()
    oval(ctx, 0, -0.01, 0.20, 0.04, darker((0.80, 0.65, 0.40), 0.1))


def sunflower(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A big dark heart within a ring of pointed petals, on a tall stem."""
    sway = 0.05 * wave(phase)
    stem = (0.20, 0.52, 0.20)
    stroke(ctx, (0, -0.03), (0.03, -0.25, -0.02, -0.4, sway, -0.62), width=0.055, source=stem)
    for side, y in ((1, -0.22), (-1, -0.14)):
        shape(ctx, (0, y), (side * 0.10, y - 0.20, side * 0.26, y - 0.18, side * 0.34, y - 0.12 + sway), (side * 0.24, y + 0.02, side * 0.10, y + 0.04, 0, y), source=lighter(stem, 0.12))
    ctx.save()
    ctx.translate(sway, -0.68)
    ctx.rotate(1.5 * sway)
    for ring, shade in ((0.30, darker(colour, 0.2)), (0.31, colour)):
        for i in range(12):
            ctx.rotate(TAU / 12)
            shape(ctx, (-0.06, -0.14), (-0.08, -0.22, -0.03, -0.28, 0, -ring), (0.03, -0.28, 0.08, -0.22, 0.06, -0.14), source=shade)
        ctx.rotate(TAU / 24)
    disc(ctx, 0, 0, 0.17, ball(0, 0, 0.18, (0.34, 0.19, 0.09)))
    ctx.restore()
