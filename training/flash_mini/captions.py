"""Says in words what a scene shows, the way people write prompts: synonyms, filler, varying order, details left out."""
import numpy as np

from .scenes import NATURAL_COLOURS, NATURAL_SETTINGS, Scene, Thing

NOUNS = {
    "sun": ("sun", "sun", "bright sun"), "moon": ("moon", "crescent moon", "half moon"), "star": ("star", "star", "shiny star"),
    "boat": ("boat", "boat", "ship", "sailboat", "sailing boat", "yacht"), "house": ("house", "house", "cottage", "home", "hut"),
    "tree": ("tree", "tree", "oak tree"), "mountain": ("mountain", "mountain", "mountains", "peak"), "fish": ("fish", "fish", "goldfish"),
    "balloon": ("balloon", "balloon", "hot air balloon"), "flower": ("flower", "flower", "blossom", "daisy"),
    "car": ("car", "car", "automobile", "little car"), "cat": ("cat", "cat", "kitten", "kitty"),
}
COLOUR_WORDS = {
    "red": ("red", "red", "crimson", "scarlet"), "orange": ("orange",), "yellow": ("yellow", "yellow", "golden"), "green": ("green", "green", "emerald"),
    "blue": ("blue", "blue", "azure"), "purple": ("purple", "purple", "violet"), "pink": ("pink", "pink", "rose coloured"),
    "white": ("white", "white", "snow white"), "black": ("black", "black", "dark black"), "brown": ("brown", "brown", "chocolate brown"),
}
SIZE_WORDS = {"small": ("small", "tiny", "little"), "medium": ("",), "large": ("big", "large", "huge", "giant")}
SETTING_WORDS = {
    "sea": ("on the sea", "on the ocean", "at sea", "by the sea", "on the water", "in the sea", "on the waves"),
    "sky": ("in the sky", "in the air", "among the clouds", "above the clouds", "on a cloud"),
    "underwater": ("under the water", "underwater", "under the sea", "at the bottom of the sea", "deep in the ocean"),
    "meadow": ("in a meadow", "in a field", "on the grass", "in a green field", "in the countryside", "in the garden", "on a hill"),
    "desert": ("in the desert", "on the sand", "in a sandy desert", "among the dunes"),
    "snow": ("in the snow", "in a snowy field", "in winter", "on the snow", "in the snowy mountains"),
    "city": ("in the city", "in town", "on a street", "downtown", "in a big city", "on the road"),
}
TIME_WORDS = {
    "day": ("", "", "", "during the day", "in the daytime", "in daylight", "on a clear day"),
    "sunset": ("at sunset", "at sunset", "at dusk", "in the evening", "at golden hour", "under an orange sky"),
    "night": ("at night", "at night", "by night", "in the dark", "under the stars", "on a starry night", "at midnight", "under a night sky"),
}
LIGHT_WORDS = {
    "moon": ("under a full moon", "under the full moon", "in the moonlight", "with the moon in the sky", "beneath a full moon"),
    "sun": ("under the sun", "with the sun in the sky", "in the sunshine", "on a sunny day"),
}
OPENINGS = ("", "", "", "", "", "a picture of ", "an image of ", "a drawing of ", "an illustration of ", "a beautiful picture of ", "a photo of ", "draw ", "imagine ")
ADJECTIVES = ("", "", "", "", "", "", "cute", "beautiful", "lovely", "pretty", "nice", "happy", "lonely")
LINKS = (" and ", " next to ", " beside ", " with ", " near ")


def caption(scene: Scene, rng: np.random.Generator) -> str:
    """One of very many sentences for this scene. What it leaves out is either natural for the subject or rarely left out."""
    words = _thing(scene.subject, rng)
    if scene.companion:
        words += str(rng.choice(LINKS)) + _thing(scene.companion, rng)
    details = [detail for detail in (_setting(scene, rng), _time(scene, rng), _position(scene, rng)) if detail]
    if scene.light and rng.random() < 0.9:
        light = str(rng.choice(LIGHT_WORDS[scene.light]))
        # "under a full moon" already says that it is night.
        details = [d for d in details if scene.light == "sun" or d not in TIME_WORDS["night"] or rng.random() < 0.3] + [light]
    if rng.random() < 0.25:
        rng.shuffle(details)
    text = _join(str(rng.choice(OPENINGS)) + words, details, rng) if rng.random() < 0.92 or not details else " ".join(details) + ", " + words
    return text + "." if rng.random() < 0.1 else text


def _join(words: str, details: list[str], rng: np.random.Generator) -> str:
    return (", " if rng.random() < 0.13 else " ").join([words, *details])


def _thing(thing: Thing, rng: np.random.Generator) -> str:
    said = thing.colour not in NATURAL_COLOURS[thing.kind] or rng.random() < 0.7
    colour = str(rng.choice(COLOUR_WORDS[thing.colour])) if said else ""
    size = str(rng.choice(SIZE_WORDS[thing.size])) if rng.random() < 0.6 else ""
    parts = [p for p in (str(rng.choice(ADJECTIVES)), size, colour, str(rng.choice(NOUNS[thing.kind]))) if p]
    article = rng.random()
    if article < 0.08:
        return " ".join(parts)
    if article < 0.16:
        return "the " + " ".join(parts)
    return ("an " if parts[0][0] in "aeiou" else "a ") + " ".join(parts)


def _setting(scene: Scene, rng: np.random.Generator) -> str:
    left_out = 0.35 if scene.setting in NATURAL_SETTINGS[scene.subject.kind] else 0.03
    if rng.random() < left_out:
        return ""
    if scene.setting == "sky" and scene.time == "night" and rng.random() < 0.5:
        return "in the night sky"
    return str(rng.choice(SETTING_WORDS[scene.setting]))


def _time(scene: Scene, rng: np.random.Generator) -> str:
    return "" if rng.random() < 0.04 else str(rng.choice(TIME_WORDS[scene.time]))


def _position(scene: Scene, rng: np.random.Generator) -> str:
    if scene.companion or rng.random() > 0.3:
        return ""
    return {"left": "on the left", "right": "on the right", "centre": "in the middle" if rng.random() < 0.5 else ""}[scene.subject.position]
