"""Stored things: where they are placed, how they are drawn and moved, and what they are called. What needs the art itself is skipped where it was not installed."""
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from flash_mini.scenes import random_for
from flash_mini.things import art
from flash_mini.things.captions import caption, plain
from flash_mini.things.drawing import GROUND, layout, render
from flash_mini.things.latents import EDGE, INSIDE, BACKDROP, focus_of, layouts, opacity
from flash_mini.things.motion import Pose, pose
from flash_mini.things.pasted import pasted
from flash_mini.things.recolour import named, recoloured
from flash_mini.things.restyle import restyled
from flash_mini.things.scenes import SIZES, Placed, ThingScene, kept_out, sample
from flash_mini.vocabulary import COLOURS

ROOT = Path(__file__).resolve().parents[1]
DISC = art.fitted(Image.fromarray(np.pad(np.full((40, 20, 4), (250, 20, 20, 255), np.uint8), ((9, 3), (30, 2), (0, 0)))))
NAMES = [f"thing {i}" for i in range(50)]
needs_art = pytest.mark.skipif(not (art.FOLDER / "things.npz").exists(), reason="python -m flash_mini.things.art was not run")


def of(names) -> dict[str, np.ndarray]:
    return {name: DISC for name in names}


def test_art_fills_its_square_and_stands_on_the_lower_edge():
    alpha = DISC[..., 3] > 128

    assert DISC.shape == (art.SIDE, art.SIDE, 4)
    assert alpha[-1].any() and alpha[0].any()
    assert abs(int(np.flatnonzero(alpha.any(0)).mean()) - art.SIDE // 2) <= 1
    with pytest.raises(ValueError, match="transparent"):
        art.fitted(Image.new("RGBA", (8, 8)))


@pytest.mark.parametrize("size", SIZES)
def test_a_layout_shows_the_thing_where_the_scene_does_and_nothing_else(size):
    for index in range(6):
        scene = sample(3, index, ["block"], size, plain=True)
        placed, phase = scene.things[0], index / 6
        plan, alpha = layout(scene, {"block": DISC}, phase)

        near = np.zeros((256, 256), bool)
        near[max(0, placed.base - placed.side * 5 // 4):placed.base + placed.side // 8, max(0, placed.left - placed.side // 8):placed.left + placed.side * 9 // 8] = True
        assert (plan[~near] == GROUND).all() and not alpha[~near].any()
        assert abs(placed.side / SIZES[size] - 1) <= 0.13
        assert abs(float(opacity(alpha).astype(np.float32).mean()) - alpha.mean() / 255) < 1e-3
        drawn, without = render(scene, {"block": DISC}, phase), render(scene, {"block": DISC * 0}, phase)
        assert np.abs(drawn[alpha == 255].astype(int) - without[alpha == 255]).mean() > 30


def test_a_scene_depends_on_its_number_alone_and_an_eighth_of_the_things_is_kept_out():
    names = [f"thing {i}" for i in range(2000)]

    assert sample(1, 7, names) == sample(1, 7, names) != sample(1, 8, names)
    assert 0.09 < np.mean([kept_out(name) for name in names]) < 0.15


def test_scenes_have_every_number_relation_size_and_their_relations_are_true():
    scenes = [sample(1, i, NAMES) for i in range(400)]

    assert {len(scene.names) for scene in scenes} == {1, 2, 3} and {scene.count for scene in scenes} == {1, 2, 3}
    assert {scene.relation for scene in scenes} == {"none", "and", "left of", "right of", "above", "below"}
    assert {scene.size for scene in scenes if len(scene.things) == 1} == set(SIZES)
    assert 0.15 < np.mean([scene.things[0].colour is not None for scene in scenes]) < 0.35
    for scene in scenes:
        first, last = scene.things[0], scene.things[-1]
        assert all(0 <= thing.left <= 256 - thing.side and thing.side <= thing.base <= 256 for thing in scene.things)
        held = {"left of": first.middle < last.middle - 0.2, "right of": first.middle > last.middle + 0.2, "above": first.base < last.base - 40, "below": first.base > last.base + 40}
        assert held.get(scene.relation, True), scene


def test_captions_say_what_is_not_usual():
    for index in range(80):
        scene = sample(1, index, NAMES)
        texts = [caption(scene, random_for(1, i)).lower() for i in range(6)]
        assert all(name in text or f"{name}s" in text for text in texts for name in scene.names)
        if scene.things[0].colour and scene.relation == "none":
            assert sum(scene.things[0].colour in text for text in texts) >= 2, texts
    assert plain(sample(3, 0, ["block"], "small", plain=True)).startswith("a small block")


@pytest.mark.parametrize("setting", ["sea", "space", "meadow"])
def test_motion_is_seen_and_closes(setting):
    for gait in range(3):
        thing = Placed("block", 60, 230, 100, gait=gait)
        poses = [pose(thing, setting, i / 32) for i in range(33)]
        values = np.array([[p.lift, p.drift, p.turn, p.stretch] for p in poses])

        assert np.allclose(values[0], values[-1], atol=1e-9)
        assert np.ptp(values, 0).max() > 0.02
        assert np.abs(np.diff(values, axis=0)).max() < 0.25 * np.ptp(values, 0).max(), "jumps"
    assert pose(thing, setting, 0.1) != Pose()


@pytest.mark.parametrize("colour", COLOURS)
def test_a_recoloured_thing_has_the_colour_and_keeps_its_eyes(colour):
    picture = np.zeros((40, 40, 4), np.uint8)
    picture[:] = (225, 120, 40, 255)
    picture[:20] = (245, 150, 70, 255)
    picture[10:14, 10:14], picture[10:14, 20:24] = (255, 255, 255, 255), (10, 10, 12, 255)

    turned = recoloured(picture, colour)

    assert named(tuple(turned[35, 35, :3] / 255)) == colour
    assert np.abs(turned[11, 11].astype(int) - (255, 255, 255, 255)).max() < 12 and turned[11, 21, :3].max() < 30
    assert turned[2, 2, :3].sum() > turned[35, 35, :3].sum(), "light and shadow stay"


def test_styles_that_draw_change_the_layout_and_others_leave_it():
    assert all(not np.array_equal(restyled(DISC, style), DISC) for style in ("line art", "neon"))
    assert all(np.array_equal(restyled(DISC, style), DISC) for style in ("illustration", "watercolour", "photo"))
    inked = restyled(DISC, "line art")
    assert inked.shape == DISC.shape and inked[100, np.flatnonzero(DISC[100, :, 3] > 128)[0], :3].mean() < inked[100, 96, :3].mean(), "dark at the rim"


def test_an_empty_cell_of_a_layout_is_zero_and_edges_count_most():
    alpha = np.zeros((256, 256), np.uint8)
    alpha[64:170, 64:176] = 255
    opaque = torch.from_numpy(opacity(alpha))[None]

    heard = layouts(torch.ones(1, 16, 16, 16), opaque, 0.5)
    focus = focus_of(opaque)[0, 0]

    assert not heard[0, :, 0, 0].any() and not heard[0, :16, 2, 5].any()
    assert (heard[0, :16, 3, 5] == 0.5).all() and (heard[0, 16:, 5, 5] == 1).all()
    assert focus[0, 0] == pytest.approx(BACKDROP) and focus[6, 7] == pytest.approx(INSIDE) and focus[10, 7] == focus[3, 7] == pytest.approx(EDGE)


def test_pictures_for_the_encoder_hold_art_or_stay():
    ground = np.full((64, 64, 3), 7, np.uint8)
    made = [pasted(ground, DISC[None], np.random.default_rng(i)) for i in range(40)]

    assert 4 < sum(picture is ground for picture, _ in made) < 22
    assert all((picture[covered > 0.99, 0] > 100).all() for picture, covered in made if covered.max() > 0.99)


@needs_art
@pytest.mark.parametrize("file", ["prompts-people-type.txt", "prompts-phrasings.txt", "prompts-phrasings-2.txt"])
def test_words_find_their_thing(file):
    from flash_mini.things.find import things_in
    rows = [line.split(" | ") for line in (ROOT / file).read_text().splitlines() if not line.startswith("#")]

    missed = [(prompt, thing, things_in(prompt)) for prompt, thing in rows if things_in(prompt)[:1] != [thing]]

    assert len(missed) <= 0.02 * len(rows), missed


@needs_art
def test_the_planner_reads_number_colour_place_relation_and_style_and_leaves_the_rest_to_the_seed():
    from flash_mini.things.plan import planned, said
    apples, elephant, bird = planned("two red apples in the snow", 1), planned("a blue elephant in the desert at night, watercolour", 1), planned("a bird above a tractor", 1)

    assert [thing.name for thing in apples.things] == ["red apple"] * 2 and apples.things[0].colour is None and apples.backdrop.setting == "snow"
    assert elephant.things[0].colour == "blue" and (elephant.backdrop.setting, elephant.backdrop.hour, elephant.backdrop.style) == ("desert", "night", "watercolour")
    assert bird.relation == "above" and bird.things[0].base < bird.things[1].base - 40
    assert planned("a tiny crocodile on the left", 1).things[0].middle < 0.4 and planned("a tiny crocodile on the left", 1).things[0].side < 100
    assert len({planned("a guitar", seed).things for seed in range(8)}) == 8 and planned("a guitar", 3) == planned("a guitar", 3)
    assert planned("hope and glory", 1) is None
    assert planned("a rocket", 1).backdrop.setting == "space" and said("a rocket!", planned("a rocket", 1)) == "a rocket in space"
    assert said("a rocket in the snow", planned("a rocket in the snow", 1)) == "a rocket in the snow"


def test_the_decoder_that_sees_layouts_leaves_pictures_without_things_alone_and_paints_art_from_its_pixels():
    from flash_mini.autoencoder import Decoder
    from flash_mini.things.seeing import SeeingDecoder, seen_of
    torch.manual_seed(0)
    decoder = Decoder().eval()
    model, latents = SeeingDecoder(decoder), torch.randn(1, 16, 16, 16)
    for layer in (model.see64, model.see128, model.blend):
        torch.nn.init.normal_(layer.weight, std=0.05)
    model.blend.bias.data[:] = torch.tensor([9.0] * 4 + [0.0] * 24)
    model.blend.weight.data[:] = 0
    scene = sample(3, 0, ["block"], "large", plain=True)
    plan, alpha = layout(scene, {"block": DISC})

    with torch.no_grad():
        assert torch.allclose(model(latents, torch.zeros(1, 4, 256, 256)), decoder(latents), atol=1e-5)
        made = model(latents, seen_of(plan[None], alpha[None]))[0]

    inside = torch.from_numpy(alpha == 255)
    assert torch.allclose(made[:, inside], torch.from_numpy(plan / 127.5 - 1).permute(2, 0, 1)[:, inside].float(), atol=0.02)
    assert not any(parameter.requires_grad for parameter in model.decoder.parameters())
