"""Which stored things a prompt names: the longest phrases first, plurals and slips of the finger allowed."""
import re
from collections.abc import Callable
from functools import cache, partial

from ..words import SETTING_WORDS, HOUR_WORDS, WEATHER_WORDS, LIGHT_WORDS, plural
from ..vocabulary_file import vocabulary
from .names import hints, keys

MOST, LONGEST = 3, 5
"""Things taken of a prompt; words of a phrase."""
PLACES = tuple(sorted((re.sub(r"[^a-z0-9' -]", "", phrase.lower()) for table in (SETTING_WORDS, HOUR_WORDS, WEATHER_WORDS, LIGHT_WORDS) for words in table.values() for phrase in words), key=len, reverse=True))
CAPTIONS = frozenset(vocabulary()["words"])
OWNED = frozenset("its his her their".split())
PREPOSITIONS = frozenset("in on at under over with of from to into near by through above behind across inside against around among for like".split())


@cache
def table() -> dict[str, str]:
    return with_plurals(keys())


@cache
def weak_table() -> dict[str, str]:
    return with_plurals(hints())


def with_plurals(known: dict[str, str]) -> dict[str, str]:
    return {**{plural(phrase): name for phrase, name in known.items()}, **known}


def things_in(prompt: str) -> list[str]:
    """Names, what the prompt is about first; at most `MOST`."""
    words, found = mentions(prompt)
    # "a cat on a chair": what comes after a preposition is where, or with what.
    first = [name for at, _, name in found if not governed(words, at)]
    return list(dict.fromkeys([*first, *(name for _, _, name in found)]))[:MOST]


def mentions(prompt: str) -> tuple[list[str], list[tuple[int, int, str]]]:
    """The words that name no place or hour, and of every mention of a thing its first word, how many words it has and its name, in the prompt's order."""
    words = re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", without_places(prompt.lower()))
    found = matches(words, partial(exact, table()), near) or matches(words, partial(exact, weak_table()))
    # Of nouns in a row the last is the thing: an apple pie is a pie.
    return words, [(at, length, name) for at, length, name in found if not any(other == at + length for other, _, _ in found)]


def matches(words: list[str], *looks: Callable[[str], str | None]) -> list[tuple[int, int, str]]:
    """Place, length and name; no word counts twice, what the first way of looking finds goes before."""
    taken, found = set(), []
    for look in looks:
        for length in range(min(LONGEST, len(words)), 0, -1):
            for at in range(len(words) - length + 1):
                places = range(at, at + length)
                if taken.isdisjoint(places) and (name := look(" ".join(words[at:at + length]))):
                    found.append((at, length, name))
                    taken.update(places)
    return sorted(found)


def exact(known: dict[str, str], phrase: str) -> str | None:
    return known.get(phrase) or known.get(phrase.replace("-", " ")) or known.get(phrase.replace(" ", ""))


def near(phrase: str) -> str | None:
    """One slip away: a letter too many, too few, another, or two that changed places, or f for ph; the first letter is never wrong; only in words of six letters or more that no caption has."""
    if len(phrase) < 6 or " " in phrase or phrase in CAPTIONS:
        return None
    known = table()
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(phrase[:i], phrase[i:]) for i in range(len(phrase) + 1)]
    slips = [a + b[1:] for a, b in splits if b] + [a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1]
    slips += [phrase.replace("f", "ph")] + [a + c + b[1:] for a, b in splits if b for c in letters] + [a + c + b for a, b in splits for c in letters]
    return next((known[slip] for slip in slips if slip in known and slip[0] == phrase[0]), None)


def without_places(prompt: str) -> str:
    for phrase in PLACES:
        prompt = re.sub(rf"\b{re.escape(phrase)}\b", " , ", prompt)
    return prompt


def governed(words: list[str], at: int) -> bool:
    """Whether a preposition stands before the thing, with nothing between but what belongs to it, or it is another's ("its feathers")."""
    return any(word in PREPOSITIONS for word in words[max(0, at - 3):at]) or any(word in OWNED for word in words[max(0, at - 2):at])
