import cairo
import numpy as np
import pytest

from flash_mini.subjects import ANY, GROUND, SKY, SUBJECTS, UNDER, WATER

UNIT, MARGIN = 64, 0.06


def drawn(name: str, phase: float, night: bool = False) -> np.ndarray:
    """uint8 [128, 256, 4], premultiplied: four units wide, two high, the subject's foot at the middle, 1.5 units down."""
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 4 * UNIT, 2 * UNIT)
    ctx = cairo.Context(surface)
    ctx.translate(2 * UNIT, 1.5 * UNIT)
    ctx.scale(UNIT, UNIT)
    SUBJECTS[name].draw(ctx, (0.88, 0.15, 0.14), phase, night)
    surface.flush()
    return np.frombuffer(surface.get_data(), np.uint8).reshape(2 * UNIT, 4 * UNIT, 4).astype(int)


@pytest.mark.parametrize("name", SUBJECTS)
def test_stays_in_its_box_and_fills_it(name):
    subject = SUBJECTS[name]
    seen = np.zeros((2 * UNIT, 4 * UNIT), bool)
    for i in range(16):
        seen |= drawn(name, i / 16, night=i % 2 == 1)[..., 3] > 200
    rows, columns = np.nonzero(seen.any(1))[0], np.nonzero(seen.any(0))[0]
    top, bottom = rows[0] / UNIT - 1.5, (rows[-1] + 1) / UNIT - 1.5
    left, right = columns[0] / UNIT - 2, (columns[-1] + 1) / UNIT - 2
    assert top >= -1 - MARGIN and bottom <= MARGIN, (top, bottom)
    assert left >= -subject.width / 2 - MARGIN and right <= subject.width / 2 + MARGIN, (left, right)
    assert bottom - top > 0.7 and right - left > 0.8 * subject.width, (top, bottom, left, right)


@pytest.mark.parametrize("name", SUBJECTS)
def test_moves_and_loops(name):
    first = drawn(name, 0.0)
    assert np.array_equal(first, drawn(name, 1.0))
    assert np.abs(first - drawn(name, 0.99)).mean() < np.abs(first - drawn(name, 0.3)).mean()
    turn = [drawn(name, i / 8) for i in range(8)]
    moved = max((np.abs(a - b).max(-1) > 40).sum() for a in turn for b in turn)
    assert moved > 0.08 * (first[..., 3] > 128).sum()


def test_entries_are_complete():
    for name, subject in SUBJECTS.items():
        assert subject.place in (GROUND, SKY, WATER, UNDER, ANY), name
        assert subject.natural_colours and subject.natural_settings and subject.width > 0, name
        assert isinstance(subject.synonyms, tuple) and name not in subject.synonyms
    said = [word for name, subject in SUBJECTS.items() for word in (name, *subject.synonyms)]
    assert len(said) == len(set(said))
