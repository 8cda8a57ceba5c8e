"""Things from a room or a pocket."""
import math

import cairo

from ..brush import TAU, Colour, ball, box, darker, disc, glow, lighter, linear, mix, oval, polygon, vertical, wave
from .parts import CREAM, INK, LAMP, WOOD, shape, stroke, swaying


def lamp(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A table lamp; its light breathes."""
    shine = 0.5 + 0.5 * wave(phase)
    glow(ctx, 0, -0.62, 0.75, (1, 0.88, 0.5), (0.55 if night else 0.35) + 0.25 * shine)
    foot = darker(colour, 0.5)
    oval(ctx, 0, -0.045, 0.24, 0.05, foot)
    shape(ctx, (-0.05, -0.05), (-0.20, -0.18, -0.14, -0.34, -0.03, -0.40), (0.03, -0.40), (0.14, -0.34, 0.20, -0.18, 0.05, -0.05), source=linear(-0.15, 0, 0.15, 0, lighter(foot, 0.3), foot))
    box(ctx, -0.025, -0.52, 0.05, 0.14, (0.85, 0.70, 0.35))
    disc(ctx, 0, -0.47, 0.07, mix(LAMP, (1, 1, 0.92), shine))
    bright = mix(colour, (1, 0.95, 0.75), 0.15 + 0.35 * shine)
    polygon(ctx, ((-0.20, -0.98), (0.20, -0.98), (0.40, -0.50), (-0.40, -0.50)), linear(-0.4, 0, 0.4, 0, colour, bright, colour, darker(colour, 0.15)))
    for y, half in ((-0.98, 0.20), (-0.535, 0.39)):
        box(ctx, -half, y, 2 * half, 0.035, darker(colour, 0.3))


def umbrella(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.rotate(0.10 * wave(phase))
    stroke(ctx, (0, -0.98), (0, -0.12), (0, 0.0, -0.16, 0.0, -0.16, -0.12), width=0.05, source=WOOD if sum(colour) > 0.6 else CREAM)
    shape(ctx, (-0.52, -0.46), (-0.50, -0.80, -0.22, -0.93, 0, -0.94), (0.22, -0.93, 0.50, -0.80, 0.52, -0.46), (0.44, -0.54, 0.26, -0.54, 0.175, -0.46), (0.10, -0.54, -0.10, -0.54, -0.175, -0.46),
          (-0.26, -0.54, -0.44, -0.54, -0.52, -0.46), source=ball(0, -0.6, 0.6, colour))
    pale = lighter(colour, 0.5) if sum(colour) < 2.6 else (0.70, 0.76, 0.86)
    shape(ctx, (0, -0.94), (-0.10, -0.86, -0.17, -0.64, -0.175, -0.46), (-0.10, -0.54, 0.10, -0.54, 0.175, -0.46), (0.17, -0.64, 0.10, -0.86, 0, -0.94), source=pale)
    ctx.restore()


def cup(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A cup on a saucer, steaming."""
    for i, x in enumerate((-0.24, -0.02, 0.20)):
        bend = 0.09 * wave(phase, i * 0.33)
        stroke(ctx, (x, -0.64), (x + bend, -0.72, x - bend, -0.82, x + bend, -0.94), width=0.06, source=(0.96, 0.96, 0.98, 0.85))
    oval(ctx, 0, -0.055, 0.52, 0.06, vertical(-0.1, 0, lighter(colour, 0.5), darker(colour, 0.2)))
    ctx.new_path()
    ctx.arc(0.42, -0.36, 0.135, -1.9, 1.9)
    ctx.set_line_width(0.075)
    ctx.set_source_rgb(*darker(colour, 0.15))
    ctx.stroke()
    shape(ctx, (-0.44, -0.58), (-0.44, -0.26, -0.30, -0.06, -0.14, -0.06), (0.14, -0.06), (0.30, -0.06, 0.42, -0.26, 0.42, -0.58), source=linear(-0.44, 0, 0.42, 0, lighter(colour, 0.35), colour, darker(colour, 0.3)))
    oval(ctx, -0.01, -0.58, 0.43, 0.085, lighter(colour, 0.55))
    oval(ctx, -0.01, -0.57, 0.36, 0.060, (0.36, 0.20, 0.11))


def guitar(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, -0.02)
    ctx.rotate(0.12 + 0.08 * wave(phase))
    dark = (0.30, 0.18, 0.10)
    box(ctx, -0.04, -0.86, 0.08, 0.46, dark)
    for i in range(4):
        box(ctx, -0.04, -0.80 + 0.08 * i, 0.08, 0.012, (0.85, 0.80, 0.70))
    polygon(ctx, ((-0.065, -0.98), (0.065, -0.98), (0.05, -0.83), (-0.05, -0.83)), darker(colour, 0.3))
    for y in (-0.95, -0.89):
        for side in (-1, 1):
            disc(ctx, side * 0.085, y, 0.024, CREAM)
    outline = (-0.07, -0.50), (-0.24, -0.52, -0.24, -0.36, -0.17, -0.31), (-0.34, -0.22, -0.32, 0.0, 0, 0.0), (0.32, 0.0, 0.34, -0.22, 0.17, -0.31), (0.24, -0.36, 0.24, -0.52, 0.07, -0.50)
    shape(ctx, *outline, source=ball(0, -0.22, 0.38, colour))
    disc(ctx, 0, -0.30, 0.095, lighter(colour, 0.5))
    disc(ctx, 0, -0.30, 0.075, (0.12, 0.07, 0.05))
    box(ctx, -0.10, -0.13, 0.20, 0.04, dark)
    for i in range(3):
        x = (i - 1) * 0.022
        pluck = 0.012 * wave(phase * 2, i * 0.3)
        stroke(ctx, (x, -0.88), (x + pluck, -0.6, x + pluck, -0.4, x, -0.12), width=0.008, source=(0.98, 0.96, 0.90))
    ctx.restore()


def heart(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """It beats."""
    ctx.save()
    ctx.translate(0, -0.48)
    beat = 0.94 + 0.06 * wave(phase)
    ctx.scale(beat, beat)
    shape(ctx, (0, 0.48), (-0.20, 0.28, -0.54, 0.08, -0.54, -0.20), (-0.54, -0.58, -0.10, -0.60, 0, -0.28), (0.10, -0.60, 0.54, -0.58, 0.54, -0.20), (0.54, 0.08, 0.20, 0.28, 0, 0.48),
          source=ball(-0.04, -0.08, 0.60, colour))
    oval(ctx, -0.28, -0.26, 0.11, 0.07, (1, 1, 1, 0.65), -0.7)
    ctx.restore()


@swaying(0.035, 0.02)
def cake(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """Two layers with icing and three candles whose flames flicker."""
    icing = lighter(colour, 0.75) if sum(colour) < 2.5 else (0.98, 0.62, 0.74)
    oval(ctx, 0, -0.045, 0.58, 0.05, (0.80, 0.82, 0.86))
    for y, half, height in ((-0.40, 0.48, 0.35), (-0.66, 0.34, 0.28)):
        box(ctx, -half, y, 2 * half, height, linear(-half, 0, half, 0, lighter(colour, 0.25), colour, darker(colour, 0.25)))
        count = 6 if half > 0.4 else 4
        box(ctx, -half, y - 0.02, 2 * half, 0.07, icing)
        for i in range(count):
            oval(ctx, -half + (i + 0.5) * 2 * half / count, y + 0.05, half / count, 0.05 + 0.035 * (i % 2), icing)
    for i, x in enumerate((-0.20, 0, 0.20)):
        box(ctx, x - 0.025, -0.84, 0.05, 0.17, ((0.20, 0.50, 0.92), (0.95, 0.85, 0.25), (0.25, 0.70, 0.40))[i])
        lean = 0.03 * wave(phase, i * 0.3)
        glow(ctx, x, -0.90, 0.13, (1, 0.75, 0.3), 0.6)
        shape(ctx, (x - 0.034, -0.87), (x - 0.04, -0.92, x + lean, -0.95, x + lean, -0.99), (x + lean + 0.01, -0.95, x + 0.05, -0.92, x + 0.034, -0.87), (x + 0.03, -0.83, x - 0.03, -0.83, x - 0.034, -0.87), source=(1, 0.70, 0.12))


@swaying(0.07, 0.0)
def clock(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """An alarm clock; the long hand goes round once, the bells shake."""
    shake = 0.06 * wave(phase * 2)
    for side in (-1, 1):
        stroke(ctx, (side * 0.20, -0.16), (side * 0.30, -0.04), width=0.075, source=darker(colour, 0.4))
        oval(ctx, side * 0.26, -0.84, 0.16, 0.105, ball(side * 0.26, -0.84, 0.17, darker(colour, 0.12)), side * 0.7 + shake)
    stroke(ctx, (0, -0.84), (0, -0.95), width=0.05, source=INK)
    disc(ctx, 0, -0.46, 0.42, ball(0, -0.46, 0.44, colour))
    disc(ctx, 0, -0.46, 0.32, (0.99, 0.98, 0.94))
    for i in range(12):
        angle = TAU * i / 12
        disc(ctx, 0.265 * math.cos(angle), -0.46 + 0.265 * math.sin(angle), 0.030 if i % 3 == 0 else 0.016, INK)
    angle = TAU * (phase % 1)
    stroke(ctx, (0, -0.46), (0.12, -0.40), width=0.05, source=INK)
    stroke(ctx, (0, -0.46), (0.23 * math.sin(angle), -0.46 - 0.23 * math.cos(angle)), width=0.04, source=darker(colour, 0.2) if sum(colour) < 2.4 else INK)
    disc(ctx, 0, -0.46, 0.04, INK)


def apple(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.rotate(0.08 * wave(phase))
    stroke(ctx, (0, -0.76), (0.01, -0.86, 0.04, -0.90, 0.06, -0.95), width=0.055, source=WOOD)
    ctx.save()
    ctx.translate(0.04, -0.84)
    ctx.rotate(0.25 * wave(phase, 0.2))
    shape(ctx, (0, 0), (0.06, -0.16, 0.22, -0.16, 0.32, -0.08), (0.24, 0.04, 0.10, 0.06, 0, 0), source=(0.30, 0.66, 0.24) if colour[1] < 0.6 or colour[0] > 0.5 else (0.12, 0.42, 0.16))
    ctx.restore()
    shape(ctx, (0, -0.74), (-0.14, -0.86, -0.46, -0.80, -0.45, -0.46), (-0.44, -0.14, -0.22, 0.06, 0, -0.04), (0.22, 0.06, 0.44, -0.14, 0.45, -0.46), (0.46, -0.80, 0.14, -0.86, 0, -0.74),
          source=ball(-0.03, -0.42, 0.50, colour))
    oval(ctx, -0.24, -0.56, 0.07, 0.12, (1, 1, 1, 0.6), 0.4)
    ctx.restore()
