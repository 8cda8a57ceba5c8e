"""Colours and pieces that several subjects share: rounded strokes, smooth outlines, eyes, wheels."""
import functools
import math

import cairo

from ..brush import TAU, Colour, disc, line, oval, paint, wave

INK = (0.10, 0.09, 0.14)
WOOD = (0.45, 0.28, 0.16)
LAMP = (1.0, 0.86, 0.45)
METAL = (0.80, 0.82, 0.86)
CREAM = (0.99, 0.96, 0.88)
GLASS = (0.74, 0.90, 0.98)


def shape(ctx: cairo.Context, start, *segments, source) -> None:
    """Fills a closed outline: from `start` along segments of 2 numbers (a line to) or 6 (a Bézier curve)."""
    ctx.new_path()
    ctx.move_to(*start)
    for segment in segments:
        (ctx.line_to if len(segment) == 2 else ctx.curve_to)(*segment)
    ctx.close_path()
    paint(ctx, source)


def stroke(ctx: cairo.Context, start, *segments, width: float, source: Colour) -> None:
    """Draws an open path with round ends; segments as in `shape`."""
    ctx.new_path()
    ctx.move_to(*start)
    for segment in segments:
        (ctx.line_to if len(segment) == 2 else ctx.curve_to)(*segment)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_join(cairo.LINE_JOIN_ROUND)
    ctx.set_line_width(width)
    ctx.set_source_rgba(*source)
    ctx.stroke()
    ctx.set_line_cap(cairo.LINE_CAP_BUTT)
    ctx.set_line_join(cairo.LINE_JOIN_MITER)


def pillow(ctx: cairo.Context, x: float, y: float, width: float, height: float, radius: float, source) -> None:
    """A box with round corners; `x`, `y` is its upper left."""
    ctx.new_path()
    for corner, (cx, cy) in enumerate(((x + width - radius, y + height - radius), (x + radius, y + height - radius), (x + radius, y + radius), (x + width - radius, y + radius))):
        ctx.arc(cx, cy, radius, corner * TAU / 4, (corner + 1) * TAU / 4)
    ctx.close_path()
    paint(ctx, source)


def blink(phase: float, at: float = 0.5) -> float:
    """How far eyes are open, in [0.12, 1]: closed for a moment once in every turn."""
    return max(0.12, min(1, 6 * abs(math.sin(math.pi * (phase - at)))))


def eye(ctx: cairo.Context, x: float, y: float, radius: float, phase: float, look: float, iris: Colour) -> None:
    """A pale eye with a big pupil that looks to the left (negative) or the right and blinks: seen on every colour, and in a thumbnail."""
    lid = blink(phase)
    oval(ctx, x, y, radius, radius * lid, iris)
    oval(ctx, x + look * radius, y, radius * 0.62, radius * 0.62 * lid, INK)
    if lid > 0.5:
        disc(ctx, x + look * radius - radius * 0.2, y - radius * 0.25, radius * 0.22, (1, 1, 1))


def bead(ctx: cairo.Context, x: float, y: float, radius: float, phase: float) -> None:
    """A plain dark eye with a light in it, that blinks."""
    lid = blink(phase)
    oval(ctx, x, y, radius, radius * lid, INK)
    if lid > 0.5:
        disc(ctx, x - radius * 0.3, y - radius * 0.35, radius * 0.32, (1, 1, 1))


def wheel(ctx: cairo.Context, x: float, y: float, radius: float, phase: float) -> None:
    """A tyre with three spokes that turn by a third in every loop, so the loop closes."""
    disc(ctx, x, y, radius, INK)
    disc(ctx, x, y, radius * 0.52, METAL)
    for spoke in range(3):
        angle = TAU * (spoke - phase % 1) / 3
        line(ctx, ((x, y), (x + radius * 0.55 * math.cos(angle), y + radius * 0.55 * math.sin(angle))), radius * 0.18, (*INK, 1))


def leg(ctx: cairo.Context, x: float, y: float, width: float, swing: float, source, foot: Colour | None = None) -> None:
    """A straight leg from the hip (x, y) down to the ground, swung by an angle, with a foot or hoof when it has a colour."""
    ctx.save()
    ctx.translate(x, y)
    ctx.rotate(swing)
    length = -y - width / 2
    stroke(ctx, (0, 0), (0, length), width=width, source=source)
    if foot:
        stroke(ctx, (0, length - width * 0.1), (0, length), width=width, source=foot)
    ctx.restore()


def face(ctx: cairo.Context, x: float, y: float, apart: float, radius: float, phase: float) -> None:
    """Two dark eyes that blink, seen from the front."""
    for side in (-1, 1):
        bead(ctx, x + side * apart, y, radius, phase)


def smile(ctx: cairo.Context, x: float, y: float, radius: float, width: float, source: Colour = INK) -> None:
    """A smiling mouth: the lower arc of a circle about (x, y)."""
    ctx.new_path()
    ctx.arc(x, y, radius, TAU * 0.07, TAU * 0.43)
    ctx.set_line_width(width)
    ctx.set_source_rgba(*source)
    ctx.stroke()


def contrast(colour: Colour) -> Colour:
    """Cream on dark and strong colours, brown on pale ones: for details that must be seen on either."""
    return (0.55, 0.36, 0.24) if sum(colour) > 2.2 else CREAM


def placed(x: float = 0.0, y: float = 0.0, size: float = 1.0):
    """Moves and scales a finished drawing so that it sits in the middle of its box."""
    def decorate(draw):
        @functools.wraps(draw)
        def moved(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
            ctx.save()
            ctx.translate(x, y)
            ctx.scale(size, size)
            draw(ctx, colour, phase, night)
            ctx.restore()
        return moved
    return decorate


def swaying(angle: float, squash: float = 0.0):
    """Makes a drawing lean from side to side on its foot by so many radians and breathe by so great a share of its height."""
    def decorate(draw):
        @functools.wraps(draw)
        def moved(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
            ctx.save()
            ctx.rotate(angle * wave(phase))
            breath = 1 + squash * wave(phase, 0.25)
            ctx.scale(1 / breath, breath)
            draw(ctx, colour, phase, night)
            ctx.restore()
        return moved
    return decorate
