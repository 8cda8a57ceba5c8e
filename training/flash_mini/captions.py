"""Says in words what a scene shows, the way people write prompts: synonyms, filler, varying order, details left out."""
import numpy as np

from .scenes import Noun, Scene
from .subjects import SUBJECTS
from .vocabulary import USUAL_POSITION, USUAL_SIZE, natural_colours, natural_settings
from .words import (ADJECTIVES, BESIDE, COLOUR_WORDS, DOINGS, ENDINGS, HOUR_WORDS, LIGHT_WORDS, NUMBERS, OPENINGS, POSITION_WORDS, RELATION_WORDS, SETTING_WORDS, SIZE_WORDS, STYLE_WORDS,
                    WEATHER_WORDS, nouns, plural)

OVERSIGHT = 0.015
"""How often a caption does not say what is not usual. Much more, and who names no hour is surprised with a night; and where a thing may be of any size and anywhere, a model
that has seen few pictures paints it in two places at once."""


def plain_caption(scene: Scene) -> str:
    """The same words for the same attributes, all of them said that are not what people get anyway: a prompt to measure with."""
    def phrase(noun: Noun, count: int = 1) -> str:
        if count > 1:
            return f"{NUMBERS[count][0]} {noun.colour} {plural(noun.kind)}"
        size = f"{SIZE_WORDS[scene.size][0]} " if scene.alone and scene.size != USUAL_SIZE else ""
        return article(f"{size}{noun.colour} {noun.kind}")

    text = phrase(scene.subject, scene.count)
    if scene.companion:
        text = RELATION_WORDS[scene.relation][0].format(text, phrase(scene.companion, 2 if scene.relation == "between" else 1))
    details = [SETTING_WORDS[scene.setting][0]]
    if scene.setting != "space":
        details.append(HOUR_WORDS[scene.hour][0] if scene.hour != "day" else "")
    details.append(WEATHER_WORDS[scene.weather][0] if scene.weather != "clear" else "")
    details.append(POSITION_WORDS[scene.position][0] if scene.alone and scene.position != USUAL_POSITION else "")
    text = " ".join([text, *filter(None, details)])
    return STYLE_WORDS[scene.style][0].format(text) if STYLE_WORDS[scene.style] else text


def caption(scene: Scene, rng: np.random.Generator) -> str:
    """One of very many sentences for this scene. What it leaves out is either natural for the subject or rarely left out."""
    text = _things(scene, rng)
    details = _details(scene, rng)
    if rng.random() < 0.25:
        rng.shuffle(details)
    if details and rng.random() < 0.08:
        text = " ".join(details) + ", " + text
    else:
        text = (", " if rng.random() < 0.15 else " ").join([text, *details])
    if scene.style == "illustration":
        text = (_one(rng, OPENINGS) if rng.random() < 0.35 else "") + text
    else:
        text = _one(rng, STYLE_WORDS[scene.style]).format(text)
    if rng.random() < 0.18:
        text += _one(rng, ENDINGS)
    return _typed(text, rng)


def article(words: str) -> str:
    return ("an " if words[0] in "aeiou" else "a ") + words


def _one(rng: np.random.Generator, choices) -> str:
    return choices[int(rng.integers(len(choices)))]


def _things(scene: Scene, rng: np.random.Generator) -> str:
    first = _phrase(scene.subject, scene, rng, scene.count)
    if not scene.companion:
        return first + (" " + _one(rng, DOINGS[SUBJECTS[scene.subject.kind].place]) if rng.random() < 0.10 else "")
    second = _phrase(scene.companion, scene, rng, 2 if scene.relation == "between" else 1)
    forms = BESIDE if scene.relation in ("left of", "right of") and rng.random() < 0.3 else RELATION_WORDS[scene.relation]
    return _one(rng, forms).format(first, second)


def _phrase(noun: Noun, scene: Scene, rng: np.random.Generator, count: int) -> str:
    """The thing with its colour, size and number as far as they are said."""
    # With two kinds of thing, colours are said more often: they tell which is which.
    unsaid = 0.5 if scene.companion is None else 0.25
    said = noun.colour not in natural_colours(noun.kind) or rng.random() > unsaid
    colour = _one(rng, COLOUR_WORDS[noun.colour]) if COLOUR_WORDS[noun.colour] and rng.random() < 0.18 else noun.colour
    names = nouns(noun.kind)
    name = names[0] if len(names) == 1 or rng.random() < 0.6 else _one(rng, names[1:])
    size = _one(rng, SIZE_WORDS[scene.size]) if scene.alone and rng.random() > (0.75 if scene.size == USUAL_SIZE else OVERSIGHT) else ""
    adjective = _one(rng, ADJECTIVES) if rng.random() < 0.14 else ""
    words = " ".join(word for word in (adjective, size, colour if said else "", plural(name) if count > 1 else name) if word)
    if count > 1:
        return f"{_one(rng, NUMBERS[count])} {words}"
    start = rng.random()
    if start < 0.12:
        return words
    return "the " + words if start < 0.17 else "one " + words if start < 0.18 else article(words)


def _details(scene: Scene, rng: np.random.Generator) -> list[str]:
    details = [_setting(scene, rng), _hour(scene, rng), _weather(scene, rng), _position(scene, rng)]
    if scene.light and rng.random() < 0.9:
        light = _one(rng, LIGHT_WORDS[scene.light])
        # "under a full moon" already says that it is night.
        if scene.light == "moon" and rng.random() < 0.7:
            details[1] = ""
        details.append(light)
    return [detail for detail in details if detail]


def _setting(scene: Scene, rng: np.random.Generator) -> str:
    usual = natural_settings(scene.subject.kind)
    left_out = 0.45 if scene.setting == usual[0] else 0.2 if scene.setting in usual else 0.02
    if rng.random() < left_out:
        return ""
    words = SETTING_WORDS[scene.setting]
    if scene.setting == "sky" and scene.hour == "night" and rng.random() < 0.5:
        return "in the night sky"
    return words[0] if rng.random() < 0.35 else _one(rng, words)


def _hour(scene: Scene, rng: np.random.Generator) -> str:
    words = HOUR_WORDS[scene.hour]
    if scene.setting == "space" or rng.random() < (0.75 if scene.hour == "day" else OVERSIGHT):
        return ""
    return words[0] if rng.random() < 0.4 else _one(rng, words)


def _weather(scene: Scene, rng: np.random.Generator) -> str:
    words = WEATHER_WORDS[scene.weather]
    # A clear sky is seldom mentioned; at night or indoors the words would be odd.
    if rng.random() < (0.96 if scene.weather == "clear" else 0.05) or scene.weather == "clear" and (scene.hour != "day" or scene.setting in ("room", "space", "underwater")):
        return ""
    return words[0] if rng.random() < 0.4 else _one(rng, words)


def _position(scene: Scene, rng: np.random.Generator) -> str:
    if not scene.alone or rng.random() < (0.88 if scene.position == USUAL_POSITION else OVERSIGHT):
        return ""
    return _one(rng, POSITION_WORDS[scene.position])


def _typed(text: str, rng: np.random.Generator) -> str:
    """As fingers leave it: a capital, capitals only, a full stop."""
    habit = rng.random()
    if habit < 0.15:
        text = text[0].upper() + text[1:]
    elif habit < 0.17:
        text = text.upper()
    return text + "." if rng.random() < 0.1 else text
