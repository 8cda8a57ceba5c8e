"""A scene's attributes as class numbers, for the network that reads them back from pictures."""
from .scenes import Scene
from .vocabulary import COLOURS, COUNTS, HOURS, KINDS, RELATIONS, SETTINGS, STYLES, WEATHERS

NOBODY = "none"
LABELS: dict[str, tuple] = {
    "subject": KINDS, "colour": tuple(COLOURS), "count": COUNTS, "setting": SETTINGS, "relation": RELATIONS, "style": STYLES,
    "hour": HOURS, "weather": WEATHERS, "companion": (NOBODY, *KINDS), "companion_colour": (NOBODY, *COLOURS),
}
"""The classes of each attribute; a label is a place in its tuple."""


def labels(scene: Scene) -> dict[str, int]:
    """One class number for each entry of `LABELS`; both of the companion's are 0 where there is none."""
    companion = scene.companion
    names = {
        "subject": scene.subject.kind, "colour": scene.subject.colour, "count": scene.count, "setting": scene.setting, "relation": scene.relation,
        "style": scene.style, "hour": scene.hour, "weather": scene.weather,
        "companion": companion.kind if companion else NOBODY, "companion_colour": companion.colour if companion else NOBODY,
    }
    return {attribute: LABELS[attribute].index(name) for attribute, name in names.items()}
