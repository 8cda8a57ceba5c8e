"""Gradients stop where they must, and the shifted time has the right limits."""
from collections import Counter
from dataclasses import replace

import pytest
import torch
from torch import nn

from flash_mini.diffusion import add_noise, alpha, next_latents, predicted_noise, predicted_x0, sigma, trailing_timesteps
from flash_mini.distill import LAST, distance, gamma, imagine_flash_loss, name_of, pick_timestep, roll_out, shifted_target, teacher_estimate
from flash_mini.distillation import Batch
from flash_mini.rival_adversarial import adversarial_loss
from flash_mini.rival_consistency import boundary, consistency_loss, consistent, timesteps
from flash_mini.rival_steps import step_loss, step_target
from flash_mini.settings import Settings


class Scale(nn.Module):
    """The smallest denoiser with a weight; counts the evaluations that record a gradient, and remembers what it was shown."""

    def __init__(self, weight=0.5):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(weight))
        self.recorded, self.seen = 0, []

    def forward(self, x, t):
        self.recorded += torch.is_grad_enabled()
        self.seen.append((t, x.detach().clone()))
        return self.weight * x


def batch() -> Batch:
    torch.manual_seed(0)
    return Batch(Scale(), Scale(), Scale(0.2), *(torch.randn(2, 2, 3, 3) for _ in range(3)))


def test_gamma_starts_at_the_noise_and_never_rises_on_the_way_down():
    times = [gamma(t, 150) for t in range(1000)]
    assert times[999] == 999 and times[0] == 150
    assert all(a <= b for a, b in zip(times, times[1:]))
    assert all(s >= t for t, s in enumerate(times))


def test_gamma_with_the_lowest_floor_shifts_nothing_and_with_the_highest_always_starts_over():
    assert [gamma(t, 0) for t in (0, 332, 666, 999)] == [0, 332, 666, 999]
    assert [gamma(t, 999) for t in (0, 332, 666, 999)] == [999] * 4


def test_roll_out_carries_no_gradient():
    assert not roll_out(Scale(), torch.randn(1, 2, 3, 3), trailing_timesteps(3)).requires_grad


def test_roll_out_to_the_first_timestep_is_the_noise_itself():
    start = torch.randn(1, 2, 3, 3)
    assert torch.equal(roll_out(Scale(), start, [999]), start)


def test_target_carries_no_gradient_and_starts_from_the_estimate_with_the_students_own_noise():
    teacher, x, v = Scale(), torch.randn(1, 2, 3, 3), torch.randn(1, 2, 3, 3)
    assert not shifted_target(teacher, x, v, 332, 666, 2).requires_grad
    assert [t for t, _ in teacher.seen] == [666, 333]
    assert torch.allclose(teacher.seen[0][1], add_noise(predicted_x0(x, v, 332), predicted_noise(x, v, 332), 666))


def test_a_target_that_is_not_shifted_is_the_teachers_from_where_the_student_stands():
    teacher, x, v = Scale(), torch.randn(1, 2, 3, 3), torch.randn(1, 2, 3, 3)
    for t in (332, LAST):
        assert torch.allclose(shifted_target(teacher, x, v, t, t, 3), teacher_estimate(teacher, x, t, 3), atol=1e-5)


def test_pictures_keep_their_energy_however_often_the_target_is_followed():
    """For independent numbers of variance 1 the best v is 0, and every good answer has variance 1, too. Re-noising with the roll-out's start gives 4 in the end."""
    teacher, t, shifted = Scale(0.0), 332, gamma(332, 150)
    start = torch.randn(1, 4, 32, 32, generator=torch.Generator().manual_seed(1))
    x = next_latents(start, teacher(start, LAST), LAST, t, start)
    own = imprinted = estimate = predicted_x0(x, teacher(x, t), t)
    for _ in range(30):
        own = shifted_target(teacher, x, (alpha(t) * x - own) / sigma(t), t, shifted, 8)
        imprinted = teacher_estimate(teacher, add_noise(imprinted, start, shifted), shifted, 8)
    assert 0.5 < float(own.var() / x.var()) < 1.1 and float(estimate.var()) < 1
    assert float(imprinted.var()) > 2.5


@pytest.mark.parametrize("method", [imagine_flash_loss, step_loss, consistency_loss, adversarial_loss])
def test_only_one_evaluation_of_the_student_learns(method):
    for seed in range(6):
        parts = batch()
        torch.manual_seed(seed)
        estimate, loss = method(parts, Settings())
        loss.backward()
        assert estimate.requires_grad and parts.student.recorded == 1 and parts.student.weight.grad is not None
        for frozen in (parts.teacher, parts.average):
            assert frozen.recorded == 0 and frozen.weight.grad is None


def test_with_backward_distillation_no_drawn_picture_is_seen():
    for seed in range(6):
        first, other = batch(), batch()
        other.x0.mul_(-3)
        losses = []
        for parts in (first, other):
            torch.manual_seed(seed)
            losses.append(float(imagine_flash_loss(parts, Settings())[1]))
        assert losses[0] == losses[1]


def test_without_it_the_student_starts_from_a_noised_drawn_picture():
    parts = batch()
    imagine_flash_loss(parts, Settings(backward=False))
    (t, x), = parts.student.seen
    assert torch.equal(x, add_noise(parts.x0, parts.noise, t))


def test_without_the_shift_the_teacher_starts_where_the_student_does():
    compared = 0
    for seed in range(12):
        parts = batch()
        torch.manual_seed(seed)
        imagine_flash_loss(parts, Settings(shift=False))
        if parts.teacher.seen:
            compared += 1
            assert parts.teacher.seen[0][0] == parts.student.seen[-1][0] < LAST
            assert torch.equal(parts.teacher.seen[0][1], parts.student.seen[-1][1])
    assert compared


@pytest.mark.parametrize("shift", [True, False])
def test_from_pure_noise_the_target_is_the_teachers_answer_to_that_noise(shift):
    met = 0
    for seed in range(12):
        parts = batch()
        torch.manual_seed(seed)
        estimate, loss = imagine_flash_loss(parts, Settings(shift=shift))
        t, x = parts.student.seen[-1]
        if t == LAST:
            met += 1
            assert torch.equal(x, parts.noise) and not parts.teacher.seen
            assert torch.allclose(loss, distance(parts.answer, estimate))
    assert met


def test_a_small_difference_pulls_as_strongly_as_a_large_one():
    lengths = []
    for size in (0.01, 1.0):
        estimate = torch.zeros(2, 2, 3, 3, requires_grad=True)
        distance(size * torch.ones_like(estimate), estimate).backward()
        lengths.append(float(estimate.grad.norm()))
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-4)


def test_every_step_of_every_step_count_is_trained_equally_often():
    torch.manual_seed(0)
    met = Counter((len(timesteps), index) for timesteps, index in (pick_timestep() for _ in range(1200)))
    assert set(met) == {(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)} and all(140 < times < 260 for times in met.values())


def test_without_backward_distillation_the_answer_to_pure_noise_is_not_used():
    for seed in range(6):
        first, other = batch(), batch()
        other.answer.mul_(-3)
        losses = []
        for parts in (first, other):
            torch.manual_seed(seed)
            losses.append(float(imagine_flash_loss(parts, Settings(backward=False))[1]))
        assert losses[0] == losses[1]


def test_runs_are_named_after_what_they_leave_out():
    assert name_of(Settings()) == "student"
    assert name_of(Settings(backward=False)) == "student-no-backward"
    assert name_of(replace(Settings(), discriminator=False, gamma_floor=300)) == "student-no-discriminator-gamma-300"


def test_one_step_to_the_rivals_target_lands_where_the_teacher_does():
    teacher, x = Scale(0.3), torch.randn(1, 2, 3, 3)
    target = step_target(teacher, x, 749, 499, 2)
    z = next_latents(x, teacher(x, 749), 749, 624)
    z = next_latents(z, teacher(z, 624), 624, 499)
    noise = (x - add_noise(target, torch.zeros_like(x), 749)) / add_noise(torch.zeros(()), torch.ones(()), 749)
    assert torch.allclose(add_noise(target, noise, 499), z, atol=1e-4)


def test_the_last_target_of_the_rival_is_the_teachers_clean_estimate():
    teacher, x = Scale(0.3), torch.randn(1, 2, 3, 3)
    step_target(teacher, x, 249, None, 3)
    assert [t for t, _ in teacher.seen] == [249, 166, 83]


def test_consistency_holds_the_boundary():
    x = torch.randn(1, 2, 3, 3)
    assert boundary(0) == (1.0, 0.0) and torch.equal(consistent(Scale(), x, 0), x)
    skip, out = boundary(999)
    assert skip < 1e-6 and out == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("steps, expected", [(1, [999]), (2, [999, 499]), (3, [999, 679, 339])])
def test_consistency_visits_its_own_grid(steps, expected):
    assert timesteps(steps) == expected


def test_k_teacher_evaluations_end_at_the_last_of_the_grid():
    teacher = Scale()
    teacher_estimate(teacher, torch.randn(1, 2, 3, 3), 900, 3)
    assert [t for t, _ in teacher.seen] == [900, 600, 300]
