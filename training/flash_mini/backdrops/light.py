"""The light of the hours, and pieces that several backdrops share."""
import math

import cairo

from ..brush import TAU, Colour, box, mix, polygon
from ..scenes import Scene

HORIZON = 0.56
SKIES = {
    "day": ((0.25, 0.56, 0.93), (0.53, 0.79, 0.98), (0.88, 0.96, 1.0)),
    "sunset": ((0.34, 0.20, 0.50), (0.88, 0.40, 0.44), (1.0, 0.76, 0.42)),
    "night": ((0.03, 0.04, 0.16), (0.07, 0.11, 0.32), (0.19, 0.24, 0.48)),
}
AMBIENT = {"day": ((1, 1, 1), 0.0), "sunset": ((0.85, 0.35, 0.30), 0.28), "night": ((0.04, 0.06, 0.22), 0.60)}
CLOUDS = {"day": (1, 1, 1, 0.88), "sunset": (1.0, 0.72, 0.64, 0.8), "night": (0.24, 0.29, 0.52, 0.6)}


def lit(colour: Colour, hour: str) -> Colour:
    """A surface's colour under the light of the hour."""
    tint, share = AMBIENT[hour]
    return mix(colour, tint, share)


def spread(ctx: cairo.Context, top: float, bottom: float, source) -> None:
    """A band across the whole picture and beyond its sides."""
    box(ctx, -0.05, top, 1.1, bottom - top, source)


def ridge(ctx: cairo.Context, y: float, rise: float, length: float, offset: float, source) -> None:
    """Land that rolls in waves of `length`, down to the lower edge."""
    points = [(x / 32, y + rise * math.sin(TAU * (x / 32 / length + offset))) for x in range(-2, 35)]
    polygon(ctx, [(-0.06, 1.05), *points, (1.06, 1.05)], source)


def light_place(scene: Scene) -> tuple[float, float]:
    """Where sun or moon stands: away from the subject; a setting sun low."""
    left = scene.relation != "none" or scene.count > 1 or scene.position != "left"
    return 0.17 if left else 0.83, HORIZON - 0.13 if scene.light == "sun" and scene.hour == "sunset" else 0.16
