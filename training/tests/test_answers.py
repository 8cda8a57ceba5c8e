"""The teacher's answers to pure noise: their noise can be had again, and every step sees the next ones."""
from dataclasses import replace

import pytest
import torch

from flash_mini.answers import Answers, noises
from flash_mini.settings import Settings


def test_a_noise_is_that_of_its_number_in_any_batch():
    together, alone = noises([5, 6, 7], "cpu"), noises([6], "cpu")
    assert torch.equal(together[1:2], alone) and not torch.equal(together[0], together[2])
    assert abs(float(together.std()) - 1) < 0.05


def test_steps_see_one_answer_after_the_other_and_begin_again():
    answers = Answers(torch.zeros(5, 16, 16, 16), torch.arange(5), torch.zeros(5, dtype=torch.int64))
    assert [answers.numbers(step, 2) for step in range(3)] == [[0, 1], [2, 3], [4, 0]]


def test_none_there_is_said_with_the_stage_that_makes_them(tmp_path):
    with pytest.raises(FileNotFoundError, match="stage `answers`"):
        Answers.load(replace(Settings(), work=tmp_path))
