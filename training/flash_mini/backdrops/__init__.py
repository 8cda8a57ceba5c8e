"""What is behind the things. Everything that moves is a function of the phase and of its own place, so a model can learn it from single pictures."""
import cairo

from ..scenes import Scene
from . import built, land, sky, space, water
from .weather import overcast

LANDS = {
    "sea": water.sea, "sky": sky.cloud_floor, "meadow": land.meadow, "desert": land.desert, "snow": land.snow, "city": built.city, "forest": land.forest,
    "mountains": land.mountains,
}
INDOORS = {"underwater": water.underwater, "room": built.room, "space": space.space}
"""Those without the open sky above them."""


def draw(ctx: cairo.Context, scene: Scene, phase: float) -> None:
    if scene.setting in INDOORS:
        INDOORS[scene.setting](ctx, scene, phase)
        return
    sky.open_sky(ctx, scene, phase)
    LANDS[scene.setting](ctx, scene, phase)
    overcast(ctx, scene, phase)
