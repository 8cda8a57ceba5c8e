"""Writes a model's memory: `things/art.pack`, its pictures as WebP files one after another, and `things/things.json`, all that a planner knows.

One file to each thing, so that another can be appended without the others being encoded again. `things.json` holds, beside where each picture lies, every word that the
planner reads, with plurals, so that no other program has tables of its own.
"""
import io
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image

from ..layout import DEFAULT_FLOOR, FLOOR
from ..vocabulary import COLOURS
from ..words import COLOUR_WORDS, HOUR_WORDS, NUMBERS, POSITION_WORDS, SETTING_WORDS, SIZE_WORDS, STYLE_WORDS
from . import art, find, plan, scenes
from .names import home, spoken

FOLDER, QUALITY = "things", 90


def write(folder: Path) -> int:
    """Into `folder`/things; returns its bytes."""
    folder = folder / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    names, pictures = art.load()
    return write_things(folder, names, pictures)


def write_things(folder: Path, names: list[str], pictures: np.ndarray, shared: bool = False) -> int:
    """With `shared`, pictures that are the same are stored once."""
    keys, hints = phrases_of(find.table()), phrases_of(find.weak_table())
    data, entries, known = bytearray(), [], {}
    for name, picture in zip(names, pictures):
        same = picture.tobytes() if shared else b""
        at, length = known.get(same, (len(data), 0))
        if not length:
            file = webp(picture)
            length = len(file)
            data += file
            if shared:
                known[same] = at, length
        entries.append({"name": spoken(name), "home": home(name), "at": at, "bytes": length, "keys": keys[name], "hints": [word for word in hints[name] if word not in find.table()]})
    text = json.dumps({"version": 1, "side": int(pictures.shape[1]), **words(), "things": entries}, ensure_ascii=False, indent=None, separators=(",", ":"))
    (folder / "art.pack").write_bytes(data)
    # One thing a line: readable, and small in a diff.
    (folder / "things.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")
    return len(data) + len(text)


def words() -> dict:
    """What a prompt may say beside its things."""
    return {
        "known": sorted(find.CAPTIONS), "places": list(find.PLACES), "owners": sorted(find.OWNED), "prepositions": sorted(find.PREPOSITIONS),
        "colours": {colour: {"rgb": list(COLOURS[colour]), "words": [colour, *dict.fromkeys(COLOUR_WORDS[colour])]} for colour in COLOURS},
        "settings": {setting: list(forms) for setting, forms in SETTING_WORDS.items()}, "floors": {setting: FLOOR.get(setting, DEFAULT_FLOOR) for setting in SETTING_WORDS},
        "floating": list(scenes.FLOATING), "hours": {hour: list(forms) for hour, forms in HOUR_WORDS.items()},
        "sizes": {size: list(forms) for size, forms in SIZE_WORDS.items()}, "positions": {position: list(forms) for position, forms in POSITION_WORDS.items()},
        "counts": {str(count): list(dict.fromkeys(NUMBERS[count])) for count in plan.COUNTS}, "relations": {relation: list(forms) for relation, forms in plan.RELATIONS.items()},
        "styles": {style: list(dict.fromkeys(form.replace("{}", "").strip(" ,") for form in forms)) for style, forms in STYLE_WORDS.items()},
    }


def phrases_of(table: dict[str, str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for phrase, name in table.items():
        found[name].append(phrase)
    return found


def webp(picture: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "WEBP", quality=QUALITY)
    return file.getvalue()


def read(folder: Path) -> dict[str, np.ndarray]:
    """The pictures as they come back, by name as it is spoken."""
    folder = folder / FOLDER
    data, entries = (folder / "art.pack").read_bytes(), json.loads((folder / "things.json").read_text())["things"]
    return {entry["name"]: np.asarray(Image.open(io.BytesIO(data[entry["at"]:entry["at"] + entry["bytes"]])).convert("RGBA")) for entry in entries}
