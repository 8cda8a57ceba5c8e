"""Lights of the sky."""
import math

import cairo

from ..brush import Colour, TAU, ball, darker, disc, glow, lighter, linear, paint, polygon, wave


def sun(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    glow(ctx, 0, -0.5, 0.75, lighter(colour, 0.4), 0.55)
    ctx.save()
    ctx.translate(0, -0.5)
    ctx.rotate(TAU / 12 * phase)
    for _ in range(12):
        ctx.rotate(TAU / 12)
        polygon(ctx, ((-0.055, -0.34), (0, -0.52), (0.055, -0.34)), lighter(colour, 0.15))
    ctx.restore()
    disc(ctx, 0, -0.5, 0.31, ball(0, -0.5, 0.31, colour))


def moon(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    glow(ctx, 0, -0.5, 0.75, lighter(colour, 0.5), 0.40 + 0.12 * wave(phase))
    ctx.save()
    ctx.translate(0, -0.5)
    ctx.rotate(0.35 + 0.14 * wave(phase))
    ctx.new_path()
    ctx.arc(-0.05, 0, 0.48, math.radians(55), math.radians(305))
    ctx.arc_negative(0.14, 0, 0.40, math.radians(282), math.radians(78))
    ctx.close_path()
    paint(ctx, linear(-0.5, 0, 0.3, 0, lighter(colour, 0.25), colour, darker(colour, 0.15)))
    ctx.restore()


def star(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    glow(ctx, 0, -0.5, 0.75, lighter(colour, 0.4), 0.45 + 0.2 * wave(phase))
    ctx.save()
    ctx.translate(0, -0.5)
    ctx.rotate(0.16 * wave(phase))
    scale = 1 + 0.07 * wave(phase, 0.25)
    ctx.scale(scale, scale)
    points = [(radius * math.sin(i * TAU / 10), -radius * math.cos(i * TAU / 10)) for i in range(10) for radius in ((0.48, 0.22)[i % 2],)]
    polygon(ctx, points, ball(0, 0, 0.5, colour))
    ctx.restore()
