"""Words for a scene with stored things in it: names and synonyms, filler, free order, details left out where they are usual."""
from functools import cache

import numpy as np

from ..captions import OVERSIGHT, _one, _typed, article
from ..vocabulary import COLOURS, USUAL_POSITION, USUAL_SIZE
from ..words import (ADJECTIVES, BESIDE, COLOUR_WORDS, ENDINGS, HOUR_WORDS, LIGHT_WORDS, NUMBERS, OPENINGS, POSITION_WORDS, RELATION_WORDS, SETTING_WORDS, SIZE_WORDS, STYLE_WORDS, WEATHER_WORDS,
                     plural)
from .names import by_hand, spoken
from .scenes import ThingScene


@cache
def phrases(name: str) -> tuple[str, ...]:
    """What people call it, its own name first."""
    return (spoken(name), *by_hand().get(name, ()))


def caption(scene: ThingScene, rng: np.random.Generator) -> str:
    backdrop = scene.backdrop
    text = _things(scene, rng)
    details = [detail for detail in _details(scene, rng) if detail]
    if rng.random() < 0.25:
        rng.shuffle(details)
    text = " ".join(details) + ", " + text if details and rng.random() < 0.08 else (", " if rng.random() < 0.15 else " ").join([text, *details])
    if STYLE_WORDS[backdrop.style]:
        text = _one(rng, STYLE_WORDS[backdrop.style]).format(text)
    elif rng.random() < 0.35:
        text = _one(rng, OPENINGS) + text
    return _typed(text + (_one(rng, ENDINGS) if rng.random() < 0.18 else ""), rng)


def _things(scene: ThingScene, rng: np.random.Generator) -> str:
    said = [_phrase(scene, name, rng) for name in scene.names]
    if scene.relation == "none":
        return said[0]
    if scene.relation == "and":
        return f"{said[0]}, {said[1]} and {said[2]}"
    forms = BESIDE if scene.relation in ("left of", "right of") and rng.random() < 0.35 else RELATION_WORDS[scene.relation]
    return _one(rng, forms).format(*said)


def _phrase(scene: ThingScene, name: str, rng: np.random.Generator) -> str:
    thing, alone = next(thing for thing in scene.things if thing.name == name), len(scene.things) == 1
    many = scene.count > 1
    size = _one(rng, SIZE_WORDS[scene.size]) if alone and rng.random() > (0.75 if scene.size == USUAL_SIZE else OVERSIGHT) else ""
    colour = thing.colour or ""
    if colour and COLOUR_WORDS[colour] and rng.random() < 0.18:
        colour = _one(rng, COLOUR_WORDS[colour])
    called = phrases(name)[0] if rng.random() < 0.6 else _one(rng, phrases(name))
    # "a pink red apple" would be two colours.
    called = " ".join(word for word in called.split() if word not in COLOURS) if colour else called
    words = " ".join(filter(None, [_one(rng, ADJECTIVES) if rng.random() < 0.14 else "", size, colour, plural(called) if many else called]))
    if many:
        return f"{_one(rng, NUMBERS[scene.count])} {words}"
    start = rng.random()
    return words if start < 0.12 else "the " + words if start < 0.17 else article(words)


def _details(scene: ThingScene, rng: np.random.Generator) -> list[str]:
    backdrop, alone = scene.backdrop, len(scene.things) == 1
    setting = _one(rng, SETTING_WORDS[backdrop.setting]) if rng.random() > (0.15 if backdrop.setting == "meadow" else 0.02) else ""
    hour = "" if backdrop.setting == "space" or rng.random() < (0.75 if backdrop.hour == "day" else OVERSIGHT) else _one(rng, HOUR_WORDS[backdrop.hour])
    unsaid = backdrop.weather == "clear" and (rng.random() < 0.96 or backdrop.hour != "day" or backdrop.setting in ("room", "space", "underwater"))
    weather = "" if unsaid or rng.random() < 0.05 else _one(rng, WEATHER_WORDS[backdrop.weather])
    position = _one(rng, POSITION_WORDS[scene.position]) if alone and rng.random() > (0.88 if scene.position == USUAL_POSITION else OVERSIGHT) else ""
    light = _one(rng, LIGHT_WORDS[backdrop.light]) if backdrop.light and rng.random() < 0.9 else ""
    return [setting, hour, weather, position, light]


def plain(scene: ThingScene) -> str:
    """The same words for the same attributes, all of them said that are not what people get anyway: a prompt to measure with. For one thing."""
    backdrop, thing = scene.backdrop, scene.things[0]
    size = "" if scene.size == USUAL_SIZE else SIZE_WORDS[scene.size][0] + " "
    colour = f"{thing.colour} " if thing.colour else ""
    hour = "" if backdrop.hour == "day" or backdrop.setting == "space" else HOUR_WORDS[backdrop.hour][0]
    weather = "" if backdrop.weather == "clear" else WEATHER_WORDS[backdrop.weather][0]
    position = "" if scene.position == USUAL_POSITION else POSITION_WORDS[scene.position][0]
    light = LIGHT_WORDS[backdrop.light][0] if backdrop.light else ""
    text = " ".join(filter(None, [article(size + colour + spoken(thing.name)), SETTING_WORDS[backdrop.setting][0], hour, weather, position, light]))
    return STYLE_WORDS[backdrop.style][0].format(text) if STYLE_WORDS[backdrop.style] else text
