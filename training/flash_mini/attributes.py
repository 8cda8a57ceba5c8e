"""What the referee reads from a picture, and what it should read from the picture of a scene.

Nobody can tell from a picture whether its caption was "a cat left of a dog" or "a dog right of a cat". So a reading always begins with the thing on the
left, above, on top or in between, and knows four relations.
"""
from .scenes import Noun, Scene
from .vocabulary import COLOURS, COUNTS, KINDS, SETTINGS, STYLES

MIRRORED = {"right of": "left of", "below": "above"}
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "subject": KINDS, "colour": tuple(COLOURS), "count": tuple(str(count) for count in COUNTS), "setting": SETTINGS,
    "relation": ("none", "left of", "above", "on", "between"), "style": STYLES, "companion": ("none", *KINDS)}
CLASSES = [len(names) for names in ATTRIBUTES.values()]
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
