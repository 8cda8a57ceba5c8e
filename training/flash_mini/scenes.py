"""What can be in a picture: the vocabulary of scenes, and how one is drawn by chance.

A `Scene` says everything about a picture except the phase of its motion. Scene number `index` of seed `seed` is always the same scene, whichever
scenes were made before it, so work can be split over processes and resumed anywhere.
"""
from dataclasses import dataclass

import numpy as np

COLOURS = {
    "red": (0.88, 0.15, 0.14), "orange": (0.98, 0.53, 0.08), "yellow": (0.99, 0.84, 0.16), "green": (0.18, 0.64, 0.25),
    "blue": (0.13, 0.38, 0.90), "purple": (0.54, 0.23, 0.76), "pink": (0.98, 0.48, 0.70), "white": (0.97, 0.97, 0.97),
    "black": (0.13, 0.13, 0.16), "brown": (0.50, 0.30, 0.15),
}
SETTINGS = ("sea", "sky", "underwater", "meadow", "desert", "snow", "city")
TIMES = ("day", "sunset", "night")
POSITIONS = {"left": 0.28, "centre": 0.50, "right": 0.72}
SIZES = {"small": 0.27, "medium": 0.40, "large": 0.54}
"""Height of the subject as a share of the picture's height."""

GROUND, SKY, WATER = "ground", "sky", "water"
PLACES = {
    "house": GROUND, "tree": GROUND, "mountain": GROUND, "flower": GROUND, "car": GROUND, "cat": GROUND,
    "sun": SKY, "moon": SKY, "star": SKY, "balloon": SKY, "boat": WATER, "fish": WATER,
}
SUBJECTS = tuple(PLACES)

NATURAL_COLOURS = {
    "house": ("red", "white", "brown"), "tree": ("green",), "mountain": ("brown", "purple"), "flower": ("pink", "red", "yellow"),
    "car": ("red", "blue"), "cat": ("orange", "black", "brown"), "sun": ("yellow", "orange"), "moon": ("white", "yellow"),
    "star": ("yellow",), "balloon": ("red", "orange"), "boat": ("red", "white", "blue"), "fish": ("orange", "blue"),
}
"""Colours a caption may leave unsaid."""
NATURAL_SETTINGS = {
    "house": ("meadow",), "tree": ("meadow",), "mountain": ("meadow", "snow"), "flower": ("meadow",), "car": ("city",), "cat": ("meadow", "city"),
    "sun": ("sky",), "moon": ("sky",), "star": ("sky",), "balloon": ("sky",), "boat": ("sea",), "fish": ("underwater",),
}
"""Settings a caption may leave unsaid."""


@dataclass(frozen=True)
class Thing:
    kind: str
    colour: str
    position: str
    size: str
    x: float
    """Centre, as a share of the picture's width."""
    height: float
    """As a share of the picture's height."""
    mirrored: bool


@dataclass(frozen=True)
class Scene:
    setting: str
    time: str
    subject: Thing
    companion: Thing | None
    light: str | None
    """"sun" or "moon" standing in the sky, or nothing."""
    variant: int
    """Chooses among a few shapes of the landscape."""


def random_for(seed: int, index: int, purpose: int = 0) -> np.random.Generator:
    """A generator that depends on its arguments only (Philox, counter-based)."""
    return np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, purpose, index]))


def sample_scene(seed: int, index: int) -> Scene:
    rng = random_for(seed, index)
    kind = str(rng.choice(SUBJECTS))
    setting = str(rng.choice(NATURAL_SETTINGS[kind] if rng.random() < 0.25 else SETTINGS))
    time = str(rng.choice(TIMES, p=(0.45, 0.25, 0.30)))
    light = _sample_light(rng, kind, setting)
    if light == "moon":
        time = "night"
    elif light == "sun" and time == "night":
        time = "day"
    paired = rng.random() < 0.25
    position = str(rng.choice(("left", "right") if paired else ("left", "centre", "right"), p=None if paired else (0.2, 0.6, 0.2)))
    size = str(rng.choice(tuple(SIZES), p=(0.15, 0.50, 0.35)))
    subject = _sample_thing(rng, kind, position, size, 0.85 if paired else 1.0)
    companion = None
    if paired:
        other = str(rng.choice([k for k in SUBJECTS if k != kind]))
        companion = _sample_thing(rng, other, "right" if position == "left" else "left", "medium", 0.85)
    return Scene(setting, time, subject, companion, light, int(rng.integers(3)))


def _sample_light(rng: np.random.Generator, kind: str, setting: str) -> str | None:
    if setting == "underwater" or kind in ("sun", "moon", "star") or rng.random() > 0.35:
        return None
    return "moon" if rng.random() < 0.6 else "sun"


def _sample_thing(rng: np.random.Generator, kind: str, position: str, size: str, scale: float) -> Thing:
    colour = str(rng.choice(NATURAL_COLOURS[kind] if rng.random() < 0.2 else tuple(COLOURS)))
    x = POSITIONS[position] + float(rng.uniform(-0.03, 0.03))
    height = SIZES[size] * scale * float(rng.uniform(0.95, 1.05))
    return Thing(kind, colour, position, size, x, height, bool(rng.random() < 0.5))
