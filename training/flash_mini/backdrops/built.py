"""Where people live: a street and a room."""
import cairo

from ..brush import box, cloud, darker, disc, glow, lighter, mix, oval, polygon, scatter, vertical, wave
from ..scenes import Scene
from .light import CLOUDS, SKIES, lit, spread

WALLS = ((0.96, 0.88, 0.76), (0.74, 0.84, 0.86), (0.86, 0.80, 0.90))


def city(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    for layer in range(2):
        wall = lit(((0.62, 0.70, 0.82), (0.45, 0.52, 0.67))[layer], scene.hour)
        for i in range(7):
            x = i / 7 + (0.0, -0.05)[layer]
            height = (0.30, 0.16)[layer] + 0.16 * scatter(i, 20 + scene.variant + 5 * layer)
            tower(ctx, x, 0.125, 0.76, height, wall, i + 10 * layer, scene.hour, phase)
    street = lit((0.48, 0.48, 0.53), scene.hour)
    spread(ctx, 0.75, 1.05, vertical(0.75, 1, street, darker(street, 0.3)))
    spread(ctx, 0.75, 0.775, lighter(street, 0.4))
    for i in range(5):
        box(ctx, 0.22 * i + 0.02, 0.94, 0.12, 0.016, lighter(street, 0.6))


def tower(ctx: cairo.Context, x: float, width: float, base: float, height: float, wall, number: int, hour: str, phase: float) -> None:
    box(ctx, x, base - height, width, height, vertical(base - height, base, lighter(wall, 0.08), darker(wall, 0.12)))
    for row in range(int(height / 0.06)):
        for column in range(3):
            chance = scatter(number * 3 + column, row)
            if hour == "day":
                pane = lighter(wall, 0.25 + 0.35 * max(0, wave(phase, chance)))
            else:
                pane = mix(darker(wall, 0.3), (1.0, 0.85, 0.42), min(1, max(0, 0.5 + 1.2 * wave(phase, chance))))
            box(ctx, x + width * (0.14 + 0.28 * column), base - height + 0.02 + 0.06 * row, width * 0.17, 0.03, pane)


def room(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    """A wall with a window, through which the hour is seen, a wooden floor and a rug."""
    dim = {"day": 0.0, "sunset": 0.10, "night": 0.34}[scene.hour]
    wall = mix(WALLS[scene.variant], (0.20, 0.12, 0.20), dim)
    spread(ctx, -0.05, 0.76, vertical(0, 0.75, wall, darker(wall, 0.10)))
    window(ctx, scene, phase)
    wood = mix((0.78, 0.56, 0.36), (0.16, 0.08, 0.12), dim)
    spread(ctx, 0.74, 1.05, vertical(0.74, 1, wood, darker(wood, 0.25)))
    spread(ctx, 0.72, 0.75, mix((0.98, 0.96, 0.92), (0.20, 0.12, 0.20), dim))
    for i, y in enumerate((0.80, 0.865, 0.94)):
        box(ctx, -0.05, y, 1.1, 0.005, darker(wood, 0.25))
    rug = mix(((0.55, 0.70, 0.72), (0.90, 0.72, 0.55), (0.70, 0.76, 0.58))[scene.variant], (0.16, 0.08, 0.12), dim)
    oval(ctx, 0.5, 0.90, 0.42, 0.075, rug)
    oval(ctx, 0.5, 0.90, 0.34, 0.055, lighter(rug, 0.25))


def window(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    x, y, width, height = 0.70 if scene.position == "left" else 0.06, 0.09, 0.25, 0.36
    frame = (0.97, 0.95, 0.92) if scene.hour != "night" else (0.62, 0.56, 0.60)
    box(ctx, x - 0.02, y - 0.02, width + 0.04, height + 0.04, frame)
    box(ctx, x, y, width, height, vertical(y, y + height, *SKIES[scene.hour]))
    ctx.save()
    ctx.rectangle(x, y, width, height)
    ctx.clip()
    if scene.hour == "night":
        for i in range(6):
            disc(ctx, x + width * scatter(i, 90), y + height * scatter(i, 91), 0.006 + 0.003 * wave(phase, scatter(i, 92)), (1, 1, 0.9))
    for column in range(-1, 2):
        cloud(ctx, x + 0.35 * (column + phase) + 0.1, y + 0.16, 0.08, CLOUDS[scene.hour])
    ctx.restore()
    box(ctx, x + width / 2 - 0.008, y, 0.016, height, frame)
    box(ctx, x, y + height / 2 - 0.008, width, 0.016, frame)
    if scene.hour != "night":
        glow(ctx, x + width / 2, y + height / 2, 0.40, (1.0, 0.95, 0.80), 0.22)
    else:
        glow(ctx, 0.5, 0.35, 0.75, (1.0, 0.75, 0.40), 0.22 + 0.03 * wave(phase))
    curtain = mix(((0.86, 0.45, 0.40), (0.98, 0.93, 0.82), (0.55, 0.48, 0.75))[scene.variant], (0.16, 0.08, 0.16), 0.4 if scene.hour == "night" else 0.0)
    for side in (-1, 1):
        edge, sway = x + width / 2 + side * (width / 2 + 0.035), 0.025 * wave(phase, 0.1 * side)
        polygon(ctx, ((edge, y - 0.04), (edge - side * 0.085, y - 0.04), (edge - side * 0.05 + sway, y + height * 0.75), (edge - side * 0.07 + 1.4 * sway, y + height + 0.06), (edge, y + height + 0.06)), curtain)
    box(ctx, x - 0.05, y - 0.05, width + 0.10, 0.018, darker(curtain, 0.35))
