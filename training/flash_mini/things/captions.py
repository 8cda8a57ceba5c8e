"""Words for a scene with a stored thing in it."""
import numpy as np

from ..captions import _one, _typed, article
from ..words import ENDINGS, HOUR_WORDS, OPENINGS, POSITION_WORDS, SETTING_WORDS, SIZE_WORDS, WEATHER_WORDS
from .scenes import ThingScene


def caption(scene: ThingScene, rng: np.random.Generator) -> str:
    backdrop, placed = scene.backdrop, scene.things[0]
    size = _one(rng, SIZE_WORDS[scene.size]) + " " if scene.size != "large" or rng.random() < 0.25 else ""
    words = [article(size + placed.name), _one(rng, SETTING_WORDS[backdrop.setting])]
    if backdrop.hour != "day" and backdrop.setting != "space":
        words.append(_one(rng, HOUR_WORDS[backdrop.hour]))
    if backdrop.weather != "clear":
        words.append(_one(rng, WEATHER_WORDS[backdrop.weather]))
    text = (_one(rng, OPENINGS) if rng.random() < 0.35 else "") + " ".join(words)
    return _typed(text + (_one(rng, ENDINGS) if rng.random() < 0.18 else ""), rng)


def plain(scene: ThingScene) -> str:
    backdrop = scene.backdrop
    size = "" if scene.size == "large" else SIZE_WORDS[scene.size][0] + " "
    hour = "" if backdrop.hour == "day" or backdrop.setting == "space" else HOUR_WORDS[backdrop.hour][0]
    weather = "" if backdrop.weather == "clear" else WEATHER_WORDS[backdrop.weather][0]
    return " ".join(filter(None, [article(size + scene.things[0].name), SETTING_WORDS[backdrop.setting][0], hour, weather]))
