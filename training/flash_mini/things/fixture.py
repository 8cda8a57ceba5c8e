"""What another program's planner must agree with: `python -m flash_mini.things.fixture FOLDER` writes

`things/`, the whole of `things.json` with the pictures of `DRAWN` alone (the others share the first of them), `readings.json`, what is read from prompts, and `layouts.json`
with `layouts/N.webp`, plans and the layouts that are drawn of them: colours over grey, and opacity.
"""
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from . import art, plan, stored
from .drawing import layout
from .scenes import Placed, ThingScene
from ..scenes import Noun, Scene
from ..settings import ROOT
from .names import spoken

DRAWN = ("cat", "hamburger", "guitar", "elephant", "racing car", "sunflower")
SAID = (
    "a blue elephant", "two cats on the sofa in the snow", "three burgers", "four guitars in the desert", "a cat above an elephant", "a small guitar on the left", "a red car and a dog",
    "an elephant under a sunflower at night, neon", "a guiter", "a pixel art hamburger", "a cat, a dog and an elephant", "line art of a giant elephant", "a cat with its guitar", "an apple pie",
    "a fire-engine red sports car", "a robot", "nothing at all", "Two Elephants playing in a Meadow!", "a cup of coffee on a wooden table", "a grey cat on the right",
)
LAYOUTS = (
    ("meadow", "illustration", 0.0, [Placed("cat", 48, 230, 160, False, None, 0)]),
    ("sky", "illustration", 0.6, [Placed("racing car", 20, 180, 112, True, "turquoise", 1)]),
    ("sea", "photo", 0.35, [Placed("elephant", 90, 214, 150, False, "blue", 2)]),
    ("room", "flat", 0.125, [Placed("hamburger", 60, 226, 140, False, None, 1)]),
    ("room", "line art", 0.0, [Placed("guitar", 70, 230, 150, True, None, 0)]),
    ("city", "neon", 0.8, [Placed("sunflower", 60, 226, 130, False, None, 2)]),
    ("meadow", "paper cut", 0.0, [Placed("cat", 8, 222, 78, False, "orange", 0), Placed("hamburger", 88, 226, 78, False, None, 0), Placed("elephant", 168, 220, 78, False, None, 0)]),
)


def reading(prompt: str) -> dict:
    plans = [plan.planned(prompt, seed) for seed in range(6)]
    first = plans[0]
    if first is None:
        return {"prompt": prompt, "things": []}
    colours = {thing.name: thing.colour for thing in first.things}
    alone = len(first.things) == 1
    relations = {each.relation for each in plans}
    return {"prompt": prompt, "things": [spoken(name) for name in first.names], "colours": [colours[name] for name in first.names], "count": first.count, "setting": first.backdrop.setting,
            "style": first.backdrop.style, "size": first.size if alone else None, "position": first.position if alone else None,
            "relation": relations.pop() if len(first.names) == 2 and len(relations) == 1 else None, "said": plan.said(prompt, first)}


def main(folder: Path) -> None:
    names, pictures = art.load()
    kept = {name: pictures[names.index(name)] for name in DRAWN}
    (folder / "things").mkdir(parents=True, exist_ok=True)
    stored.write_things(folder / "things", names, np.stack([kept.get(name, kept[DRAWN[0]]) for name in names]), shared=True)
    readable = {name: stored.read(folder)[spoken(name)] for name in DRAWN}
    people = [line.split(" | ")[0] for line in (ROOT / "prompts-people-type.txt").read_text().splitlines() if line and not line.startswith("#")]
    rows = [reading(prompt) for prompt in (*SAID, *people)]
    (folder / "readings.json").write_text("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")
    (folder / "layouts").mkdir(exist_ok=True)
    plans = []
    for i, (setting, style, phase, things) in enumerate(LAYOUTS):
        scene = ThingScene(Scene(Noun("cat", "white"), 1, None, "none", setting, "day", "clear", style, None, "large", "centre", (), 0), "large", "centre", "none", tuple(things))
        colour, alpha = layout(scene, readable, phase)
        Image.fromarray(np.concatenate([colour, alpha[..., None]], -1)).save(folder / "layouts" / f"{i}.webp", lossless=True, exact=True)
        plans.append({"setting": setting, "style": style, "phase": phase, "things": [{**vars(thing), "name": spoken(thing.name)} for thing in things]})
    (folder / "layouts.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in plans) + "\n]\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
