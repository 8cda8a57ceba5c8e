"""Small things with wings."""
import cairo

from ..brush import Colour, ball, darker, disc, lighter, linear, oval, wave
from .parts import INK, bead, placed, shape, stroke, swaying


def butterfly(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """Seen from above, its wings closing and opening."""
    ctx.save()
    ctx.translate(0, -0.50 + 0.02 * wave(phase, 0.25))
    beat = 0.80 + 0.20 * wave(phase)
    edge = darker(colour, 0.6)
    for side in (-1, 1):
        ctx.save()
        ctx.scale(side * beat, 1)
        shape(ctx, (0.03, 0.02), (0.20, 0.00, 0.46, 0.10, 0.42, 0.30), (0.36, 0.50, 0.12, 0.44, 0.03, 0.12), source=edge)
        shape(ctx, (0.05, 0.06), (0.20, 0.05, 0.38, 0.14, 0.36, 0.28), (0.30, 0.42, 0.14, 0.36, 0.05, 0.12), source=darker(colour, 0.12))
        shape(ctx, (0.03, -0.04), (0.10, -0.36, 0.40, -0.54, 0.54, -0.42), (0.62, -0.20, 0.36, 0.06, 0.03, 0.06), source=edge)
        shape(ctx, (0.06, -0.05), (0.14, -0.30, 0.38, -0.45, 0.48, -0.37), (0.52, -0.20, 0.32, -0.01, 0.06, 0.02), source=linear(0, 0, 0.5, -0.3, lighter(colour, 0.45), colour))
        disc(ctx, 0.36, -0.27, 0.07, lighter(colour, 0.65))
        disc(ctx, 0.27, 0.24, 0.055, lighter(colour, 0.65))
        stroke(ctx, (0.02, -0.22), (0.06, -0.34, 0.08, -0.40, 0.15, -0.44), width=0.022, source=INK)
        ctx.restore()
    oval(ctx, 0, 0.04, 0.045, 0.26, INK)
    disc(ctx, 0, -0.22, 0.065, INK)
    ctx.restore()


@placed(-0.02, 0.03, 1.0)
def bee(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, -0.42 + 0.04 * wave(phase))
    beat = 0.30 * wave(phase * 2)
    stripe = INK if sum(colour) > 0.7 else (0.99, 0.84, 0.16)
    for x, angle in ((0.16, 0.55), (-0.04, -0.15)):
        ctx.save()
        ctx.translate(x, -0.24)
        ctx.rotate(angle + beat)
        oval(ctx, 0, -0.16, 0.13, 0.21, (0.86, 0.94, 1.0, 0.92))
        oval(ctx, 0, -0.16, 0.07, 0.13, (1, 1, 1, 0.9))
        ctx.restore()
    shape(ctx, (0.44, -0.06), (0.64, 0.02), (0.44, 0.10), source=stripe)
    oval(ctx, 0.06, 0.02, 0.46, 0.31, ball(0.06, 0, 0.5, colour))
    ctx.save()
    ctx.scale(0.46, 0.31)
    ctx.new_path()
    ctx.arc(0.13, 0.065, 1, 0, 6.2832)
    ctx.restore()
    ctx.save()
    ctx.clip()
    for x in (-0.08, 0.13, 0.34):
        oval(ctx, x, 0.02, 0.06, 0.34, stripe)
    ctx.restore()
    disc(ctx, -0.38, 0.0, 0.20, ball(-0.38, 0, 0.22, darker(colour, 0.35) if stripe is INK else colour))
    for x in (-0.46, -0.34):
        stroke(ctx, (x, -0.16), (x - 0.02, -0.26, x - 0.06, -0.30, x - 0.10, -0.30), width=0.025, source=INK)
    disc(ctx, -0.44, -0.03, 0.075, (1, 1, 1))
    bead(ctx, -0.46, -0.03, 0.05, phase)
    ctx.restore()


@placed(0.03, 0, 1.05)
@swaying(0.03, 0.025)
def ladybird(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """From the side, walking; its shell shivers."""
    spot = INK if sum(colour) > 0.7 else (0.92, 0.2, 0.15)
    step = 0.05 * wave(phase)
    for x, shift in ((-0.30, step), (0.05, -step), (0.38, step)):
        stroke(ctx, (x, -0.18), (x + shift - 0.06, -0.04), width=0.075, source=INK)
    disc(ctx, -0.52, -0.36, 0.215, INK)
    for x in (-0.60, -0.46):
        stroke(ctx, (x, -0.50), (x - 0.02, -0.62, x - 0.06, -0.66, x - 0.12 + step, -0.68), width=0.035, source=INK)
    shape(ctx, (-0.50, -0.16), (-0.56, -1.20, 0.72, -1.16, 0.72, -0.16), source=ball(0.05, -0.45, 0.75, colour))
    for x, y, radius in ((-0.18, -0.56, 0.11), (0.20, -0.68, 0.12), (0.06, -0.34, 0.11), (0.46, -0.42, 0.11)):
        disc(ctx, x, y, radius, spot)
    disc(ctx, -0.60, -0.40, 0.075, (1, 1, 1))
    bead(ctx, -0.62, -0.40, 0.045, phase)
