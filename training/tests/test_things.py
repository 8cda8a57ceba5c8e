"""Stored things: where they are placed and what they are called. What needs the art itself is skipped where it was not installed."""
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from flash_mini.things import art
from flash_mini.things.gate import opacity
from flash_mini.things.scenes import CELL, GROUND, SIZES, kept_out, layout, render, sample

ROOT = Path(__file__).resolve().parents[1]
DISC = art.fitted(Image.fromarray(np.pad(np.full((40, 20, 4), (250, 20, 20, 255), np.uint8), ((9, 3), (30, 2), (0, 0)))))
needs_art = pytest.mark.skipif(not (art.FOLDER / "things.npz").exists(), reason="python -m flash_mini.things.art was not run")


def test_art_fills_its_square_and_stands_on_the_lower_edge():
    alpha = DISC[..., 3] > 128

    assert DISC.shape == (art.SIDE, art.SIDE, 4)
    assert alpha[-1].any() and alpha[0].any()
    assert abs(int(np.flatnonzero(alpha.any(0)).mean()) - art.SIDE // 2) <= 1
    with pytest.raises(ValueError, match="transparent"):
        art.fitted(Image.new("RGBA", (8, 8)))


@pytest.mark.parametrize("size", SIZES)
def test_a_layout_shows_the_thing_where_the_scene_does_and_nothing_else(size):
    for index in range(8):
        scene = sample(3, index, ["block"], size)
        placed = scene.things[0]
        plan, alpha = layout(scene, {"block": DISC})

        inside = np.zeros((256, 256), bool)
        inside[placed.base - placed.side:placed.base, placed.left:placed.left + placed.side] = True
        assert placed.left % CELL == placed.base % CELL == 0 and placed.side == SIZES[size] * CELL
        assert (plan[~inside] == GROUND).all() and not alpha[~inside].any()
        assert opacity(alpha).shape == (4, 16, 16) and abs(float(opacity(alpha).astype(np.float32).mean()) - alpha.mean() / 255) < 1e-3
        drawn, without = render(scene, {"block": DISC}, 0.3), render(scene, {"block": DISC * 0}, 0.3)
        solid = alpha == 255
        assert np.abs(drawn[solid].astype(int) - without[solid]).mean() > 30


def test_a_scene_depends_on_its_number_alone_and_an_eighth_of_the_things_is_kept_out():
    names = [f"thing {i}" for i in range(2000)]

    assert sample(1, 7, names) == sample(1, 7, names) != sample(1, 8, names)
    assert 0.09 < np.mean([kept_out(name) for name in names]) < 0.15


@needs_art
@pytest.mark.parametrize("file", ["prompts-people-type.txt", "prompts-phrasings.txt"])
def test_words_find_their_thing(file):
    from flash_mini.things.find import things_in
    rows = [line.split(" | ") for line in (ROOT / file).read_text().splitlines() if not line.startswith("#")]

    missed = [(prompt, thing, things_in(prompt)) for prompt, thing in rows if things_in(prompt)[:1] != [thing]]

    assert len(missed) <= 0.02 * len(rows), missed
