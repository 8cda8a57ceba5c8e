"""`vocabulary.json`: what the model was shown, by the words for it, so that programs can suggest words and name those it has never seen.

Written by the export from the same tables that captions are made of. `python -m flash_mini.vocabulary_file FOLDER` writes it alone.
"""
import json
import re
import sys
from pathlib import Path

from .vocabulary import COLOURS, HOURS, KINDS, SETTINGS, STYLES, WEATHERS, natural_colours, natural_settings
from .words import (ADJECTIVES, BESIDE, COLOUR_WORDS, DOINGS, ENDINGS, HOUR_WORDS, LIGHT_WORDS, NUMBERS, OPENINGS, POSITION_WORDS, RELATION_WORDS, SETTING_WORDS, SIZE_WORDS, STYLE_WORDS,
                    WEATHER_WORDS, nouns, plural)

NAME = "vocabulary.json"
GRAMMAR = ("a", "an", "the", "one")


def vocabulary(stored: bool = False) -> dict:
    """With `stored`, the things of `things.names` too, and the words by which the planner finds them. Every phrase as captions say it; in those of styles and relations `{}`, `{0}` and `{1}` stand for what they are said of. The first of each is the plainest."""
    shown = {
        "things": {kind: {"synonyms": list(nouns(kind)[1:]), "plurals": [plural(noun) for noun in nouns(kind)],
                          "colours": list(natural_colours(kind)), "settings": list(natural_settings(kind))} for kind in KINDS},
        "colours": {colour: unique(colour, *COLOUR_WORDS[colour]) for colour in COLOURS},
        "sizes": listed(SIZE_WORDS), "positions": listed(POSITION_WORDS), "counts": {str(count): unique(*words) for count, words in NUMBERS.items()},
        "settings": {setting: list(SETTING_WORDS[setting]) for setting in SETTINGS}, "hours": {hour: list(HOUR_WORDS[hour]) for hour in HOURS},
        "weathers": {weather: list(WEATHER_WORDS[weather]) for weather in WEATHERS}, "lights": listed(LIGHT_WORDS),
        "relations": {name: unique(*RELATION_WORDS[name], *(BESIDE if name == "left of" else ())) for name in RELATION_WORDS},
        "styles": {style: list(STYLE_WORDS[style]) for style in STYLES},
        "fillers": {"openings": unique(*(text.strip() for text in OPENINGS)), "endings": unique(*(text.strip(" ,") for text in ENDINGS)),
                    "adjectives": list(ADJECTIVES), "doings": unique(*(word for words in DOINGS.values() for word in words))},
    }
    if not stored:
        return {"version": 1, "language": "en", **shown, "words": sorted({*GRAMMAR, *words_of(shown), *words_of(KINDS)})}
    from .things import find, names
    for phrase, name in find.table().items():
        thing = shown["things"].setdefault(names.spoken(name), {"synonyms": [], "plurals": [plural(names.spoken(name))], "colours": [], "settings": [names.home(name)]})
        # A name before its synonyms, as the tables have it; each with its plural.
        if phrase in names.keys() and phrase != names.spoken(name):
            thing["synonyms"] = unique(*thing["synonyms"], phrase)
            thing["plurals"] = unique(*thing["plurals"], plural(phrase))
    return {"version": 1, "language": "en", **shown, "words": sorted({*GRAMMAR, *words_of(shown), *words_of(shown["things"].keys()), *words_of(find.weak_table().keys())})}


def words_of(value) -> list[str]:
    """Every single word in phrases, in lower case."""
    if isinstance(value, str):
        return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", re.sub(r"\{\d?\}", " ", value.lower()))
    return [word for part in (value.values() if isinstance(value, dict) else value) for word in words_of(part)]


def unique(*words: str) -> list[str]:
    """In their order; some are said twice so that they are said twice as often."""
    return list(dict.fromkeys(words))


def listed(table: dict[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {name: unique(*words) for name, words in table.items()}


def write(folder: Path, stored: bool = False) -> None:
    (folder / NAME).write_text(json.dumps(vocabulary(stored), indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
