"""Stage `report`: puts the evaluation into docs/imagine-flash.md, between its markers, and draws the grids beside it.

What stands between `<!-- NAME -->` and `<!-- /NAME -->` is replaced; everything else is prose that people wrote.
"""
import json
import re

import cairo
import numpy as np
from PIL import Image

from . import compare, showcase
from .evaluate import EXAMPLES
from .pictures import halved
from .settings import Settings
from .table import against, closely, costs, movement, provenance, quality, steps_of

CELL, LABEL = 128, 250


def run(settings: Settings) -> None:
    folder, page = settings.work / "evaluation", settings.docs / "imagine-flash.md"
    numbers = json.loads((folder / "evaluation.json").read_text())
    made = [row for row in numbers["rows"] if "steps" in row]
    images = settings.docs / "images"
    images.mkdir(parents=True, exist_ok=True)
    picture = images / "imagine-flash-rows.jpg"
    Image.fromarray(grid([(row["title"].strip("*"), row["steps"], np.load(folder / "rows" / f"{row['name']}.npz")["pictures"]) for row in made])).save(picture, quality=88)
    twenty = images / "flash-mini-twenty.jpg"
    showcase.sheet(settings).save(twenty, quality=88)
    parts = {"quality": quality(numbers["rows"]), "against": against(made), "closely": closely(compare.measured(settings)), "costs": costs(made), "movement": movement([numbers["movement"], *made]), "provenance": [provenance(numbers)],
             "grid": [f"![The same prompts and the same noise for every row](images/{picture.name})", "", "Prompts: " + "; ".join(EXAMPLES) + "."],
             "twenty": [f"![Twenty prompts, one picture each](images/{twenty.name})"]}
    page.write_text(filled(page.read_text(), {name: "\n".join(lines) for name, lines in parts.items()}))


def filled(text: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        text, count = re.subn(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", lambda match: f"{match[1]}{part}\n{match[2]}", text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"docs/imagine-flash.md needs exactly one pair of <!-- {name} --> and <!-- /{name} -->; it has {count}.")
    return text


def grid(rows: list[tuple[str, int, np.ndarray]]) -> np.ndarray:
    """One line per row of the table: its name, then its pictures, uint8 [n, 256, 256, 3], at half size."""
    return np.concatenate([np.concatenate([label(title, steps), *(halved(picture) for picture in pictures)], 1) for title, steps, pictures in rows])


def label(title: str, steps: int) -> np.ndarray:
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, LABEL, CELL)
    ctx = cairo.Context(surface)
    ctx.set_source_rgb(1, 1, 1)
    ctx.paint()
    ctx.set_source_rgb(0.1, 0.1, 0.1)
    ctx.select_font_face("sans-serif")
    ctx.set_font_size(15)
    for i, words in enumerate((*wrapped(title), steps_of(steps))):
        ctx.move_to(10, 50 + 20 * i)
        ctx.show_text(words)
    surface.flush()
    return np.frombuffer(surface.get_data(), np.uint8).reshape(CELL, surface.get_stride() // 4, 4)[:, :LABEL, 2::-1].copy()


def wrapped(title: str) -> list[str]:
    lines = [""]
    for word in title.split(" "):
        if len(lines[-1]) + len(word) > 28:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
