"""The many ways people say the same: nouns, colours, settings, hours, styles, and words that say nothing."""
from .subjects import SUBJECTS

COLOUR_WORDS = {
    "red": ("crimson", "scarlet"), "orange": (), "yellow": ("golden",), "green": ("emerald",), "blue": ("azure",), "purple": ("violet",),
    "pink": ("rosy", "magenta"), "white": ("snow white",), "black": ("jet black",), "brown": ("chocolate brown",), "grey": ("gray", "gray", "silver"),
    "turquoise": ("teal", "cyan", "aqua"),
}
"""Beside the colour's own name."""
SIZE_WORDS = {"small": ("small", "tiny", "little"), "medium": ("medium", "medium-sized", "normal"), "large": ("big", "large", "huge", "giant")}
POSITION_WORDS = {"left": ("on the left", "on the left side", "at the left"), "centre": ("in the middle", "in the centre", "in the center"), "right": ("on the right", "on the right side", "at the right")}
"""Of sizes and positions, as of settings, the first is the plainest."""
SETTING_WORDS = {
    "sea": ("on the sea", "at sea", "on the ocean", "by the sea", "on the water", "on the waves", "at the beach", "on a small island", "on a lake"),
    "sky": ("in the sky", "in the air", "among the clouds", "above the clouds", "up in the sky", "in the clouds"),
    "underwater": ("underwater", "under water", "under the sea", "at the bottom of the sea", "deep in the ocean", "on the sea floor", "on a coral reef"),
    "meadow": ("in a meadow", "in a field", "on the grass", "in a green field", "in the countryside", "in the garden", "in a park", "on green grass"),
    "desert": ("in the desert", "on the sand", "in a sandy desert", "among the dunes", "in the Sahara"),
    "snow": ("in the snow", "in a snowy field", "in winter", "on the snow", "in a winter landscape", "at the north pole"),
    "city": ("in the city", "in town", "on a street", "downtown", "in a big city", "on the road", "in New York"),
    "forest": ("in the forest", "in a forest", "in the woods", "among trees", "in the jungle", "deep in the forest"),
    "mountains": ("in the mountains", "in front of mountains", "in the Alps", "among snowy peaks", "with mountains in the background"),
    "room": ("in a room", "indoors", "inside a house", "at home", "in the living room", "in a bedroom", "by the window"),
    "space": ("in space", "in outer space", "on the moon's surface", "in the universe", "among the stars", "in the galaxy", "on another planet"),
}
"""The first is the plainest."""
HOUR_WORDS = {
    "day": ("during the day", "in the daytime", "in daylight", "on a bright day", "in the morning", "at noon", "in summer"),
    "sunset": ("at sunset", "at dusk", "in the evening", "at golden hour", "under an orange sky", "at dawn", "at sunrise", "in the evening light"),
    "night": ("at night", "by night", "in the dark", "under the stars", "on a starry night", "at midnight", "under a night sky"),
}
WEATHER_WORDS = {
    "clear": ("under a clear sky", "in good weather", "on a clear day"),
    "rain": ("in the rain", "on a rainy day", "in heavy rain", "while it rains", "in a storm", "rainy weather"),
    "snow": ("in falling snow", "while it snows", "in snowfall", "with snowflakes falling", "in a snowstorm"),
    "fog": ("in the fog", "in the mist", "on a foggy morning", "misty", "foggy weather"),
}
LIGHT_WORDS = {
    "moon": ("under a full moon", "in the moonlight", "with the moon in the sky", "beneath a full moon", "under the moon"),
    "sun": ("under the sun", "with the sun in the sky", "in the sunshine", "on a sunny day", "in sunlight"),
}
STYLE_WORDS = {
    "illustration": (),
    "photo": ("a photo of {}", "a photograph of {}", "{}, photo", "{}, photorealistic", "a realistic photo of {}", "{}, realistic", "photo of {}, 35mm", "{}, cinematic photo", "a 3d render of {}"),
    "flat": ("{}, flat style", "{}, flat design", "{}, flat vector", "a flat illustration of {}", "{}, vector art", "a minimalist picture of {}", "{}, minimalist"),
    "watercolour": ("{}, watercolour", "{}, watercolor", "a watercolour of {}", "a watercolor painting of {}", "{}, painted in watercolour", "a painting of {}", "{}, aquarelle"),
    "line art": ("{}, line art", "a line drawing of {}", "line art of {}", "{}, ink drawing", "a sketch of {}", "{}, coloring book", "a comic drawing of {}"),
    "pixel art": ("{}, pixel art", "pixel art of {}", "{}, 8-bit", "{} in pixel art", "{}, retro video game", "{} in 16 bit style"),
    "neon": ("{}, neon", "{}, neon style", "a neon sign of {}", "{} in neon lights", "glowing neon {}", "{}, cyberpunk"),
    "pastel": ("{}, pastel", "{}, pastel colours", "{} in pastel colors", "a pastel drawing of {}", "{}, soft pastel", "a chalk drawing of {}", "{}, crayon drawing"),
    "paper cut": ("{}, paper cut", "a paper cut of {}", "{}, papercut style", "{} made of paper", "{}, paper art", "{}, origami"),
}
OPENINGS = (
    "a picture of ", "an image of ", "an illustration of ", "a beautiful picture of ", "a cartoon of ", "draw ", "imagine ", "please draw ", "show me ", "I want ",
    "can you draw ", "create ", "make a picture of ", "make ", "generate ", "a beautiful scene with ", "there is ", "I would like to see ", "a scene of ", "digital art of ",
)
"""Said before a prompt without changing it; none of them names a style but the usual one."""
ENDINGS = (
    ", 4k", ", 8k", ", highly detailed", ", beautiful", ", high quality", ", masterpiece", ", best quality", ", trending on artstation", ", please", ", digital art",
    ", wallpaper", ", colourful", ", very pretty", ", sharp focus", ", award winning", "!", ", cartoon", ", for children", ", simple background", " :)", ", hd",
)
ADJECTIVES = ("cute", "beautiful", "lovely", "pretty", "nice", "happy", "lonely", "funny", "adorable", "magical", "amazing", "shiny", "friendly", "cool", "old", "wonderful")
DOINGS = {
    "ground": ("standing", "sitting", "resting", "waiting", "alone"), "sky": ("floating", "flying", "hovering", "drifting"), "water": ("floating", "sailing", "drifting"),
    "under": ("swimming", "floating", "diving"), "any": ("floating", "lying"),
}
NUMBERS = {2: ("two", "two", "2", "a pair of", "a couple of"), 3: ("three", "three", "3", "a group of three"), 4: ("four", "four", "4", "a group of four")}
RELATION_WORDS = {
    "left of": ("{0} to the left of {1}", "{0} left of {1}", "{0} on the left of {1}", "{0} on the left and {1} on the right"),
    "right of": ("{0} to the right of {1}", "{0} right of {1}", "{0} on the right of {1}", "{0} on the right and {1} on the left"),
    "above": ("{0} above {1}", "{0} over {1}", "{0} high above {1}", "{0} flying over {1}"),
    "below": ("{0} below {1}", "{0} under {1}", "{0} beneath {1}", "{0} underneath {1}"),
    "on": ("{0} on {1}", "{0} on top of {1}", "{0} sitting on {1}", "{0} standing on {1}"),
    "between": ("{0} between {1}", "{0} in between {1}", "{0} in the middle between {1}"),
}
"""The first is the plainest. {1} is "two trees" for "between"."""
BESIDE = ("{0} and {1}", "{0} and {1}", "{0} next to {1}", "{0} beside {1}", "{0} with {1}", "{0} near {1}")
"""Said of what is left or right of something by those who do not care which."""

IRREGULAR = {"fish": "fish", "goldfish": "goldfish", "jellyfish": "jellyfish", "sheep": "sheep", "deer": "deer", "person": "people", "man": "men", "woman": "women", "child": "children",
             "aircraft": "aircraft", "spacecraft": "spacecraft", "cactus": "cactuses", "bunny": "bunnies", "wolf": "wolves", "leaf": "leaves", "spaceman": "spacemen", "snowman": "snowmen"}


def nouns(kind: str) -> tuple[str, ...]:
    """What people call this kind of thing, its own name first."""
    return (kind, *SUBJECTS[kind].synonyms)


def plural(noun: str) -> str:
    """Of the last word: "hot air balloon" becomes "hot air balloons"."""
    start, _, last = noun.rpartition(" ")
    if last in IRREGULAR:
        many = IRREGULAR[last]
    elif last.endswith(("s", "x", "ch", "sh", "z")):
        many = last + "es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        many = last[:-1] + "ies"
    else:
        many = last + "s"
    return f"{start} {many}".strip()
