"""Gradients stop where they must, and the shifted time has the right limits."""
import torch
from torch import nn

from flash_mini.diffusion import trailing_timesteps
from flash_mini.distill import gamma, reconstruction_loss, roll_out, shifted_target


class Scale(nn.Module):
    """The smallest denoiser with a weight; counts the evaluations that record a gradient."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(0.5))
        self.recorded = 0

    def forward(self, x, t):
        self.recorded += torch.is_grad_enabled()
        return self.weight * x


def test_gamma_starts_at_the_noise_and_never_rises_on_the_way_down():
    times = [gamma(t) for t in range(1000)]
    assert times[999] == 999
    assert all(a <= b for a, b in zip(times, times[1:]))
    assert all(gamma(t) >= t for t in range(1000)) and 0 < times[0] < 999


def test_roll_out_carries_no_gradient():
    assert not roll_out(Scale(), torch.randn(1, 2, 3, 3), trailing_timesteps(3)).requires_grad


def test_roll_out_to_the_first_timestep_is_the_noise_itself():
    start = torch.randn(1, 2, 3, 3)
    assert torch.equal(roll_out(Scale(), start, [999]), start)


def test_target_carries_no_gradient():
    assert not shifted_target(Scale(), torch.randn(1, 2, 3, 3, requires_grad=True), torch.randn(1, 2, 3, 3), 666, 2).requires_grad


def test_only_one_evaluation_of_the_student_learns():
    torch.manual_seed(0)
    student, teacher = Scale(), Scale()
    reconstruction_loss(student, teacher, torch.randn(2, 2, 3, 3), trailing_timesteps(3), 2, 2).backward()
    assert student.recorded == 1 and student.weight.grad is not None
    assert teacher.recorded == 0 and teacher.weight.grad is None
