"""Tall buildings and what crosses the land."""
import cairo

from ..brush import TAU, Colour, box, darker, disc, glow, lighter, line, linear, mix, oval, polygon, vertical, wave
from .parts import CREAM, GLASS, INK, LAMP, WOOD, contrast, shape, stroke

STONE = (0.66, 0.66, 0.70)


def castle(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """Two round towers with pointed roofs and flags, a gate between."""
    roof = darker(colour, 0.55) if sum(colour) < 2.3 else (0.30, 0.38, 0.70)
    pane = mix(LAMP, (1, 0.65, 0.25), 0.5 + 0.5 * wave(phase)) if night else mix(darker(colour, 0.75), (0.75, 0.90, 0.98), 0.5 + 0.5 * wave(phase))
    for x, top in ((-0.36, -0.62), (0.36, -0.62), (0, -0.74)):
        stroke(ctx, (x, top - 0.16), (x, top - 0.33 if x == 0 else top - 0.32), width=0.018, source=INK)
    for x, top in ((0, -0.74),):
        box(ctx, -0.14, top, 0.28, 0.4, linear(-0.14, 0, 0.14, 0, lighter(colour, 0.2), darker(colour, 0.2)))
        polygon(ctx, ((-0.19, top), (0, top - 0.20), (0.19, top)), roof)
    box(ctx, -0.34, -0.44, 0.68, 0.44, vertical(-0.44, 0, lighter(colour, 0.12), darker(colour, 0.12)))
    for i in range(2):
        box(ctx, -0.16 + 0.20 * i, -0.51, 0.12, 0.08, colour)
    for x in (-0.36, 0.36):
        box(ctx, x - 0.14, -0.60, 0.28, 0.60, linear(x - 0.14, 0, x + 0.14, 0, lighter(colour, 0.3), colour, darker(colour, 0.3)))
        polygon(ctx, ((x - 0.19, -0.59), (x, -0.86), (x + 0.19, -0.59)), linear(x - 0.2, 0, x + 0.2, 0, lighter(roof, 0.2), roof))
        box(ctx, x - 0.055, -0.46, 0.11, 0.17, pane)
    box(ctx, -0.055, -0.69, 0.11, 0.13, pane)
    shape(ctx, (-0.13, 0), (-0.13, -0.18), (-0.13, -0.36, 0.13, -0.36, 0.13, -0.18), (0.13, 0), source=WOOD)
    # The gate is raised and lowered.
    raised = 0.15 + 0.11 * wave(phase)
    box(ctx, -0.10, -raised, 0.20, raised, darker(colour, 0.85))
    flag = (0.99, 0.84, 0.16) if colour[0] < 0.9 or colour[1] < 0.5 else (0.88, 0.15, 0.14)
    for x, y in ((-0.36, -0.94), (0.36, -0.94), (0, -1.0)):
        flutter = 0.045 * wave(phase, x)
        shape(ctx, (x, y), (x + 0.06, y + 0.03 + flutter, x + 0.11, y - flutter, x + 0.19, y + 0.06 + flutter), (x + 0.11, y + 0.11 - flutter, x + 0.06, y + 0.15 + flutter, x, y + 0.13), source=flag)


def lighthouse(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    turn = wave(phase)
    for side in (-1, 1):
        reach = side * (0.25 + 0.75 * max(0, side * turn))
        polygon(ctx, ((0, -0.83), (reach, -0.98), (reach, -0.70)), (1, 0.95, 0.65, 0.65 if night else 0.40))
    shape(ctx, (-0.30, 0), (-0.26, -0.10, -0.10, -0.12, 0, -0.12), (0.12, -0.12, 0.28, -0.10, 0.32, 0), source=(0.50, 0.48, 0.50))
    white = CREAM if sum(colour) < 2.5 else (0.88, 0.15, 0.14)
    edges = [(0.205 - 0.0175 * i, -0.06 - 0.17 * i) for i in range(5)]
    for i, ((low, y0), (high, y1)) in enumerate(zip(edges, edges[1:])):
        shade = colour if i % 2 == 0 else white
        polygon(ctx, ((-low, y0), (low, y0), (high, y1), (-high, y1)), linear(-0.2, 0, 0.2, 0, lighter(shade, 0.25), shade, darker(shade, 0.3)))
    box(ctx, -0.19, -0.765, 0.38, 0.045, INK)
    box(ctx, -0.10, -0.89, 0.20, 0.13, mix(LAMP, (1, 1, 0.9), 0.5 + 0.5 * turn))
    glow(ctx, 0, -0.83, 0.26, (1, 0.93, 0.6), 0.5 + 0.3 * abs(turn))
    for x in (-0.105, 0, 0.105):
        box(ctx, x - 0.012, -0.89, 0.024, 0.13, INK)
    shape(ctx, (-0.15, -0.88), (-0.12, -0.95, -0.06, -0.98, 0, -1.0), (0.06, -0.98, 0.12, -0.95, 0.15, -0.88), source=darker(colour, 0.3))
    shape(ctx, (-0.055, -0.08), (-0.055, -0.20), (-0.05, -0.25, 0.05, -0.25, 0.055, -0.20), (0.055, -0.08), source=WOOD)


def windmill(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    polygon(ctx, ((-0.26, 0), (-0.15, -0.58), (0.15, -0.58), (0.26, 0)), linear(-0.25, 0, 0.25, 0, lighter(colour, 0.3), colour, darker(colour, 0.3)))
    shape(ctx, (-0.19, -0.57), (-0.16, -0.76, 0.16, -0.76, 0.19, -0.57), source=darker(colour, 0.55))
    box(ctx, -0.07, -0.22, 0.14, 0.22, WOOD)
    box(ctx, -0.05, -0.42, 0.10, 0.11, LAMP if night else GLASS)
    ctx.save()
    ctx.translate(0, -0.60)
    ctx.rotate(TAU / 4 * (phase % 1) + 0.4)
    sail = CREAM
    for _ in range(4):
        ctx.rotate(TAU / 4)
        polygon(ctx, ((0.0, -0.10), (0.13, -0.10), (0.13, -0.41), (0.0, -0.41)), sail)
        for y in (-0.18, -0.26, -0.34):
            line(ctx, ((0, y), (0.13, y)), 0.014, (*WOOD, 0.9))
        line(ctx, ((0, 0), (0, -0.42)), 0.035, (*WOOD, 1))
    disc(ctx, 0, 0, 0.05, INK)
    ctx.restore()


def tower(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """An iron lattice tower, a light blinking at its tip."""
    dark = darker(colour, 0.3)
    for side in (-1, 1):
        shape(ctx, (side * 0.36, 0), (side * 0.20, -0.24, side * 0.08, -0.50, side * 0.03, -0.90), (side * -0.01, -0.90), (side * 0.02, -0.48, side * 0.10, -0.22, side * 0.20, 0),
              source=linear(-0.3, 0, 0.3, 0, lighter(colour, 0.2), dark))
    for y, width in ((-0.26, 0.42), (-0.52, 0.24)):
        box(ctx, -width / 2, y, width, 0.055, dark)
    ctx.new_path()
    ctx.arc(0, 0, 0.19, TAU / 2, TAU)
    ctx.set_line_width(0.05)
    ctx.set_source_rgb(*colour)
    ctx.stroke()
    for y, half in ((-0.30, 0.125), (-0.40, 0.095), (-0.58, 0.06)):
        line(ctx, ((-half, y), (half, y - 0.10)), 0.022, (*colour, 1))
        line(ctx, ((half, y), (-half, y - 0.10)), 0.022, (*colour, 1))
    box(ctx, -0.018, -0.97, 0.036, 0.10, dark)
    blink = 0.5 + 0.5 * wave(phase)
    glow(ctx, 0, -0.95, 0.22, (1, 0.85, 0.4), 0.25 + 0.6 * blink)
    disc(ctx, 0, -0.955, 0.038, mix(dark, (1, 0.95, 0.7), blink))


def _cable(x: float) -> float:
    """Height of the bridge's cable at x in [-1, 1]: a parabola between the towers at 0.55, straight outside."""
    return -0.48 - 0.42 * (x / 0.55) ** 2 if abs(x) <= 0.55 else -0.90 + 0.48 * (abs(x) - 0.55) / 0.45


def bridge(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A suspension bridge; cars run over it."""
    deck = darker(colour, 0.2)
    for x in (-0.55, 0.55):
        for dx in (-0.10, 0.04):
            box(ctx, x + dx, -0.98, 0.06, 0.98, linear(x - 0.1, 0, x + 0.1, 0, lighter(colour, 0.2), deck))
        for y in (-0.98, -0.70, -0.20):
            box(ctx, x - 0.12, y, 0.24, 0.09, colour)
        box(ctx, x - 0.17, -0.10, 0.34, 0.10, STONE)
    points = [(-1 + i / 20, _cable(-1 + i / 20)) for i in range(41)]
    for i in range(2, 40, 3):
        x, y = points[i]
        line(ctx, ((x, y), (x, -0.34)), 0.026, (*deck, 1))
    line(ctx, points, 0.06, (*colour, 1))
    ctx.save()
    ctx.rectangle(-1, -1, 2, 1)
    ctx.clip()
    for i in range(6):
        x = (-1.2 + (i + 2 * (phase % 1)) % 6 * 0.4)
        shade = (LAMP if i % 2 else (1, 0.5, 0.3)) if night else (INK if i % 2 else contrast(colour))
        oval(ctx, x, -0.43, 0.085, 0.055, shade)
    ctx.restore()
    box(ctx, -1.0, -0.40, 2.0, 0.13, vertical(-0.40, -0.27, lighter(colour, 0.15), darker(colour, 0.35)))
