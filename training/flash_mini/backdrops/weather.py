"""Rain, snow and fog, all looping with the phase."""
import cairo

from ..brush import cloud, disc, line, mix, oval, scatter, vertical, wave
from ..scenes import Scene
from .light import SKIES, lit, spread

STORM = (0.42, 0.47, 0.56)


def overcast(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    """Over the backdrop, behind the things: heavy clouds and grey light for rain, veils for fog."""
    if scene.weather == "rain":
        grey = lit(STORM, scene.hour)
        spread(ctx, -0.05, 1.05, (*grey, 0.42))
        for column in range(-1, 5):
            cloud(ctx, 0.3 * (column + phase), 0.04, 0.20, mix(grey, (0, 0, 0), 0.15))
    elif scene.weather == "fog":
        veil = mix(lit((0.92, 0.94, 0.96), scene.hour), SKIES[scene.hour][2], 0.3)
        pale = cairo.LinearGradient(0, 0, 0, 1)
        for at, thick in ((0, 0.55), (0.55, 0.86), (1, 0.45)):
            pale.add_color_stop_rgba(at, *veil, thick)
        spread(ctx, -0.05, 1.05, pale)


def falling(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    """In front of everything."""
    if scene.weather == "snow":
        snowfall(ctx, phase)
    elif scene.weather == "rain":
        rain(ctx, phase)
    elif scene.weather == "fog":
        fog(ctx, scene, phase)


def snowfall(ctx: cairo.Context, phase: float) -> None:
    """Each flake falls one row per loop."""
    for row in range(-1, 6):
        for column in range(6):
            fall = row + phase + scatter(column, 5)
            x = (column + 0.5 + 0.18 * wave(phase, scatter(column, 7))) / 6
            disc(ctx, x, fall / 5, 0.009 + 0.006 * scatter(column, 11), (1, 1, 1, 0.9))


def rain(ctx: cairo.Context, phase: float) -> None:
    """Slanting streaks; each falls one row per loop."""
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    for row in range(-1, 5):
        for column in range(11):
            fall = (row + phase + scatter(column, 15)) / 4
            x = (column + 0.6 * scatter(column, 16)) / 10 - 0.07 * (fall - 0.5)
            line(ctx, ((x, fall), (x - 0.022, fall + 0.085)), 0.007, (0.90, 0.95, 1.0, 0.62))


def fog(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    veil = lit((0.95, 0.96, 0.98), scene.hour)
    for row, (y, size) in enumerate(((0.62, 0.30), (0.80, 0.36), (0.95, 0.40))):
        for column in range(-1, 3):
            shift = phase if row % 2 else -phase
            oval(ctx, 0.6 * (column + shift) + 0.2 * row, y, size, 0.045, (*veil, 0.20))
