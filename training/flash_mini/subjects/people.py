"""People, and what looks like people."""
import cairo

from ..brush import Colour, ball, box, darker, disc, glow, lighter, linear, mix, oval, polygon, wave
from .parts import INK, LAMP, METAL, WOOD, contrast, face, pillow, placed, shape, smile, stroke

SKIN = (0.96, 0.76, 0.60)
HAIR = (0.36, 0.22, 0.13)


@placed(-0.08, 0, 1.0)
def person(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """Somebody in a pullover of the colour, waving."""
    trousers = (0.22, 0.28, 0.45) if sum(colour) > 0.7 and colour[2] < 0.7 else (0.58, 0.50, 0.40)
    for side in (-1, 1):
        stroke(ctx, (side * 0.08, -0.34), (side * 0.085, -0.08), width=0.13, source=trousers)
        stroke(ctx, (side * 0.085 - 0.02, -0.045), (side * 0.085 + side * 0.05, -0.045), width=0.085, source=INK)
    stroke(ctx, (-0.16, -0.56), (-0.26, -0.36), width=0.105, source=darker(colour, 0.2))
    disc(ctx, -0.27, -0.33, 0.055, SKIN)
    ctx.save()
    ctx.translate(0.16, -0.57)
    ctx.rotate(0.35 * wave(phase))
    stroke(ctx, (0, 0), (0.17, -0.17), width=0.105, source=darker(colour, 0.12))
    disc(ctx, 0.20, -0.20, 0.06, SKIN)
    ctx.restore()
    pillow(ctx, -0.19, -0.64, 0.38, 0.34, 0.10, linear(-0.19, 0, 0.19, 0, lighter(colour, 0.2), colour, darker(colour, 0.2)))
    ctx.save()
    ctx.translate(0, -0.78)
    ctx.rotate(0.06 * wave(phase, 0.25))
    disc(ctx, 0, -0.025, 0.195, HAIR)
    oval(ctx, 0, 0.02, 0.165, 0.165, ball(0, 0.02, 0.22, SKIN))
    shape(ctx, (-0.17, 0.0), (-0.14, -0.12, 0.0, -0.06, 0.17, -0.02), (0.16, -0.20, -0.16, -0.20, -0.17, 0.0), source=HAIR)
    face(ctx, 0, 0.02, 0.075, 0.036, phase)
    smile(ctx, 0, 0.055, 0.065, 0.026, (0.70, 0.25, 0.22))
    ctx.restore()


def astronaut(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """Floats: a big helmet, a suit of the colour, pack and boots."""
    ctx.save()
    ctx.translate(0, 0.02 * wave(phase))
    ctx.rotate(0.07 * wave(phase, 0.25))
    trim = METAL if sum(colour) < 2.3 else (0.93, 0.45, 0.15)
    pillow(ctx, -0.28, -0.62, 0.56, 0.40, 0.06, darker(trim, 0.35))
    for side in (-1, 1):
        kick = 0.05 * wave(phase) * side
        stroke(ctx, (side * 0.10, -0.26), (side * 0.13 + kick, -0.10), width=0.17, source=darker(colour, 0.12))
        stroke(ctx, (side * 0.13 + kick - 0.02, -0.06), (side * 0.15 + kick + 0.02, -0.06), width=0.12, source=trim)
        lift = -0.10 * wave(phase) if side > 0 else 0
        stroke(ctx, (side * 0.20, -0.50), (side * 0.37, -0.46 + lift * 1.2), width=0.135, source=darker(colour, 0.1))
        disc(ctx, side * 0.42, -0.45 + lift * 1.5, 0.075, trim)
    pillow(ctx, -0.23, -0.60, 0.46, 0.40, 0.12, linear(-0.23, 0, 0.23, 0, lighter(colour, 0.3), colour, darker(colour, 0.2)))
    box(ctx, -0.11, -0.46, 0.22, 0.12, (0.30, 0.34, 0.42))
    for x, light in ((-0.06, (0.95, 0.25, 0.2)), (0, LAMP), (0.06, (0.3, 0.85, 0.4))):
        disc(ctx, x, -0.40, 0.024, light)
    disc(ctx, 0, -0.74, 0.255, ball(0, -0.74, 0.28, lighter(colour, 0.25)))
    shape(ctx, (-0.19, -0.74), (-0.18, -0.93, 0.18, -0.93, 0.19, -0.74), (0.18, -0.60, -0.18, -0.60, -0.19, -0.74), source=linear(-0.2, -0.9, 0.2, -0.6, (0.25, 0.35, 0.60), (0.08, 0.10, 0.22)))
    oval(ctx, -0.08 + 0.04 * wave(phase), -0.80, 0.055, 0.03, (0.95, 0.98, 1.0, 0.9), -0.4)
    ctx.restore()


def robot(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    dark = darker(colour, 0.4)
    pulse = 0.5 + 0.5 * wave(phase)
    stroke(ctx, (0, -0.86), (0, -0.94), width=0.03, source=dark)
    glow(ctx, 0, -0.955, 0.12, (1, 0.4, 0.3), pulse)
    disc(ctx, 0, -0.955, 0.042, mix(dark, (1, 0.35, 0.25), pulse))
    for side in (-1, 1):
        box(ctx, side * 0.13 - 0.055, -0.18, 0.11, 0.14, METAL)
        pillow(ctx, side * 0.13 - 0.10, -0.08, 0.20, 0.08, 0.03, dark)
        ctx.save()
        ctx.translate(side * 0.27, -0.46)
        ctx.rotate(-side * (0.25 + 0.40 * max(0, wave(phase)) if side > 0 else 0.25 + 0.40 * max(0, -wave(phase))))
        stroke(ctx, (0, 0), (0, 0.18), width=0.085, source=METAL)
        disc(ctx, 0, 0.22, 0.065, dark)
        ctx.restore()
    pillow(ctx, -0.27, -0.53, 0.54, 0.38, 0.05, linear(-0.27, 0, 0.27, 0, lighter(colour, 0.3), colour, darker(colour, 0.25)))
    pillow(ctx, -0.18, -0.45, 0.36, 0.20, 0.03, contrast(colour))
    for i, light in enumerate(((0.95, 0.25, 0.2), (0.25, 0.75, 0.4))):
        disc(ctx, -0.08 + 0.16 * i, -0.35, 0.055, mix(darker(light, 0.4), light, 0.5 + 0.5 * wave(phase, i / 2)))
    box(ctx, -0.06, -0.58, 0.12, 0.06, METAL)
    ctx.save()
    ctx.translate(0, -0.71)
    ctx.rotate(0.06 * wave(phase, 0.25))
    for side in (-1, 1):
        box(ctx, side * 0.27 - 0.035, -0.06, 0.07, 0.12, dark)
    pillow(ctx, -0.25, -0.16, 0.50, 0.31, 0.06, linear(-0.25, 0, 0.25, 0, lighter(colour, 0.4), colour, darker(colour, 0.2)))
    for side in (-1, 1):
        disc(ctx, side * 0.115, -0.035, 0.095, INK)
        disc(ctx, side * 0.115 + 0.02 * wave(phase), -0.035, 0.062, (0.45, 0.95, 1.0))
    box(ctx, -0.11, 0.085, 0.22, 0.035, INK)
    ctx.restore()


def snowman(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """Three balls of snow of the colour, a hat, a scarf, a carrot, arms of twigs."""
    ctx.save()
    ctx.rotate(0.045 * wave(phase))
    for side in (-1, 1):
        lift = 0.10 * wave(phase, 0.25) * side
        stroke(ctx, (side * 0.18, -0.46), (side * 0.42, -0.58 + lift), width=0.035, source=WOOD)
        stroke(ctx, (side * 0.34, -0.54 + lift * 0.7), (side * 0.38, -0.66 + lift), width=0.028, source=WOOD)
    for y, radius in ((-0.25, 0.26), (-0.51, 0.195), (-0.73, 0.155)):
        disc(ctx, 0, y, radius, ball(0, y, radius, colour))
    mark = INK if sum(colour) > 0.8 else (0.95, 0.95, 0.98)
    for y in (-0.54, -0.44, -0.33):
        disc(ctx, 0, y, 0.026, mark)
    scarf = (0.86, 0.15, 0.16) if colour[0] < 0.85 or colour[1] > 0.6 else (0.14, 0.45, 0.85)
    stroke(ctx, (-0.12, -0.615), (-0.04, -0.585, 0.04, -0.585, 0.12, -0.615), width=0.065, source=scarf)
    stroke(ctx, (0.09, -0.60), (0.12, -0.46 + 0.02 * wave(phase)), width=0.06, source=scarf)
    for x in (-0.06, 0.06):
        disc(ctx, x, -0.77, 0.032, mark)
    polygon(ctx, ((-0.01, -0.745), (-0.01, -0.695), (-0.17, -0.70)), (0.98, 0.52, 0.10) if colour[0] < 0.9 or colour[2] > 0.4 else (0.75, 0.22, 0.10))
    hat = (0.15, 0.14, 0.18) if sum(colour) > 0.8 else (0.50, 0.25, 0.60)
    box(ctx, -0.18, -0.87, 0.36, 0.035, hat)
    box(ctx, -0.11, -1.0, 0.22, 0.14, hat)
    box(ctx, -0.11, -0.905, 0.22, 0.035, scarf)
    ctx.restore()


def ghost(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0.03 * wave(phase, 0.25), 0.02 * wave(phase))
    hem = [0.05 * wave(phase, i * 0.25) for i in range(4)]
    for side in (-1, 1):
        oval(ctx, side * 0.32, -0.46 + 0.05 * wave(phase, 0.25 * side), 0.12, 0.075, darker(colour, 0.12), -side * 0.5)
    shape(ctx, (-0.32, -0.10), (-0.36, -0.40), (-0.36, -1.12, 0.36, -1.12, 0.36, -0.40), (0.32, -0.10), (0.28, 0.02 + hem[0] * 0.4, 0.20, 0.02 + hem[0] * 0.4, 0.16, -0.10 + hem[1]),
          (0.12, 0.02, 0.04, 0.02, 0, -0.10 + hem[2]), (-0.04, 0.02, -0.12, 0.02, -0.16, -0.10 + hem[3]), (-0.20, 0.02 + hem[0] * 0.4, -0.28, 0.02 + hem[0] * 0.4, -0.32, -0.10), source=ball(-0.02, -0.5, 0.58, colour))
    mark = INK if sum(colour) > 0.8 else (0.95, 0.95, 1.0)
    for side in (-1, 1):
        oval(ctx, side * 0.135, -0.62, 0.075, 0.105, mark)
    oval(ctx, 0, -0.42, 0.06, 0.06 + 0.02 * wave(phase), mark)
    ctx.restore()
