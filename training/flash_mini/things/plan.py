"""The planner: from a prompt and a seed to what stands where. It reads what the words say and leaves the rest to the seed, so that four pictures of a prompt differ.

`python -m flash_mini.things.plan OUT.png PROMPT ...` paints four seeds of each prompt with the teacher in `work`, in three steps without guidance; after `--frames`, eight phases of each.
"""
import re
import sys

import numpy as np

from ..scenes import Noun, Scene, random_for
from ..vocabulary import USUAL_SIZE
from ..words import COLOUR_WORDS, HOUR_WORDS, NUMBERS, POSITION_WORDS, SETTING_WORDS, SIZE_WORDS, STYLE_WORDS
from . import scenes
from .find import MOST, mentions, things_in
from .names import home, spoken
from .scenes import SIZES, ThingScene, foot, placed, related, row

PURPOSE = 43
RELATIONS = {"left of": ("left of", "on the left"), "right of": ("right of", "on the right"), "above": ("above", "over", "on", "on top of"), "below": ("below", "under", "beneath", "underneath")}
"""What stands between two things' names."""
PLACES = {"left": 0.27, "right": 0.73}
COUNTS = (2, 3, 4)
"""Numbers of one thing that are heard."""


def planned(prompt: str, seed: int) -> ThingScene | None:
    """None where nothing is named that is stored."""
    named = things_in(prompt)
    if not named:
        return None
    text, rng = prompt.lower(), random_for(seed, 0, PURPOSE)
    words, found = mentions(prompt)
    first = {name: (at, length) for at, length, name in reversed(found)}
    named = sorted(named, key=lambda name: first[name][0])[:MOST]
    # What belongs to one thing ends where the thing before it ends.
    ends = {name: max((at + length for at, length, _ in found if at < first[name][0]), default=0) for name in named}
    before = {name: words[max(ends[name], first[name][0] - 4):first[name][0]] for name in named}
    colours = {name: one_of({colour: (colour, *COLOUR_WORDS[colour]) for colour in COLOUR_WORDS}, " ".join(before[name])) for name in named}
    setting = one_of(SETTING_WORDS, text) or home(named[0])
    count = max((number for number in COUNTS if any(re.search(rf"\b{re.escape(word)}\b", " ".join(before[named[0]])) for word in NUMBERS[number])), default=1)
    size, position = one_of(SIZE_WORDS, " ".join(before[named[0]])), one_of(POSITION_WORDS, text)
    relation = "none"
    if len(named) == 1 and count == 1:
        size = size or USUAL_SIZE
        spots = [alone(rng, setting, size, position)]
    elif len(named) == 1:
        size, spots = "medium", row(rng, setting, count)
    elif len(named) == 2:
        between = " ".join(words[sum(first[named[0]]):first[named[1]][0]])
        size, relation = "medium", one_of(RELATIONS, between) or ("left of", "right of")[int(rng.integers(2))]
        spots = related(rng, setting, relation)
    else:
        size, relation, spots = "medium", "and", row(rng, setting, 3)
    gait, mirrored = int(rng.integers(3)), rng.random() < 0.5
    kinds = named if len(named) > 1 else named * len(spots)
    things = tuple(placed(name, *spot, colours[name] if colours[name] not in spoken(name).split() else None, gait, mirrored) for name, spot in zip(kinds, spots))
    style = one_of({style: [form.replace("{}", "").strip(" ,") for form in forms] for style, forms in STYLE_WORDS.items()}, text) or "illustration"
    backdrop = Scene(Noun(named[0], "white"), 1, None, "none", setting, one_of(HOUR_WORDS, text) or "day", "clear", style, None, size, "centre", (), 0)
    return ThingScene(backdrop, size, position or "centre", relation, things)


def said(prompt: str, plan: ThingScene) -> str:
    """The prompt for the model: with the setting that the plan chose, where the words name none, because captions nearly always do."""
    return prompt if one_of(SETTING_WORDS, prompt.lower()) else f"{prompt.rstrip(' .!')} {SETTING_WORDS[plan.backdrop.setting][0]}"


def alone(rng: np.random.Generator, setting: str, size: str, position: str | None) -> scenes.Spot:
    """Usually near the middle, and nearer or farther, larger or smaller by a little."""
    side = SIZES[size] * float(rng.uniform(0.9, 1.12))
    reach = 0.5 - side / 2 / scenes.SIZE
    x = PLACES[position] if position in PLACES else 0.5 + float(rng.uniform(-1, 1)) * min(0.14, reach)
    return x, foot(rng, setting, side), side


def one_of(table: dict[str, tuple[str, ...]], text: str) -> str | None:
    """Whose words come, the longest of them first."""
    forms = sorted(((form.lower(), key) for key, words in table.items() for form in words if form), key=lambda pair: -len(pair[0]))
    return next((key for form, key in forms if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)), None)


def main() -> None:
    from PIL import Image

    from .. import train_autoencoder, train_teacher
    from ..render import sheet
    from ..settings import Settings
    from .measure import painted
    import torch
    settings = Settings(layout=True)
    torch.set_num_threads(settings.threads)
    moving = "--frames" in sys.argv
    prompts = [word for word in sys.argv[2:] if word != "--frames"]
    asked = [(prompt, 1 if moving else seed) for prompt in prompts for seed in range(1, 9 if moving else 5)]
    plans = [(prompt, planned(prompt, seed)) for prompt, seed in asked]
    unknown = [prompt for prompt, plan in plans if plan is None]
    if unknown:
        raise SystemExit(f"flash_mini.things.plan: nothing stored is named in: {unknown[0]}")
    autoencoder = train_autoencoder.load(settings)
    phases = [i % 8 / 8 for i in range(len(asked))] if moving else None
    pictures = painted(settings, autoencoder, train_teacher.load(settings), [plan for _, plan in plans], [said(prompt, plan) for prompt, plan in plans], phases)["3 plain"]
    Image.fromarray(sheet(list(pictures), 8 if len(asked) % 8 == 0 else 4)).save(sys.argv[1])


if __name__ == "__main__":
    main()
