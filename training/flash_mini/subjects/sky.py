"""Lights of the sky."""
import math

import cairo

from ..brush import TAU, Colour, ball, box, darker, disc, glow, lighter, linear, oval, paint, polygon, vertical, wave
from .parts import pillow, placed


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


@placed(0.08, 0, 1.0)
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


@placed(0, 0.04, 1.06)
def planet(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A banded ball within a tilted ring; a small moon goes round it."""
    ctx.save()
    ctx.translate(0, -0.5)
    ctx.rotate(-0.30)
    angle = TAU * (phase % 1)
    satellite = (0.72 * math.cos(angle), 0.24 * math.sin(angle))
    if satellite[1] < 0:
        disc(ctx, *satellite, 0.075, (0.86, 0.86, 0.90))
    ring = lighter(colour, 0.55) if sum(colour) < 2.4 else (0.90, 0.72, 0.42)
    _ring(ctx, ring, TAU / 2, TAU)
    disc(ctx, 0, 0, 0.40, ball(0, 0, 0.40, colour))
    ctx.save()
    ctx.new_path()
    ctx.arc(0, 0, 0.40, 0, TAU)
    ctx.clip()
    for y, width, shade in ((-0.24, 0.06, lighter(colour, 0.35)), (-0.08, 0.07, darker(colour, 0.25)), (0.22, 0.06, lighter(colour, 0.35))):
        box(ctx, -0.4, y, 0.8, width, (*shade, 0.55))
    spot = 0.5 * math.cos(angle)
    oval(ctx, spot, 0.10, 0.09, 0.05, (*darker(colour, 0.45), 0.9))
    ctx.restore()
    _ring(ctx, ring, 0, TAU / 2)
    if satellite[1] >= 0:
        disc(ctx, *satellite, 0.075, (0.86, 0.86, 0.90))
    ctx.restore()


def _ring(ctx: cairo.Context, colour: Colour, start: float, end: float) -> None:
    ctx.save()
    ctx.scale(1, 0.30)
    ctx.new_path()
    ctx.arc(0, 0, 0.60, start, end)
    ctx.restore()
    ctx.set_line_width(0.075)
    ctx.set_source_rgb(*colour)
    ctx.stroke()


def cloud(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """One fat cloud that breathes and drifts."""
    ctx.save()
    ctx.translate(0.05 * wave(phase), 0.02 * wave(phase, 0.25))
    puffs = ((-0.50, -0.28, 0.24), (0.52, -0.27, 0.23), (-0.22, -0.54, 0.30), (0.20, -0.60, 0.35), (0.0, -0.32, 0.30))
    for i, (x, y, radius) in enumerate(puffs):
        disc(ctx, x, y + 0.025, radius + 0.012 * wave(phase, i * 0.2), darker(colour, 0.22))
    pillow(ctx, -0.74, -0.26, 1.49, 0.24, 0.12, darker(colour, 0.22))
    for i, (x, y, radius) in enumerate(puffs):
        size = radius + 0.012 * wave(phase, i * 0.2)
        disc(ctx, x - 0.01, y - 0.02, size * 0.95, vertical(y - size, y + size, lighter(colour, 0.55), colour))
    pillow(ctx, -0.68, -0.26, 1.38, 0.18, 0.09, colour)
    ctx.restore()


@placed(0.02, 0, 1.0)
def rainbow(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """An arch of seven colours between two clouds; the clouds have the colour."""
    bands = ((0.90, 0.16, 0.16), (0.99, 0.55, 0.10), (0.99, 0.87, 0.20), (0.22, 0.70, 0.30), (0.16, 0.45, 0.92), (0.52, 0.25, 0.78))
    for i, band in enumerate(bands):
        ctx.new_path()
        ctx.arc(0, -0.14, 0.82 - 0.072 * i, TAU / 2, TAU)
        ctx.set_line_width(0.078)
        ctx.set_source_rgb(*lighter(band, 0.12 + 0.12 * wave(phase, -i / 6)))
        ctx.stroke()
    for side in (-1, 1):
        drift = 0.03 * wave(phase, 0.25 * side)
        for x, y, radius in ((-0.18, -0.12, 0.13), (0.16, -0.11, 0.12), (0, -0.18, 0.17)):
            disc(ctx, side * 0.66 + x + drift, y, radius, vertical(-0.35, 0, lighter(colour, 0.55), colour))
