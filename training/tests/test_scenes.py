import numpy as np
import pytest

from flash_mini.captions import caption
from flash_mini.render import render
from flash_mini.scenes import SUBJECTS, Scene, Thing, random_for, sample_scene


def test_a_scene_depends_on_its_number_only():
    later = sample_scene(1, 500)
    assert [sample_scene(1, i) for i in range(501)][-1] == later
    assert sample_scene(2, 500) != later
    assert caption(later, random_for(1, 500)) == caption(later, random_for(1, 500))


@pytest.mark.parametrize("kind", SUBJECTS)
def test_motion_loops_and_is_visible(kind):
    scene = Scene("sea", "night", Thing(kind, "red", "centre", "large", 0.5, 0.5, False), None, "moon", 0)
    first = render(scene, 0.0, 96).astype(int)
    assert np.array_equal(first, render(scene, 1.0, 96))
    assert np.abs(first - render(scene, 0.3, 96)).max() > 40


def test_neighbouring_phases_are_nearer_than_distant_ones():
    for index in range(6):
        first, near, far = (render(sample_scene(3, index), phase, 96).astype(int) for phase in (0.0, 0.02, 0.5))
        assert np.abs(first - near).mean() < np.abs(first - far).mean()
