"""What is in a picture, and how it is drawn by chance.

A `Scene` says everything about a picture except the phase of its motion. Scene number `index` of seed `seed` is always the same scene, whichever
scenes were made before it, so work can be split over processes and resumed anywhere.
"""
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from . import layout
from .layout import Spot
from .subjects import SKY, SUBJECTS
from .vocabulary import CARRIERS, COLOURS, HOURS, KINDS, POSITIONS, RELATIONS, SETTINGS, SIZES, STYLES, WEATHERLESS, WEATHERS, natural_colours, natural_settings

HELD_OUT_PERCENT = 8
TRAIN, HELD_OUT = "train", "held_out"
SPLITS = {TRAIN: 0, HELD_OUT: 3}
"""The purpose of each split's random numbers."""


@dataclass(frozen=True)
class Noun:
    """What a caption calls a thing: its kind and its colour."""
    kind: str
    colour: str


@dataclass(frozen=True)
class Thing:
    noun: Noun
    spot: Spot
    mirrored: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, as shares of the picture."""
        half = self.spot.height * SUBJECTS[self.noun.kind].width / 2
        return self.spot.x - half, self.spot.base - self.spot.height, self.spot.x + half, self.spot.base


@dataclass(frozen=True)
class Scene:
    subject: Noun
    count: int
    companion: Noun | None
    """The other kind of thing, where `relation` is not "none"."""
    relation: str
    setting: str
    hour: str
    weather: str
    style: str
    light: str | None
    """"sun" or "moon" standing in the sky, or nothing."""
    size: str
    """Of a single subject; "medium" where there are more things."""
    position: str
    """Likewise; "centre" where there are more."""
    things: tuple[Thing, ...]
    variant: int
    """Chooses among a few shapes of the landscape, in [0, 3)."""

    @property
    def alone(self) -> bool:
        """Whether it shows one thing, which then has a size and a position to speak of."""
        return self.companion is None and self.count == 1


def random_for(seed: int, index: int, purpose: int = 0) -> np.random.Generator:
    """A generator that depends on its arguments only (Philox, counter-based)."""
    return np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, purpose, index]))


def pair_held_out(kind: str, attribute: str) -> bool:
    """Whether training never sees this subject in this colour or setting. Decided by the names alone; what is natural is never held out."""
    if attribute in natural_colours(kind) or attribute in natural_settings(kind):
        return False
    return crc32(f"{kind}/{attribute}".encode()) % 100 < HELD_OUT_PERCENT


def held_out(scene: Scene) -> bool:
    """Whether the scene shows a subject in a colour or setting that training never sees it in."""
    return any(pair_held_out(noun.kind, attribute) for noun in (scene.subject, scene.companion) if noun for attribute in (noun.colour, scene.setting))


def sample_scene(seed: int, index: int, split: str = TRAIN) -> Scene:
    """Scene `index` of a split: "train" has no held-out pair of subject and colour or setting, every scene of "held_out" has one."""
    if split not in SPLITS:
        raise ValueError(f"split must be one of {', '.join(SPLITS)}, not {split!r}")
    rng = random_for(seed, index, SPLITS[split])
    while True:
        scene = _sample(rng)
        if held_out(scene) == (split == HELD_OUT):
            return scene


def _sample(rng: np.random.Generator) -> Scene:
    chance, relation, count, companion, size, position = rng.random(), "none", 1, None, "medium", "centre"
    subject = _noun(rng, _pick(rng, KINDS))
    setting = _pick(rng, natural_settings(subject.kind) if rng.random() < 0.3 else SETTINGS)
    if chance < 0.13:
        relation = _pick(rng, RELATIONS[1:])
        subject, companion = _related_nouns(rng, subject, relation)
        spots, others = layout.related(subject.kind, companion.kind, setting, relation)
    elif chance < 0.25:
        count, others = int(rng.integers(2, 5)), ()
        spots = layout.several(subject.kind, setting, count)
    else:
        size, others = _pick(rng, tuple(SIZES), (0.14, 0.48, 0.38)), ()
        height = SIZES[size] * float(rng.uniform(0.97, 1.03))
        if SUBJECTS[subject.kind].width * height < 0.52:
            position = _pick(rng, tuple(POSITIONS), (0.17, 0.66, 0.17))
        spots = layout.single(subject.kind, setting, POSITIONS[position] + float(rng.uniform(-0.012, 0.012)), height)
    things = tuple(Thing(noun, spot, mirrored(spot)) for noun, places in ((companion, others), (subject, spots)) for spot in places)
    hour, weather, light = _sky(rng, setting, {subject.kind, companion.kind if companion else ""})
    style = STYLES[0] if rng.random() < 0.55 else _pick(rng, STYLES[1:])
    return Scene(subject, count, companion, relation, setting, hour, weather, style, light, size, position, things, int(rng.integers(3)))


def mirrored(spot: Spot) -> bool:
    """What stands to the right is turned round, so that pairs are symmetric.

    No caption says which way a thing faces: were it left to chance, every shape would have two forms to learn, and one step would draw their average.
    """
    return spot.x > 0.6


def _pick(rng: np.random.Generator, choices: tuple[str, ...], chances=None) -> str:
    return choices[int(rng.integers(len(choices)) if chances is None else rng.choice(len(choices), p=chances))]


def _noun(rng: np.random.Generator, kind: str) -> Noun:
    return Noun(kind, _pick(rng, natural_colours(kind) if rng.random() < 0.3 else tuple(COLOURS)))


def _related_nouns(rng: np.random.Generator, subject: Noun, relation: str) -> tuple[Noun, Noun]:
    """The subject and another kind in another colour, such that the relation mostly makes sense: fliers above, carriers below, nothing wide between."""
    others = tuple(kind for kind in KINDS if kind != subject.kind)
    fliers = tuple(kind for kind in others if SUBJECTS[kind].place == SKY)
    if relation == "above" and SUBJECTS[subject.kind].place != SKY and rng.random() < 0.8:
        subject = Noun(_pick(rng, fliers), subject.colour)
    if relation == "between" and SUBJECTS[subject.kind].width > 1.3:
        subject = Noun(_pick(rng, tuple(kind for kind in others if SUBJECTS[kind].width <= 1.3)), subject.colour)
    if relation == "below" and rng.random() < 0.8:
        others = fliers
    elif relation == "on":
        others = tuple(CARRIERS)
    elif relation == "between":
        others = tuple(kind for kind in others if SUBJECTS[kind].width <= 1.2 and (SUBJECTS[kind].place == SKY) == (SUBJECTS[subject.kind].place == SKY))
    kind = _pick(rng, tuple(kind for kind in others if kind != subject.kind))
    while (companion := _noun(rng, kind)).colour == subject.colour:
        pass
    return subject, companion


def _sky(rng: np.random.Generator, setting: str, kinds: set[str]) -> tuple[str, str, str | None]:
    """The hour, the weather, and the light that stands in the sky. Sun and moon need a clear sky with no other of their sort in it."""
    if setting == "space":
        return "night", "clear", None
    hour = _pick(rng, HOURS, (0.52, 0.22, 0.26))
    weather, light = "clear", None
    if setting not in WEATHERLESS:
        weather = _pick(rng, WEATHERS, (0.56, 0.04, 0.32, 0.08) if setting == "snow" else (0.76, 0.09, 0.07, 0.08))
    if setting not in WEATHERLESS and weather == "clear" and not kinds & {"sun", "moon", "star", "planet"} and rng.random() < 0.3:
        light = "moon" if hour == "night" else "sun"
    return hour, weather, light
