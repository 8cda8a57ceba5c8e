"""What has wheels."""
import cairo

from ..brush import Colour, darker, disc, lighter, line, paint, polygon, vertical, wave
from .parts import wheel


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
