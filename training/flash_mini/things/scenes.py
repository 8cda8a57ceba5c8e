"""Scenes with stored things in them, and how one is drawn by chance. Scene `index` of a seed is always the same."""
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from ..layout import floor_of
from ..render import SIZE
from ..scenes import Noun, Scene, _pick, _sky, random_for
from ..vocabulary import COLOURS, SETTINGS, STYLES

SIZES = {"small": 80, "medium": 112, "large": 160}
"""Sides of a thing's square in pixels, of 256, where it is alone."""
FLOATING = ("sky", "underwater", "space")
"""Settings in which things have no ground under them."""
HELD_OUT_PERCENT = 12
PURPOSE = 40
"""Of these scenes' random numbers."""
RELATIONS = ("left of", "right of", "above", "below")


def kept_out(name: str) -> bool:
    """Whether training never sees this thing. Decided by its name alone."""
    return crc32(name.encode()) % 100 < HELD_OUT_PERCENT


@dataclass(frozen=True)
class Placed:
    """A thing in its square, in pixels, at rest."""
    name: str
    left: int
    base: int
    side: int
    mirrored: bool = False
    colour: str | None = None
    """Another than its own."""
    gait: int = 0
    """How it moves, beside where it stands (`motion`)."""

    @property
    def middle(self) -> float:
        return (self.left + self.side / 2) / SIZE


@dataclass(frozen=True)
class ThingScene:
    backdrop: Scene
    """Without things of its own: setting, hour, weather, light, style and variant count."""
    size: str
    """Of a single thing; "medium" where there are more."""
    position: str
    """Likewise; "centre" where there are more."""
    relation: str
    """Of the first thing, as seen from the second; "none" for one kind of thing, "and" for three."""
    things: tuple[Placed, ...]
    """What is named first comes first; several of a kind one after the other."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every kind once, in the order of a caption."""
        return tuple(dict.fromkeys(thing.name for thing in self.things))

    @property
    def count(self) -> int:
        """Of the first kind."""
        return sum(thing.name == self.things[0].name for thing in self.things)


def sample(seed: int, index: int, names: Sequence[str], size: str | None = None, plain: bool = False) -> ThingScene:
    """Scene `index` of a seed, with some of `names`. Given a `size`, one thing of it; `plain`, in its own colours, the usual style, and wholly inside."""
    rng = random_for(seed, index, PURPOSE)
    setting = _pick(rng, SETTINGS)
    hour, weather, light = _sky(rng, setting, set())
    style = STYLES[0] if rng.random() < 0.6 or plain else _pick(rng, STYLES[1:])
    chance, relation, position = rng.random(), "none", "centre"
    chosen = list(rng.choice(len(names), min(3, len(names)), replace=False))
    if size or chance < 0.58 or len(names) < 3:
        size = size or _pick(rng, tuple(SIZES), (0.22, 0.36, 0.42))
        spots = [single(rng, setting, size)]
        position = "left" if spots[0][0] < 0.37 else "right" if spots[0][0] > 0.63 else "centre"
        chosen = chosen[:1]
    elif chance < 0.74:
        count, size = int(rng.integers(2, 4)), "medium"
        spots, chosen = row(rng, setting, count), chosen[:1] * count
    elif chance < 0.95:
        relation, size, chosen = _pick(rng, RELATIONS), "medium", chosen[:2]
        spots = related(rng, setting, relation)
    else:
        relation, size, spots = "and", "medium", row(rng, setting, 3)
    colours = {number: _pick(rng, tuple(COLOURS)) if rng.random() < 0.25 and not plain else None for number in dict.fromkeys(chosen)}
    gait = int(rng.integers(3))
    things = tuple(placed(names[number], *spot, colours[number], gait, rng.random() < 0.5) for number, spot in zip(chosen, spots))
    backdrop = Scene(Noun(things[0].name, "white"), 1, None, "none", setting, hour, weather, style, light, size, "centre", (), int(rng.integers(3)))
    return ThingScene(backdrop, size, position, relation, things)


def placed(name: str, x: float, base: float, side: float, colour: str | None, gait: int, mirrored: bool) -> Placed:
    """With its middle at x and its foot at `base`, shares of the picture; `side` in pixels; moved inside the picture."""
    length = round(side)
    left = min(max(round(x * SIZE - length / 2), 0), SIZE - length)
    foot = min(max(round(base * SIZE), length), SIZE - 2)
    return Placed(name, left, foot, length, mirrored, colour, gait)


Spot = tuple[float, float, float]
"""Middle and foot, as shares of the picture, and side in pixels."""


def foot(rng: np.random.Generator, setting: str, side: float) -> float:
    """Where there is ground, on it or a little nearer; else anywhere."""
    if setting in FLOATING:
        return float(rng.uniform(side / SIZE + 0.04, 0.95))
    return floor_of(setting) + float(rng.uniform(-0.03, 0.08))


def single(rng: np.random.Generator, setting: str, size: str) -> Spot:
    side = SIZES[size] * float(rng.uniform(0.88, 1.12))
    x = 0.5 + float(rng.uniform(-1, 1)) * min(0.30, 0.5 - side / SIZE / 2) * float(rng.random() < 0.65)
    return x, foot(rng, setting, side), side


def row(rng: np.random.Generator, setting: str, count: int) -> list[Spot]:
    """Side by side, each a little nearer or farther."""
    side = {2: 106, 3: 78, 4: 60}[count] * float(rng.uniform(0.88, 1.08))
    base = foot(rng, setting, side)
    middles = {2: (0.27, 0.73), 3: (0.18, 0.5, 0.82), 4: (0.14, 0.38, 0.62, 0.86)}[count]
    return [(x + float(rng.uniform(-0.03, 0.03)), base + float(rng.uniform(-0.03, 0.03)), side) for x in middles]


def related(rng: np.random.Generator, setting: str, relation: str) -> list[Spot]:
    """The first thing's spot and the second's."""
    sides = [float(rng.uniform(84, 116)) for _ in range(2)]
    if relation in ("left of", "right of"):
        first = float(rng.uniform(0.24, 0.30))
        x = (first, 1 - first) if relation == "left of" else (1 - first, first)
        return [(x[i], foot(rng, setting, sides[i]), sides[i]) for i in range(2)]
    middle = float(rng.uniform(0.38, 0.62))
    upper = middle + float(rng.uniform(-0.06, 0.06)), float(rng.uniform(0.40, 0.45)), min(sides[0], 98.0)
    lower = middle, 0.94 if setting in FLOATING else foot(rng, setting, sides[1]), sides[1]
    return [upper, lower] if relation == "above" else [lower, upper]
