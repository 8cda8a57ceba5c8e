"""The twelve subjects. Each is drawn one unit high, standing on (0, 0), and moves with the phase alone."""
import math

import cairo

from .brush import Colour, TAU, ball, box, darker, disc, glow, lighter, line, linear, mix, oval, paint, polygon, vertical, wave

INK = (0.10, 0.09, 0.14)
WOOD = (0.45, 0.28, 0.16)
LAMP = (1.0, 0.86, 0.45)


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


def balloon(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0.03 * wave(phase, 0.25), 0.05 * wave(phase))
    ctx.rotate(0.04 * wave(phase, 0.1))
    for side in (-1, 1):
        line(ctx, ((side * 0.22, -0.36), (side * 0.08, -0.16)), 0.015, (*WOOD, 1))
    box(ctx, -0.09, -0.17, 0.18, 0.14, vertical(-0.17, -0.03, lighter(WOOD), WOOD))
    ctx.new_path()
    ctx.arc(0, -0.64, 0.36, math.radians(150), math.radians(390))
    ctx.curve_to(0.22, -0.36, 0.10, -0.30, 0.08, -0.27)
    ctx.line_to(-0.08, -0.27)
    ctx.curve_to(-0.10, -0.30, -0.22, -0.36, -0.31, -0.46)
    ctx.close_path()
    paint(ctx, ball(0, -0.62, 0.40, colour))
    oval(ctx, 0, -0.63, 0.13, 0.355, (*lighter(colour, 0.45), 0.75))
    ctx.restore()


def boat(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, 0.03 * wave(phase))
    ctx.rotate(0.08 * wave(phase, 0.2))
    line(ctx, ((0, -0.25), (0, -1.0)), 0.025, (*WOOD, 1))
    sail = (0.99, 0.96, 0.88)
    polygon(ctx, ((0.03, -0.97), (0.03, -0.32), (0.44, -0.32)), linear(0, -0.9, 0.4, -0.3, sail, darker(sail, 0.12)))
    polygon(ctx, ((-0.03, -0.88), (-0.03, -0.32), (-0.36, -0.32)), linear(-0.3, -0.3, 0, -0.8, darker(colour, 0.1), lighter(colour, 0.2)))
    ctx.new_path()
    ctx.move_to(-0.52, -0.27)
    ctx.line_to(0.56, -0.27)
    ctx.curve_to(0.48, -0.08, 0.38, 0.02, 0.30, 0.03)
    ctx.line_to(-0.32, 0.03)
    ctx.curve_to(-0.42, 0, -0.48, -0.12, -0.52, -0.27)
    ctx.close_path()
    paint(ctx, vertical(-0.27, 0.03, lighter(colour, 0.15), colour, darker(colour)))
    box(ctx, -0.50, -0.27, 1.04, 0.035, lighter(colour, 0.55))
    ctx.restore()


def fish(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0.04 * wave(phase, 0.25), -0.45 + 0.06 * wave(phase))
    swing = 0.14 * wave(phase)
    polygon(ctx, ((0.32, 0), (0.68, -0.24 + swing), (0.60, swing), (0.68, 0.24 + swing)), linear(0.3, 0, 0.7, 0, colour, darker(colour, 0.2)))
    polygon(ctx, ((-0.12, -0.24), (0.12, -0.44), (0.24, -0.16)), darker(colour, 0.15))
    oval(ctx, -0.08, 0, 0.50, 0.30, ball(0, 0, 1, colour))
    ctx.save()
    ctx.new_path()
    ctx.rectangle(-0.02, -0.3, 0.09, 0.6)
    ctx.rectangle(0.17, -0.3, 0.07, 0.6)
    ctx.clip()
    oval(ctx, -0.08, 0, 0.50, 0.30, (*lighter(colour, 0.65), 0.85))
    ctx.restore()
    polygon(ctx, ((0.0, 0.06), (0.18, 0.24 + swing / 2), (0.16, 0.04)), darker(colour, 0.2))
    disc(ctx, -0.34, -0.07, 0.075, (1, 1, 1))
    disc(ctx, -0.36, -0.07, 0.042, INK)
    ctx.restore()


def house(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    for i in range(3):
        rise = (phase + i) / 3
        disc(ctx, 0.22 + 0.12 * rise, -0.98 - 0.30 * rise, 0.04 + 0.06 * rise, (0.92, 0.92, 0.95, 0.55 * (1 - rise) * min(1, 6 * rise)))
    box(ctx, 0.16, -0.95, 0.12, 0.3, darker((0.62, 0.35, 0.30), 0.1))
    box(ctx, -0.40, -0.58, 0.80, 0.58, linear(-0.4, 0, 0.4, 0, lighter(colour, 0.15), colour, darker(colour, 0.15)))
    roof = mix((0.45, 0.22, 0.20), darker(colour, 0.5), 0.4)
    polygon(ctx, ((-0.52, -0.55), (0, -1.0), (0.52, -0.55)), vertical(-1, -0.5, lighter(roof, 0.2), roof))
    box(ctx, -0.09, -0.32, 0.19, 0.32, WOOD)
    disc(ctx, 0.06, -0.15, 0.018, LAMP)
    pane = mix(LAMP, (1, 0.7, 0.3), 0.3 + 0.3 * wave(phase)) if night else (0.72, 0.88, 0.97)
    for x in (-0.32, 0.17):
        box(ctx, x - 0.02, -0.46, 0.19, 0.19, (0.98, 0.97, 0.94))
        box(ctx, x, -0.44, 0.15, 0.15, pane)
        box(ctx, x + 0.065, -0.44, 0.02, 0.15, (0.98, 0.97, 0.94))


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


def mountain(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    polygon(ctx, ((-0.15, 0), (0.45, -0.68), (0.95, 0)), linear(0.1, 0, 0.9, 0, darker(colour, 0.05), darker(colour, 0.4)))
    polygon(ctx, ((-0.85, 0), (-0.10, -1.0), (0.62, 0)), linear(-0.6, 0, 0.5, 0, lighter(colour, 0.25), colour, darker(colour, 0.3)))
    polygon(ctx, ((-0.10, -1.0), (0.62, 0), (0.10, 0), (-0.02, -0.45), (-0.12, -0.65)), (*darker(colour, 0.5), 0.35))
    polygon(ctx, ((-0.10, -1.0), (-0.34, -0.68), (-0.21, -0.72), (-0.12, -0.62), (0.0, -0.73), (0.13, -0.68)), vertical(-1, -0.6, (1, 1, 1), (0.86, 0.90, 0.97)))
    drift = 0.10 * wave(phase)
    for x, y, width in ((-0.45, -0.34, 0.30), (0.42, -0.42, 0.26)):
        oval(ctx, x + drift, y, width, 0.055, (1, 1, 1, 0.22 if night else 0.55))


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
        disc(ctx, x, -0.14, 0.165, INK)
        disc(ctx, x, -0.14, 0.085, (0.80, 0.82, 0.86))
        for spoke in range(3):
            angle = TAU * (spoke / 3 - phase / 3)
            line(ctx, ((x, -0.14), (x + 0.09 * math.cos(angle), -0.14 + 0.09 * math.sin(angle))), 0.03, (*INK, 1))


def cat(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    swing = 0.12 * wave(phase)
    ctx.new_path()
    ctx.move_to(0.20, -0.08)
    ctx.curve_to(0.55, -0.05, 0.50 + swing, -0.30, 0.42 + 1.6 * swing, -0.55)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_width(0.10)
    ctx.set_source_rgb(*darker(colour, 0.15))
    ctx.stroke()
    oval(ctx, 0, -0.28, 0.28, 0.30, ball(0, -0.2, 1, colour))
    oval(ctx, 0, -0.24, 0.14, 0.20, (*lighter(colour, 0.5), 0.8))
    for x in (-0.13, 0.13):
        oval(ctx, x, -0.03, 0.10, 0.055, lighter(colour, 0.25))
    ctx.save()
    ctx.translate(0, -0.66)
    ctx.rotate(0.06 * wave(phase, 0.25))
    for side in (-1, 1):
        polygon(ctx, ((side * 0.26, -0.02), (side * 0.24, -0.35), (side * 0.05, -0.18)), colour)
        polygon(ctx, ((side * 0.21, -0.10), (side * 0.21, -0.27), (side * 0.10, -0.18)), (0.98, 0.66, 0.70))
    oval(ctx, 0, 0, 0.28, 0.23, ball(0, 0, 1, colour))
    open_eye = 0.065 * max(0.12, min(1, 6 * abs(math.sin(math.pi * (phase - 0.5)))))
    for x in (-0.115, 0.115):
        oval(ctx, x, -0.02, 0.055, open_eye, (0.80, 0.92, 0.35))
        oval(ctx, x, -0.02, 0.022, open_eye * 0.95, INK)
    polygon(ctx, ((-0.035, 0.07), (0.035, 0.07), (0, 0.11)), (0.95, 0.45, 0.50))
    for side in (-1, 1):
        for tilt in (-0.02, 0.04):
            line(ctx, ((side * 0.10, 0.10), (side * 0.36, 0.08 + tilt * 2)), 0.010, (*mix(INK, (1, 1, 1), 0.75 if sum(colour) < 1 else 0.1), 0.8))
    ctx.restore()


DRAW = {"sun": sun, "moon": moon, "star": star, "balloon": balloon, "boat": boat, "fish": fish, "house": house, "tree": tree,
        "mountain": mountain, "flower": flower, "car": car, "cat": cat}
