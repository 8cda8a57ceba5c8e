"""Draws a scene at a phase of its motion.

`python -m flash_mini.render OUT.png` shows a sheet of scenes as training sees them; `--style`, `--setting`, `--relation`, `--count`, `--subject`,
`--weather`, `--hour` and `--split` show only those.
"""
import argparse

import numpy as np

from . import backdrops
from .backdrops.weather import falling
from .placing import foam, footing, place
from .scenes import SPLITS, TRAIN, Scene, sample_scene
from .styles import STYLES
from .styles.layers import Layers

SIZE = 256
REST = 0.25
"""Where in a sine's turn phase 0 lies: wings are open, and what swings stands still for a moment. Stills and first frames are drawn at phase 0, so
the seam of an animation is where least moves."""


def render(scene: Scene, phase: float, size: int = SIZE) -> np.ndarray:
    """uint8 [size, size, 3], RGB. Phase 1 is phase 0 again."""
    phase, style = (phase + REST) % 1.0, STYLES[scene.style]
    layers = Layers(size, style.canvas)
    behind = layers.behind()
    backdrops.draw(behind, scene, phase)
    things = sorted(scene.things, key=lambda thing: thing.spot.base) if scene.relation != "on" else scene.things
    middle = layers.middle()
    for thing in things:
        footing(behind, scene, thing, phase)
    for thing in things:
        place(middle, scene, thing, phase)
        foam(middle, scene, thing, phase)
    layers.before(lambda ctx: falling(ctx, scene, phase))
    return style.finish(layers)


def sheet(pictures, columns: int) -> np.ndarray:
    """Lays equally large pictures out in rows."""
    rows = [np.concatenate(pictures[i:i + columns], 1) for i in range(0, len(pictures) // columns * columns, columns)]
    return np.concatenate(rows, 0)


def chosen(wanted: dict[str, str], count: int, split: str) -> list[Scene]:
    """The first scenes that have these attributes, compared as text."""
    scenes: list[Scene] = []
    for index in range(200_000):
        scene = sample_scene(1, index, split)
        seen = {"subject": scene.subject.kind, "colour": scene.subject.colour} | {name: getattr(scene, name) for name in ("style", "setting", "relation", "count", "weather", "hour")}
        if all(str(seen[name]) == value for name, value in wanted.items()):
            scenes.append(scene)
            if len(scenes) == count:
                return scenes
    raise SystemExit(f"flash_mini.render: no {count} scenes with {wanted} among 200000")


def main() -> None:
    from PIL import Image
    parser = argparse.ArgumentParser(prog="python -m flash_mini.render", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    for name in ("style", "setting", "relation", "count", "subject", "colour", "weather", "hour"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--split", choices=tuple(SPLITS), default=TRAIN)
    parser.add_argument("--rows", type=int, default=6)
    parser.add_argument("--columns", type=int, default=8)
    arguments = parser.parse_args()
    names = ("style", "setting", "relation", "count", "subject", "colour", "weather", "hour")
    wanted = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    number = arguments.rows * arguments.columns
    pictures = [render(scene, i / number) for i, scene in enumerate(chosen(wanted, number, arguments.split))]
    Image.fromarray(sheet(pictures, arguments.columns)).save(arguments.out)


if __name__ == "__main__":
    main()
