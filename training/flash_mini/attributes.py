"""What the referee reads from a picture, and what it should read from the picture of a scene.

Nobody can tell from a picture whether its caption was "a cat left of a dog" or "a dog right of a cat". So a reading always begins with the thing on the
left, above, on top or in between, and knows four relations.
"""
import numpy as np

from .scenes import Noun, Scene
from .vocabulary import COLOURS, COUNTS, KINDS, SETTINGS, STYLES

MIRRORED = {"right of": "left of", "below": "above"}
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "subject": KINDS, "colour": tuple(COLOURS), "count": tuple(str(count) for count in COUNTS), "setting": SETTINGS,
    "relation": ("none", "left of", "above", "on", "between"), "style": STYLES, "companion": ("none", *KINDS)}
CLASSES = [len(names) for names in ATTRIBUTES.values()]
GRID = 8
PLACES = [1 + len(KINDS), 1 + len(COLOURS)]
"""Classes of what stands at one of 8x8 places of a picture: its kind and its colour, 0 for the backdrop."""
REPORTED = ("subject", "colour", "count", "setting", "relation", "style")
"""The table's columns. A relation is right where relation, subject and companion are."""


def reading(scene: Scene) -> dict[str, str]:
    """The class of each attribute."""
    first, relation = ordered(scene)
    other = scene.companion if first is scene.subject else scene.subject
    return {"subject": first.kind, "colour": first.colour, "count": str(scene.count), "setting": scene.setting, "relation": relation,
            "style": scene.style, "companion": other.kind if scene.companion else "none"}


def ordered(scene: Scene) -> tuple[Noun, str]:
    if scene.companion and scene.relation in MIRRORED:
        return scene.companion, MIRRORED[scene.relation]
    return scene.subject, scene.relation


def classes_of(scene: Scene) -> list[int]:
    """Indices into `ATTRIBUTES`, in its order."""
    words = reading(scene)
    return [names.index(words[name]) for name, names in ATTRIBUTES.items()]


def places_of(scene: Scene) -> np.ndarray:
    """uint8 [2, 8, 8]: kind and colour of the thing whose box holds the middle of each place, the nearest in front; 0 where there is none."""
    places = np.zeros((2, GRID, GRID), np.uint8)
    middles = (np.arange(GRID) + 0.5) / GRID
    for thing in scene.things:
        left, top, right, bottom = thing.box
        rows, columns = (middles > top) & (middles < bottom), (middles > left) & (middles < right)
        for layer, word, names in zip(places, (thing.noun.kind, thing.noun.colour), (KINDS, tuple(COLOURS))):
            layer[np.ix_(rows, columns)] = 1 + names.index(word)
    return places
