"""The art: installed from npm, drawn once with librsvg, never in version control.

`python -m flash_mini.things.art` writes `work/art/things.npz`: names [n] and pictures uint8 [n, SIDE, SIDE, 4], RGBA, not premultiplied, each thing as
large as it fits, standing in the middle of the lower edge. Needs `npm` and `rsvg-convert`.
"""
import io
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from ..settings import ROOT

SIDE = 192
PACKAGES = ("@iconify-json/fluent-emoji@1.2.7", "unicode-emoji-json", "emojilib")
UNDRAWABLE = ("umbrella", "umbrella with rain drops")
"""Their filters are more than librsvg has memory for; `subjects` draws an umbrella."""
GROUPS = ("Animals & Nature", "Food & Drink", "Travel & Places", "Activities", "Objects")
FOLDER = ROOT / "work" / "art"


def install(folder: Path = FOLDER) -> Path:
    """`folder`/node_modules with the packages in it."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules" / "emojilib").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(folder), *PACKAGES], check=True, cwd=folder)
    return folder / "node_modules"


@cache
def catalogue(folder: Path = FOLDER) -> dict[str, str]:
    """From the thing's name to its SVG, for everything in `GROUPS` that was drawn."""
    modules = install(folder)
    icons = json.loads((modules / "@iconify-json" / "fluent-emoji" / "icons.json").read_text())
    drawn = icons["icons"] | {alias: icons["icons"][entry["parent"]] for alias, entry in icons.get("aliases", {}).items() if entry["parent"] in icons["icons"]}
    emoji = json.loads((modules / "unicode-emoji-json" / "data-by-emoji.json").read_text())
    names = {entry["name"]: entry["slug"].replace("_", "-") for entry in emoji.values() if entry["group"] in GROUPS and entry["name"] not in UNDRAWABLE}
    return {name: drawn[slug]["body"] for name, slug in names.items() if slug in drawn}


@cache
def groups(folder: Path = FOLDER) -> dict[str, str]:
    """From the thing's name to its group, one of `GROUPS`."""
    emoji = json.loads((install(folder) / "unicode-emoji-json" / "data-by-emoji.json").read_text())
    return {entry["name"]: entry["group"] for entry in emoji.values() if entry["group"] in GROUPS}


def keywords(folder: Path = FOLDER) -> dict[str, list[str]]:
    """From the thing's name to what emojilib calls it beside that."""
    modules = install(folder)
    emoji = json.loads((modules / "unicode-emoji-json" / "data-by-emoji.json").read_text())
    words = json.loads((modules / "emojilib" / "dist" / "emoji-en-US.json").read_text())
    return {entry["name"]: [word.replace("_", " ") for word in words.get(sign, [])] for sign, entry in emoji.items()}


def rasterised(body: str) -> np.ndarray:
    """uint8 [SIDE, SIDE, 4]."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 32 32">{body}</svg>'
    png = subprocess.run(["rsvg-convert", "--unlimited", "--width", "320", "--height", "320"], input=svg.encode(), capture_output=True, check=True).stdout
    return fitted(Image.open(io.BytesIO(png)).convert("RGBA"))


def fitted(picture: Image.Image, side: int = SIDE) -> np.ndarray:
    """What is opaque, as large as a square of `side` pixels holds it, in the middle of its lower edge: uint8 [side, side, 4]."""
    alpha = np.asarray(picture)[..., 3] > 24
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not len(rows):
        raise ValueError("the picture is transparent everywhere")
    picture = picture.crop((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
    scale = side / max(picture.size)
    width, height = (max(1, round(length * scale)) for length in picture.size)
    # Premultiplied while it is resized, or the colour of what cannot be seen bleeds into the edges.
    picture = picture.convert("RGBa").resize((width, height), Image.Resampling.LANCZOS).convert("RGBA")
    square = Image.new("RGBA", (side, side))
    square.paste(picture, ((side - width) // 2, side - height))
    return np.asarray(square)


def draw(folder: Path = FOLDER) -> Path:
    path = folder / "things.npz"
    if not path.exists():
        bodies = catalogue(folder)
        with ThreadPoolExecutor(2) as pool:
            pictures = np.stack(list(pool.map(rasterised, bodies.values())))
        # By way of a file of its own, so that a kill leaves none or a whole one.
        partial = path.with_name("partial.npz")
        np.savez(partial, names=np.array(list(bodies)), pictures=pictures)
        partial.rename(path)
    return path


@cache
def load(folder: Path = FOLDER) -> tuple[list[str], np.ndarray]:
    """Names, and uint8 [n, SIDE, SIDE, 4]."""
    stored = np.load(draw(folder))
    return stored["names"].tolist(), stored["pictures"]


@cache
def by_name(folder: Path = FOLDER) -> dict[str, np.ndarray]:
    return dict(zip(*load(folder)))


if __name__ == "__main__":
    names, pictures = load()
    print(f"{len(names)} things, {pictures.nbytes / 1e6:.0f} MB in memory")
