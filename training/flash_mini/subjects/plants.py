"""What grows."""
import cairo

from ..brush import Colour, TAU, ball, darker, disc, lighter, linear, oval, paint, vertical, wave
from .parts import WOOD


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
