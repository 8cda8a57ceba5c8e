"""The words that scenes are made of: colours, settings, hours, weathers, sizes, relations and styles. Their order is the order of the labels."""
from .subjects import SUBJECTS

COLOURS = {
    "red": (0.86, 0.13, 0.14), "orange": (0.98, 0.52, 0.08), "yellow": (0.99, 0.83, 0.15), "green": (0.18, 0.62, 0.24),
    "blue": (0.12, 0.36, 0.88), "purple": (0.52, 0.22, 0.75), "pink": (0.98, 0.47, 0.70), "white": (0.96, 0.96, 0.96),
    "black": (0.13, 0.13, 0.16), "brown": (0.48, 0.29, 0.15), "grey": (0.55, 0.57, 0.60), "turquoise": (0.10, 0.76, 0.74),
}
SETTINGS = ("sea", "sky", "underwater", "meadow", "desert", "snow", "city", "forest", "mountains", "room", "space")
HOURS = ("day", "sunset", "night")
"""Together with the settings these are the places and hours people name; space knows only night."""
WEATHERS = ("clear", "rain", "snow", "fog")
WEATHERLESS = ("underwater", "room", "space")
POSITIONS = {"left": 0.29, "centre": 0.50, "right": 0.71}
SIZES = {"small": 0.32, "medium": 0.46, "large": 0.60}
"""Height of a single subject as a share of the picture's height."""
USUAL_SIZE, USUAL_POSITION = "large", "centre"
"""What people get who name none: a thing as large and as plain as a thumbnail wants it."""
COUNTS = (1, 2, 3, 4)
RELATIONS = ("none", "left of", "right of", "above", "below", "on", "between")
"""Where the subject, named first, is as seen from its companion; "between" has two companions of one kind."""
STYLES = ("illustration", "photo", "flat", "watercolour", "line art", "pixel art", "neon", "pastel", "paper cut")
"""The first is what people get who name no style."""

LEFT_OUT = frozenset((
    "lion", "giraffe", "duck", "bee", "ladybird", "ship", "submarine", "bus", "truck", "helicopter", "kite", "windmill", "tower", "skyscraper", "bridge",
    "tent", "pine", "sunflower", "volcano", "lamp", "cup", "guitar", "cake", "clock",
))
"""Drawn, but not learned: half as many subjects again need half as much training again. Empty it where there is a GPU."""
KINDS = tuple(kind for kind in SUBJECTS if kind not in LEFT_OUT)
FAVOURITES = ("cat", "dog", "fox", "rabbit", "bear", "dragon", "owl", "penguin", "house", "castle", "robot", "snowman", "person", "astronaut")
"""What people ask for most, and look at most closely: nearly all of it has a face."""
CARRIERS = {kind: share for kind, share in {
    "car": 0.95, "bus": 0.96, "truck": 0.96, "elephant": 0.90, "turtle": 0.78, "whale": 0.72, "house": 0.86, "tent": 0.86, "mushroom": 0.95, "cloud": 0.84, "cake": 0.72,
    "ladybird": 0.90, "skyscraper": 0.88, "castle": 0.80, "apple": 0.86,
}.items() if kind in KINDS}
"""What other things can sit on, and how high, as a share of its height."""


def natural_settings(kind: str) -> tuple[str, ...]:
    """The subject's natural settings among those that are drawn; the meadow if there is none."""
    return tuple(setting for setting in SUBJECTS[kind].natural_settings if setting in SETTINGS) or ("meadow",)


def natural_colours(kind: str) -> tuple[str, ...]:
    return tuple(colour for colour in SUBJECTS[kind].natural_colours if colour in COLOURS) or tuple(COLOURS)
