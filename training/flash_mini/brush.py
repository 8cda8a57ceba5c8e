"""Strokes shared by backdrops and subjects. All coordinates are shares of the picture or of the subject's height; y points down."""
import math

import cairo

Colour = tuple[float, float, float]
TAU = 2 * math.pi


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """`a` at share 0, `b` at share 1."""
    return tuple(x + (y - x) * share for x, y in zip(a, b))


def lighter(colour: Colour, share: float = 0.35) -> Colour:
    return mix(colour, (1, 1, 1), share)


def darker(colour: Colour, share: float = 0.3) -> Colour:
    return mix(colour, (0.02, 0.02, 0.08), share)


def wave(phase: float, offset: float = 0.0) -> float:
    """A sine that loops with the phase, in [-1, 1]."""
    return math.sin(TAU * (phase + offset))


def scatter(i: int, j: int = 0) -> float:
    """A fixed pseudo-random number in [0, 1) for a lattice point."""
    value = math.sin(i * 127.1 + j * 311.7 + 17.0) * 43758.5453
    return value - math.floor(value)


def vertical(y0: float, y1: float, *stops: Colour) -> cairo.LinearGradient:
    return linear(0, y0, 0, y1, *stops)


def linear(x0: float, y0: float, x1: float, y1: float, *stops: Colour) -> cairo.LinearGradient:
    gradient = cairo.LinearGradient(x0, y0, x1, y1)
    for i, stop in enumerate(stops):
        gradient.add_color_stop_rgb(i / (len(stops) - 1), *stop)
    return gradient


def ball(x: float, y: float, radius: float, colour: Colour) -> cairo.RadialGradient:
    """The shading of a sphere lit from the upper left."""
    gradient = cairo.RadialGradient(x - radius * 0.35, y - radius * 0.4, radius * 0.1, x, y, radius * 1.1)
    gradient.add_color_stop_rgb(0, *lighter(colour, 0.4))
    gradient.add_color_stop_rgb(0.55, *colour)
    gradient.add_color_stop_rgb(1, *darker(colour, 0.3))
    return gradient


def glow(ctx: cairo.Context, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
    gradient = cairo.RadialGradient(x, y, 0, x, y, radius)
    gradient.add_color_stop_rgba(0, *colour, strength)
    gradient.add_color_stop_rgba(0.4, *colour, strength * 0.45)
    gradient.add_color_stop_rgba(1, *colour, 0)
    disc(ctx, x, y, radius, gradient)


def paint(ctx: cairo.Context, source) -> None:
    """Fills the current path with a pattern, an (r, g, b) or an (r, g, b, a)."""
    if isinstance(source, cairo.Pattern):
        ctx.set_source(source)
    else:
        ctx.set_source_rgba(*source)
    ctx.fill()


def disc(ctx: cairo.Context, x: float, y: float, radius: float, source) -> None:
    ctx.new_path()
    ctx.arc(x, y, radius, 0, TAU)
    paint(ctx, source)


def oval(ctx: cairo.Context, x: float, y: float, rx: float, ry: float, source, angle: float = 0.0) -> None:
    ctx.save()
    ctx.translate(x, y)
    ctx.rotate(angle)
    ctx.scale(rx, ry)
    ctx.new_path()
    ctx.arc(0, 0, 1, 0, TAU)
    ctx.restore()
    paint(ctx, source)


def polygon(ctx: cairo.Context, points, source) -> None:
    ctx.new_path()
    for point in points:
        ctx.line_to(*point)
    ctx.close_path()
    paint(ctx, source)


def box(ctx: cairo.Context, x: float, y: float, width: float, height: float, source) -> None:
    ctx.rectangle(x, y, width, height)
    paint(ctx, source)


def line(ctx: cairo.Context, points, width: float, colour) -> None:
    ctx.new_path()
    for point in points:
        ctx.line_to(*point)
    ctx.set_line_width(width)
    ctx.set_source_rgba(*colour)
    ctx.stroke()


def cloud(ctx: cairo.Context, x: float, y: float, size: float, source) -> None:
    """One outline, so that a translucent cloud is even and a drawn one has no lines inside."""
    ctx.new_path()
    for dx, dy, radius in ((-0.55, 0.05, 0.30), (-0.15, -0.12, 0.42), (0.30, -0.02, 0.36), (0.62, 0.10, 0.22)):
        ctx.new_sub_path()
        ctx.arc(x + dx * size, y + dy * size, radius * size, 0, TAU)
    ctx.rectangle(x - 0.6 * size, y, 1.25 * size, 0.32 * size)
    paint(ctx, source)
