"""The measures against numbers known in advance."""
import numpy as np
import pytest
import torch

from flash_mini.attributes import ATTRIBUTES, CLASSES, PLACES, classes_of, places_of, reading
from flash_mini.frechet import colour_distance, frechet_distance
from flash_mini.motion import measure
from flash_mini.pictures import halved
from flash_mini.referee import Referee, pointed
from flash_mini.report import filled
from flash_mini.scenes import sample_scene
from flash_mini.spread import draws, paired, spread
from flash_mini.table import against, closely
from flash_mini.vocabulary import COLOURS, KINDS
from flash_mini.train_referee import correctness, roughened, shifted


def test_frechet_distance_of_gaussians_is_the_closed_form():
    rng = np.random.default_rng(0)
    a, b = rng.normal(0, 1, (60_000, 3)), rng.normal((2, 0, 0), (1, 1, 3), (60_000, 3))
    # |m|^2 = 4, and for independent axes (s_a - s_b)^2 = 4.
    assert frechet_distance(a, b) == pytest.approx(8, rel=0.02)
    assert frechet_distance(a, a) == pytest.approx(0, abs=1e-8)


def test_colour_distance_sees_a_tint_and_no_rearrangement():
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 200, (40, 8, 8, 3), dtype=np.uint8)
    assert colour_distance(pictures, pictures[:, ::-1]) < 1e-6
    assert colour_distance(pictures, pictures + np.uint8(20)) == pytest.approx(1000 * 3 * (20 / 255) ** 2, rel=0.02)


def turning(frames: int) -> np.ndarray:
    """A bar of light going round."""
    pictures = np.zeros((frames, 16, 16, 3), np.uint8)
    for i in range(frames):
        pictures[i, :, np.arange(i, i + 8) % 16] = 200
    return pictures


def test_a_loop_that_turns_evenly_is_coherent_and_seamless():
    moving = measure(turning(16))
    assert moving.closure == pytest.approx(1) and moving.coherence == pytest.approx(1 - 1 / 8) and moving.visible == pytest.approx(200)


def test_what_stands_still_or_jumps_back_is_seen():
    assert measure(np.zeros((8, 4, 4, 3), np.uint8)).visible == 0
    assert measure(turning(16)[:8]).closure > 5


def test_a_reading_begins_with_what_stands_left_or_above():
    seen = {scene.relation: scene for scene in (sample_scene(5, i) for i in range(600))}
    for told, read in (("right of", "left of"), ("below", "above")):
        scene = seen[told]
        assert reading(scene) | {"colour": ""} == reading(scene) | {
            "subject": scene.companion.kind, "companion": scene.subject.kind, "relation": read, "colour": ""}
        assert reading(scene)["colour"] == scene.companion.colour
    for told in ("left of", "above", "on", "between", "none"):
        assert reading(seen[told])["subject"] == seen[told].subject.kind and reading(seen[told])["relation"] == told


def test_a_relation_is_right_only_with_both_its_things():
    names = list(ATTRIBUTES)
    truth = np.array([classes_of(next(scene for scene in (sample_scene(5, i) for i in range(600)) if scene.relation == "above"))] * 4)
    found = truth.copy()
    found[1, names.index("companion")] -= 1
    found[2, names.index("relation")] = 0
    shares = correctness(found, truth)
    assert shares["relation"] == 50 and shares["subject"] == 100 and shares["all"] == pytest.approx((5 * 100 + 50) / 6)


def test_attributes_without_a_case_are_left_out():
    scene = next(scene for scene in (sample_scene(5, i) for i in range(100)) if scene.relation == "none")
    truth = np.array([classes_of(scene)])
    assert "relation" not in correctness(truth, truth)


def test_referee_reads_whole_and_halved_pictures_alike():
    torch.manual_seed(0)
    referee = Referee(CLASSES).eval()
    whole = np.kron(np.random.default_rng(0).integers(0, 255, (2, 128, 128, 3), dtype=np.uint8), np.ones((1, 2, 2, 1), np.uint8))
    assert np.array_equal(halved(whole), whole[:, ::2, ::2])
    pixels = torch.from_numpy(whole).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.no_grad():
        (features, logits), (same, _) = referee(pixels), referee.read(pixels[:, :, ::2, ::2])
    assert torch.allclose(features, same, atol=1e-4) and [part.shape[1] for part in referee.split(logits)] == CLASSES


def test_places_say_what_stands_where():
    scene = next(scene for scene in (sample_scene(5, i) for i in range(600)) if scene.relation == "left of")
    kinds, colours = places_of(scene)
    middle = {thing.noun.kind: round(8 * thing.spot.x - 0.5) for thing in scene.things}
    for noun in (scene.subject, scene.companion):
        rows, columns = np.nonzero(kinds == 1 + KINDS.index(noun.kind))
        assert abs(columns.mean() - middle[noun.kind]) <= 1 and set(colours[rows, columns]) == {1 + list(COLOURS).index(noun.colour)}
    assert kinds[0, 0] == 0 and np.array_equal(kinds == 0, colours == 0)


def test_the_referee_says_what_stands_at_each_place():
    referee = Referee(CLASSES)
    features, logits, places = referee.read_places(torch.zeros(2, 3, 128, 128))
    assert features.shape == (2, 128) and logits.shape == (2, sum(CLASSES)) and [part.shape for part in places] == [(2, n, 8, 8) for n in PLACES]


def test_a_pointer_reads_the_place_it_points_at():
    torch.manual_seed(0)
    places, pointer = torch.randn(2, 5, 8, 8), torch.zeros(2, 64)
    pointer[0, 9], pointer[1, [3, 4]] = 1, 0.5
    found = pointed(places, pointer)
    assert torch.equal(found[0], places[0, :, 1, 1]) and torch.allclose(found[1], places[1, :, 0, 3:5].mean(1))


def test_shifting_moves_a_picture_by_a_few_pixels():
    torch.manual_seed(0)
    pixels = torch.zeros(1, 3, 32, 32)
    pixels[..., 16, 16] = 1
    found = {tuple(shifted(pixels)[0, 0].nonzero()[0].tolist()) for _ in range(50)}
    assert len(found) > 10 and all(abs(y - 16) <= 5 and abs(x - 16) <= 5 for y, x in found)


def test_roughening_keeps_what_a_picture_shows():
    torch.manual_seed(0)
    pixels = torch.zeros(8, 3, 16, 16) + 0.25
    rough = roughened(pixels)
    assert (rough - pixels).abs().mean() < 0.1 and not torch.equal(rough, pixels)


def test_spread_of_a_mean_is_its_standard_error():
    values = np.random.default_rng(0).normal(0, 2, 400)
    assert spread(draws(lambda picks: values[picks].mean(), 400)) == pytest.approx(0.1, rel=0.4)


def test_rows_that_fail_with_the_same_scenes_differ_more_surely_than_either_is_known():
    hard = np.random.default_rng(0).normal(0, 2, 400)
    ours, theirs = (draws(lambda picks, shift=shift: (hard + shift)[picks].mean(), 400) for shift in (1, 0))
    assert paired(ours, theirs) < 1e-9 < spread(ours)
    rows = [{"name": name, "title": name, "steps": 3, "train": {"accuracy": {"all": share}, "frechet": 400 + share, "colour": 2.125, "draws": {"all": drawn, "frechet": drawn}}}
            for name, share, drawn in (("student-3", 87.5, ours), ("rival-consistency-3", 88.0, theirs))]
    assert against(rows)[2:] == ["| 3 steps | rival-consistency-3, 3 steps | −0.5 ± 0.0 | −0 ± 0 |"]
    assert closely(rows) == ["| method | steps | all | Fréchet | colours |", "| --- | ---: | ---: | ---: | ---: |", f"| student-3 | 3 | 87.5 ± {spread(ours):.1f} | 488 ± {spread(ours):.0f} | 2.12 |",
                             f"| rival-consistency-3 | 3 | 88.0 ± {spread(theirs):.1f} | 488 ± {spread(theirs):.0f} | 2.12 |", "", *against(rows)]
    assert closely([]) == ["Not measured."]


def test_report_fills_what_is_marked_and_nothing_else():
    page = "before\n<!-- table -->\nold\nlines\n<!-- /table -->\nafter"
    once = filled(page, {"table": "| 1 |"})
    assert once == "before\n<!-- table -->\n| 1 |\n<!-- /table -->\nafter" and filled(once, {"table": "| 1 |"}) == once
    with pytest.raises(SystemExit, match="<!-- costs -->"):
        filled(page, {"costs": ""})
