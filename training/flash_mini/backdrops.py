"""The seven settings. Everything that moves is a function of the phase and of its own place, so a model can learn it from single pictures."""
import math

import cairo

from .brush import TAU, box, cloud, darker, disc, glow, lighter, line, mix, oval, paint, polygon, scatter, vertical, wave
from .scenes import Scene

HORIZON = 0.56
SKIES = {
    "day": ((0.22, 0.52, 0.93), (0.50, 0.76, 0.98), (0.86, 0.95, 1.0)),
    "sunset": ((0.33, 0.18, 0.48), (0.86, 0.36, 0.42), (1.0, 0.72, 0.38)),
    "night": ((0.03, 0.04, 0.15), (0.07, 0.10, 0.30), (0.18, 0.22, 0.46)),
}
AMBIENT = {"day": ((1, 1, 1), 0.0), "sunset": ((0.85, 0.35, 0.30), 0.28), "night": ((0.04, 0.06, 0.22), 0.60)}
CLOUDS = {"day": (1, 1, 1, 0.85), "sunset": (1.0, 0.70, 0.62, 0.75), "night": (0.22, 0.26, 0.48, 0.55)}


def lit(colour, time: str):
    """A surface's colour under the light of the hour."""
    tint, share = AMBIENT[time]
    return mix(colour, tint, share)


def draw(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    if scene.setting == "underwater":
        underwater(ctx, scene, phase)
        return
    sky(ctx, scene, phase)
    {"sea": sea, "sky": cloud_floor, "meadow": meadow, "desert": desert, "snow": snow, "city": city}[scene.setting](ctx, scene, phase)


def sky(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    bottom = 1.0 if scene.setting == "sky" else HORIZON + 0.08
    box(ctx, 0, 0, 1, 1, vertical(0, bottom, *SKIES[scene.time]))
    if scene.time == "night":
        for row in range(5):
            for column in range(7):
                x, y = (column + scatter(column, row)) / 7, (row + scatter(row, column + 9)) / 9
                shine = 0.55 + 0.45 * wave(phase, scatter(row + 3, column))
                disc(ctx, x, y, 0.0035 + 0.005 * shine, (1, 1, 0.9, 0.25 + 0.75 * shine))
    if scene.light:
        heavenly_body(ctx, scene, phase)
    # One lattice period per loop: cloud n arrives where cloud n+1 started.
    for column in range(-1, 3):
        cloud(ctx, 0.5 * (column + phase) + 0.12, 0.17, 0.13, CLOUDS[scene.time])
        cloud(ctx, 0.5 * (column + phase) + 0.36, 0.33, 0.09, (*CLOUDS[scene.time][:3], CLOUDS[scene.time][3] * 0.7))


def light_place(scene: Scene) -> tuple[float, float]:
    """Away from the subject; a setting sun stands low."""
    x = 0.22 if scene.subject.x >= 0.45 else 0.78
    return x, HORIZON - 0.10 if scene.light == "sun" and scene.time == "sunset" else 0.17


def heavenly_body(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    x, y = light_place(scene)
    if scene.light == "moon":
        glow(ctx, x, y, 0.26, (0.80, 0.85, 1.0), 0.55 + 0.08 * wave(phase))
        disc(ctx, x, y, 0.095, (0.96, 0.95, 0.87))
        for dx, dy, radius in ((-0.03, -0.02, 0.022), (0.035, 0.025, 0.028), (0.02, -0.045, 0.014)):
            disc(ctx, x + dx, y + dy, radius, (0.84, 0.83, 0.78))
        return
    colour = (1.0, 0.45, 0.20) if scene.time == "sunset" else (1.0, 0.87, 0.25)
    glow(ctx, x, y, 0.30, lighter(colour, 0.3), 0.65)
    for ray in range(12):
        angle = TAU * (ray + phase) / 12
        line(ctx, [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (0.11, 0.145)], 0.014, (*lighter(colour, 0.3), 0.9))
    disc(ctx, x, y, 0.09, colour)


def sea(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    top, bottom = {"day": ((0.30, 0.68, 0.88), (0.04, 0.30, 0.62)), "sunset": ((0.93, 0.52, 0.40), (0.24, 0.16, 0.42)),
                   "night": ((0.12, 0.18, 0.42), (0.02, 0.05, 0.18))}[scene.time]
    box(ctx, 0, HORIZON, 1, 1 - HORIZON, vertical(HORIZON, 1, top, bottom))
    if scene.light:
        glitter(ctx, scene, phase)
    for row in range(6):
        depth = (row + 0.6) / 6
        y, length, rise = HORIZON + 0.44 * depth ** 1.4, 0.10 + 0.15 * depth, 0.004 + 0.011 * depth
        shift = phase * length * (1 if row % 2 else -1)
        points = [(x / 40, y + rise * math.cos(TAU * (x / 40 - shift) / length)) for x in range(41)]
        line(ctx, points, 0.004 + 0.007 * depth, (*lighter(top, 0.45), 0.65))


def glitter(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    x, _ = light_place(scene)
    colour = (0.95, 0.95, 0.85) if scene.light == "moon" else (1.0, 0.85, 0.45)
    for row in range(8):
        y = HORIZON + 0.02 + 0.05 * row
        oval(ctx, x + 0.015 * wave(phase, row * 0.37), y, 0.035 + 0.007 * row + 0.02 * wave(phase, row * 0.21), 0.010, (*colour, 0.75))


def cloud_floor(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    red, green, blue, _ = CLOUDS[scene.time]
    for row, (y, size, shade) in enumerate(((0.86, 0.20, 0.75), (0.96, 0.26, 1.0))):
        for column in range(-1, 4):
            cloud(ctx, 0.4 * (column + phase + 0.5 * row), y + 0.008 * wave(phase, row * 0.5), size, (*mix(SKIES[scene.time][1], (red, green, blue), shade), 0.95))


def ridge(ctx: cairo.Context, y: float, rise: float, length: float, offset: float, source) -> None:
    points = [(x / 32, y + rise * math.sin(TAU * (x / 32 / length + offset))) for x in range(33)]
    polygon(ctx, [(0, 1), *points, (1, 1)], source)


def meadow(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    far, near = lit((0.48, 0.74, 0.40), scene.time), lit((0.36, 0.68, 0.24), scene.time)
    ridge(ctx, HORIZON + 0.03, 0.045, 0.9, 0.33 * scene.variant, vertical(0.5, 0.8, lighter(far, 0.25), far))
    ridge(ctx, HORIZON + 0.12, 0.03, 1.3, 0.2 + 0.33 * scene.variant, vertical(0.62, 1, near, darker(near, 0.35)))
    for i in range(36):
        x, y = scatter(i, 1), 0.74 + 0.25 * scatter(i, 2)
        lean = 0.016 * wave(phase, x)
        line(ctx, ((x, y), (x + lean, y - 0.045)), 0.007, (*lighter(near, 0.25), 0.9))
        if i % 3 == 0:
            disc(ctx, x + lean, y - 0.05, 0.011, lit(((1, 1, 1), (1, 0.85, 0.3), (0.98, 0.6, 0.7))[i // 3 % 3], scene.time))


def desert(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    sand = lit((0.95, 0.78, 0.48), scene.time)
    ridge(ctx, HORIZON + 0.03, 0.05, 0.8, 0.33 * scene.variant, vertical(0.5, 0.75, darker(sand, 0.12), darker(sand, 0.25)))
    ridge(ctx, HORIZON + 0.12, 0.035, 1.2, 0.55 + 0.33 * scene.variant, vertical(0.62, 1, lighter(sand, 0.15), darker(sand, 0.15)))
    for row in range(5):
        y, length = 0.76 + 0.05 * row, 0.25
        points = [(x / 32, y + 0.007 * math.sin(TAU * (x / 32 / length - phase + 0.3 * row))) for x in range(33)]
        line(ctx, points, 0.006, (*darker(sand, 0.25), 0.5))
    x, green = (0.08, 0.92, 0.12)[scene.variant], lit((0.25, 0.55, 0.28), scene.time)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    line(ctx, ((x, 0.72), (x, 0.50)), 0.035, (*green, 1))
    line(ctx, ((x, 0.64), (x + 0.05, 0.63), (x + 0.05, 0.56)), 0.024, (*green, 1))
    line(ctx, ((x, 0.61), (x - 0.05, 0.60), (x - 0.05, 0.54)), 0.024, (*green, 1))


def snow(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    white = lit((0.95, 0.97, 1.0), scene.time)
    ridge(ctx, HORIZON + 0.03, 0.05, 0.9, 0.1 + 0.33 * scene.variant, vertical(0.5, 0.75, darker(white, 0.10), darker(white, 0.18)))
    for x in (0.06, 0.16, 0.86, 0.95):
        pine(ctx, x, HORIZON + 0.13, 0.13 + 0.05 * scatter(int(x * 100)), scene.time)
    ridge(ctx, HORIZON + 0.14, 0.03, 1.2, 0.5 + 0.33 * scene.variant, vertical(0.66, 1, white, darker(white, 0.14)))


def pine(ctx: cairo.Context, x: float, y: float, height: float, time: str) -> None:
    green = lit((0.22, 0.45, 0.36), time)
    for tier in range(3):
        base, width = y - height * 0.28 * tier, height * (0.36 - 0.09 * tier)
        polygon(ctx, ((x - width, base), (x, base - height * 0.45), (x + width, base)), darker(green, 0.12 * (2 - tier)))


def snowfall(ctx: cairo.Context, phase: float) -> None:
    """Drawn in front of everything; each flake falls one row per loop."""
    for row in range(-1, 6):
        for column in range(6):
            fall = row + phase + scatter(column, 5)
            x = (column + 0.5 + 0.18 * wave(phase, scatter(column, 7))) / 6
            disc(ctx, x, fall / 5, 0.008 + 0.005 * scatter(column, 11), (1, 1, 1, 0.85))


def city(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    for layer in range(2):
        wall = lit(((0.56, 0.64, 0.76), (0.40, 0.46, 0.60))[layer], scene.time)
        for i in range(7):
            x = i / 7 + (0.0, -0.05)[layer]
            height = (0.30, 0.16)[layer] + 0.16 * scatter(i, 20 + scene.variant + 5 * layer)
            tower(ctx, x, 0.125, 0.76, height, wall, i + 10 * layer, scene.time, phase)
    street = lit((0.46, 0.46, 0.50), scene.time)
    box(ctx, 0, 0.75, 1, 0.25, vertical(0.75, 1, street, darker(street, 0.3)))
    box(ctx, 0, 0.75, 1, 0.025, lighter(street, 0.4))
    for i in range(5):
        box(ctx, 0.22 * i + 0.02, 0.93, 0.12, 0.018, lighter(street, 0.65))


def tower(ctx: cairo.Context, x: float, width: float, base: float, height: float, wall, number: int, time: str, phase: float) -> None:
    box(ctx, x, base - height, width, height, vertical(base - height, base, lighter(wall, 0.08), darker(wall, 0.12)))
    for row in range(int(height / 0.06)):
        for column in range(3):
            chance = scatter(number * 3 + column, row)
            if time == "day":
                pane = lighter(wall, 0.25 + 0.35 * max(0, wave(phase, chance)))
            else:
                pane = mix(darker(wall, 0.3), (1.0, 0.85, 0.42), min(1, max(0, 0.5 + 1.2 * wave(phase, chance))))
            box(ctx, x + width * (0.14 + 0.28 * column), base - height + 0.02 + 0.06 * row, width * 0.17, 0.03, pane)


def underwater(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    top, bottom = {"day": ((0.36, 0.82, 0.92), (0.03, 0.28, 0.56)), "sunset": ((0.80, 0.56, 0.62), (0.14, 0.18, 0.46)),
                   "night": ((0.07, 0.22, 0.42), (0.01, 0.04, 0.16))}[scene.time]
    box(ctx, 0, 0, 1, 1, vertical(0, 1, top, bottom))
    for i in range(4):
        x, sway = 0.14 + 0.25 * i, 0.04 * wave(phase, 0.25 * i)
        polygon(ctx, ((x - 0.03, 0), (x + 0.05, 0), (x + 0.14 + sway, 0.8), (x - 0.06 + sway, 0.8)), (*lighter(top, 0.6), 0.13))
    sand = lit((0.82, 0.76, 0.56), scene.time)
    floor = mix(sand, bottom, 0.35)
    ridge(ctx, 0.88, 0.02, 0.9, 0.33 * scene.variant, vertical(0.85, 1, floor, darker(floor, 0.25)))
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    for i, x in enumerate((0.05, 0.10, 0.17, 0.84, 0.91, 0.96)):
        height = 0.14 + 0.16 * scatter(i, 31)
        points = [(x + 0.035 * s / 6 * wave(phase, x + s / 8), 0.94 - height * s / 6) for s in range(7)]
        line(ctx, points, 0.022, (*mix(lit((0.15, 0.62, 0.35), scene.time), bottom, 0.2), 1))
    for column in range(5):
        x = 0.1 + 0.2 * column + 0.06 * scatter(column, 40)
        for row in range(4):
            y = 1 - (row + phase + scatter(column, 41)) / 3.5
            radius = 0.010 + 0.008 * scatter(column, 42)
            disc(ctx, x + 0.012 * wave(phase, y), y, radius, (*lighter(top, 0.7), 0.55))
