from dataclasses import replace

import numpy as np
import pytest
import torch

from flash_mini import chunks
from flash_mini.captions import caption, plain_caption
from flash_mini.labels import LABELS, labels
from flash_mini.focus import occupied
from flash_mini.latents import Latents, is_learned, is_rare, is_usual
from flash_mini.motion import measure
from flash_mini.render import render
from flash_mini.scenes import held_out, pair_held_out, random_for, sample_scene
from flash_mini.settings import Settings
from flash_mini.vocabulary import COLOURS, FAVOURITES, KINDS, RELATIONS, SETTINGS, STYLES, USUAL_POSITION, USUAL_SIZE, natural_colours, natural_settings
from flash_mini.words import POSITION_WORDS, SIZE_WORDS, STYLE_WORDS, nouns, plural

SCENES = [sample_scene(7, index) for index in range(600)]


def an_example(**wanted):
    return next(scene for scene in SCENES if all(getattr(scene, name) == value for name, value in wanted.items()))


def test_a_scene_depends_on_its_number_only():
    later = sample_scene(1, 500)
    assert [sample_scene(1, i) for i in range(501)][-1] == later
    assert sample_scene(2, 500) != later
    assert caption(later, random_for(1, 500)) == caption(later, random_for(1, 500))


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_backdrop_moves_and_loops(setting):
    scene = replace(an_example(setting=setting), things=(), style="illustration", weather="clear")
    first = render(scene, 0.0, 96).astype(int)
    assert np.array_equal(first, render(scene, 1.0, 96))
    assert np.abs(first - render(scene, 0.3, 96)).max() > 30


@pytest.mark.parametrize("style", STYLES)
def test_every_style_loops_and_differs_from_the_usual_one(style):
    scene = replace(an_example(setting="meadow", count=1), style=style)
    first, usual = render(scene, 0.0, 128).astype(int), render(replace(scene, style=STYLES[0]), 0.0, 128).astype(int)
    assert first.shape == (128, 128, 3) and np.array_equal(first, render(scene, 1.0, 128))
    assert np.abs(first - render(scene, 0.3, 128)).max() > 40
    assert style == STYLES[0] or np.abs(first - usual).mean() > 3


@pytest.mark.parametrize("weather", ["rain", "snow", "fog"])
def test_weather_is_seen_and_loops(weather):
    scene = replace(an_example(setting="city", weather="clear"), weather=weather)
    first = render(scene, 0.0, 96)
    assert np.array_equal(first, render(scene, 1.0, 96))
    assert np.abs(first.astype(int) - render(replace(scene, weather="clear"), 0.0, 96)).mean() > 1


def test_neighbouring_phases_are_nearer_than_distant_ones():
    for scene in SCENES[:6]:
        first, near, far = (render(scene, phase, 96).astype(int) for phase in (0.0, 0.02, 0.5))
        assert np.abs(first - near).mean() < np.abs(first - far).mean()


def test_training_never_sees_what_is_held_out_and_the_other_split_always_does():
    assert not any(held_out(scene) for scene in SCENES)
    assert all(held_out(sample_scene(7, index, "held_out")) for index in range(100))
    pairs = [(kind, attribute) for kind in KINDS for attribute in (*COLOURS, *SETTINGS)]
    share = sum(pair_held_out(*pair) for pair in pairs) / len(pairs)
    assert 0.04 < share < 0.10
    for kind in KINDS:
        assert not any(pair_held_out(kind, attribute) for attribute in (*natural_colours(kind), *natural_settings(kind)))
    with pytest.raises(ValueError, match="train, held_out, not 'test'"):
        sample_scene(1, 0, "test")


def test_related_things_are_where_the_relation_says():
    for relation in RELATIONS[1:]:
        scene = an_example(relation=relation)
        subject = [thing.spot for thing in scene.things if thing.noun == scene.subject]
        others = [thing.spot for thing in scene.things if thing.noun == scene.companion]
        middle = subject[0].base - subject[0].height / 2
        other = others[0].base - others[0].height / 2
        assert len(subject) == 1 and len(others) == (2 if relation == "between" else 1)
        assert {"left of": subject[0].x < others[0].x, "right of": subject[0].x > others[0].x, "above": middle < other - 0.2, "below": middle > other + 0.2,
                "on": middle < other and abs(subject[0].x - others[0].x) < 0.1, "between": others[0].x < subject[0].x < others[-1].x}[relation]


def test_labels_name_what_the_scene_holds():
    scene = an_example(relation="above")
    names = {attribute: LABELS[attribute][label] for attribute, label in labels(scene).items()}
    assert set(names) == set(LABELS) and names["count"] == 1
    assert (names["subject"], names["colour"]) == (scene.subject.kind, scene.subject.colour)
    assert (names["companion"], names["relation"], names["setting"]) == (scene.companion.kind, "above", scene.setting)
    assert labels(an_example(relation="none"))["companion"] == 0


def test_captions_say_what_cannot_be_guessed():
    for index, scene in enumerate(SCENES):
        text = caption(scene, random_for(7, index, 2)).lower()
        assert any(noun in text or plural(noun) in text for noun in map(str.lower, nouns(scene.subject.kind))), text
        plain = plain_caption(scene)
        assert scene.subject.colour in plain and (scene.count == 1 or plural(scene.subject.kind) in plain)
        assert scene.relation == "none" or scene.relation in plain
    assert len({caption(SCENES[0], random_for(7, 0, purpose)) for purpose in range(40)}) > 30


@pytest.mark.parametrize("one, many", [("cat", "cats"), ("bus", "buses"), ("butterfly", "butterflies"), ("jellyfish", "jellyfish"), ("hot air balloon", "hot air balloons"), ("monkey", "monkeys")])
def test_plurals(one, many):
    assert plural(one) == many


def test_an_animation_ends_where_it_moves_least():
    """Its seam lies just before phase 0, where what swings turns round."""
    loops = [measure(np.stack([render(scene, frame / 16, 64) for frame in range(16)])).closure for scene in SCENES[:16]]
    assert max(loops) <= 1.03 and np.mean(loops) < 0.85


def test_only_what_the_settings_name_is_learned():
    scenes = [sample_scene(1, index) for index in range(300)]
    narrow = Settings(most_subjects=1, kinds="cat,boat", styles="illustration")
    learned = [scene for scene in scenes if is_learned(narrow, scene)]
    assert all(is_learned(Settings(), scene) for scene in scenes)
    assert learned and all(scene.subject.kind in ("cat", "boat") and scene.style == "illustration" and scene.companion is None for scene in learned)


def test_the_teacher_sees_rare_scenes_more_often_than_they_are_drawn():
    rare = torch.tensor([is_rare(scene) for scene in SCENES])
    assert all(is_rare(scene) == (scene.companion is not None or scene.size == "small" or scene.style != "illustration") for scene in SCENES)
    nothing = torch.zeros(len(SCENES))
    torch.manual_seed(3)
    picked = Latents(nothing, nothing, nothing, nothing, torch.where(rare, 3.0, 1.0), 1.0).pick(6000)
    share, drawn = float(rare[picked].float().mean()), float(rare.float().mean())
    assert share == pytest.approx(3 * drawn / (3 * drawn + 1 - drawn), abs=0.03)


def test_the_weights_of_rare_and_usual_scenes_and_of_favourites_are_the_settings(tmp_path):
    count = 40
    chunks.write(tmp_path / "latents", count, count, lambda numbers: {
        "latents": np.random.default_rng(1).normal(size=(count, 1, 16, 16)), "phases": np.zeros(count), "ids": np.zeros((count, 1, 2))}, "scenes")
    scenes = [sample_scene(Settings.seed, number) for number in range(count)]
    favourites = [scene.subject.kind in FAVOURITES for scene in scenes]
    assert any(map(is_usual, scenes)) and any(is_usual(scene) and is_rare(scene) for scene in scenes)
    assert any(favourites) and not all(favourites) and set(FAVOURITES) <= set(KINDS)
    chances = Latents.load(Settings(work=tmp_path, rare_weight=5, usual_weight=7, favourite_weight=3)).chances
    assert chances.tolist() == [(5.0 if is_rare(scene) else 1.0) * (7.0 if is_usual(scene) else 1.0) * (3.0 if favourite else 1.0) for scene, favourite in zip(scenes, favourites)]


def test_things_on_the_right_are_turned_round_and_no_others():
    things = [thing for scene in SCENES for thing in scene.things]
    assert all(thing.mirrored == (thing.spot.x > 0.6) for thing in things)
    assert 0.05 < sum(thing.mirrored for thing in things) / len(things) < 0.5


def test_occupied_cells_are_those_that_a_thing_was_drawn_over():
    scene = an_example(style="illustration", weather="clear", relation="none", count=1, size="large", setting="meadow")
    with_it, without = (render(replace(scene, things=things), 0.0, 256).astype(int) for things in (scene.things, ()))
    changed = np.abs(with_it - without).max(2).reshape(16, 16, 16, 16).max((1, 3)) > 60
    cells = occupied(scene, 16, 16).numpy().astype(bool)
    assert cells.sum() < 200 and changed.sum() > 20
    assert (changed & ~cells).sum() <= 0.1 * changed.sum()


def test_a_style_that_is_not_the_usual_one_is_always_said():
    for scene in (scene for scene in SCENES if scene.style != STYLES[0]):
        said = [template.replace("{}", "").strip(" ,").lower() for template in STYLE_WORDS[scene.style]]
        texts = [caption(scene, random_for(3, number)).lower() for number in range(20)]
        assert all(any(words in text for words in said) for text in texts), scene.style


def test_a_size_or_a_position_that_is_not_the_usual_one_is_nearly_always_said():
    """Else a model must guess among several, and paints something of each."""
    lonely = [scene for scene in (sample_scene(1, index) for index in range(400)) if scene.alone]
    for attribute, words, usual in (("size", SIZE_WORDS, USUAL_SIZE), ("position", POSITION_WORDS, USUAL_POSITION)):
        for name in words:
            scenes = [scene for scene in lonely if getattr(scene, attribute) == name]
            said = [any(word in caption(scene, random_for(3, number)).lower() for word in words[name]) for scene in scenes for number in range(6)]
            assert len(said) > 100 and (np.mean(said) > 0.95 if name != usual else np.mean(said) < 0.5), name
            assert all((words[name][0] in plain_caption(scene)) == (name != usual) for scene in scenes), name


def test_only_one_thing_alone_has_a_size_and_a_position():
    for scene in (scene for scene in SCENES if not scene.alone):
        said = f" {plain_caption(scene)} "
        assert (scene.size, scene.position) == ("medium", "centre") and "medium" not in said and "middle" not in said


def test_usual_scenes_show_one_large_thing_in_the_middle():
    assert all(is_usual(scene) == (scene.alone and scene.size == "large" and scene.position == "centre") for scene in SCENES)
