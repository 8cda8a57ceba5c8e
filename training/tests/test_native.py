"""The operation written in C against PyTorch's own."""
import pytest
import torch
from torch.nn import functional as F

from flash_mini.native import library
from flash_mini.native.norm_silu import fits
from flash_mini.norms import GroupNorm, activated, silu


@pytest.mark.skipif(library() is None, reason="no C compiler")
@pytest.mark.parametrize("channels, groups, scaled", [(96, 24, True), (160, 16, True), (48, 8, False), (50, 5, True)])
def test_norm_and_silu_in_one_give_the_same_numbers_and_gradients(channels, groups, scaled):
    torch.manual_seed(0)
    norm = GroupNorm(groups, channels)
    torch.nn.init.normal_(norm.weight)
    torch.nn.init.normal_(norm.bias)
    x = (2 * torch.randn(3, channels, 5, 7) + 1).bfloat16().contiguous(memory_format=torch.channels_last).requires_grad_(True)
    scale, shift = ((torch.randn(3, channels) * 0.3).requires_grad_(True) for _ in range(2)) if scaled else (None, None)
    wanted = torch.randn(x.shape).bfloat16()
    assert fits(x)
    inputs = [x, norm.weight, norm.bias, *([scale, shift] if scaled else [])]
    found = activated(norm, x, scale, shift)
    gradients = torch.autograd.grad(found, inputs, wanted)
    expected = reference(norm, x, scale, shift)
    assert found.dtype == torch.bfloat16 and torch.allclose(found.float(), expected, rtol=1e-2, atol=1e-2)
    for ours, theirs in zip(gradients, torch.autograd.grad(expected, inputs, wanted.float())):
        assert (ours.float() - theirs.float()).norm() < 0.01 * theirs.float().norm()


@pytest.mark.skipif(library() is None, reason="no C compiler")
def test_the_far_ends_of_silu_stay_numbers():
    norm = GroupNorm(1, 8)
    x = torch.randn(1, 8, 4, 4).bfloat16().contiguous(memory_format=torch.channels_last).requires_grad_(True)
    shift = torch.tensor([[-1e4, -200.0, -90.0, -80.0, 0.0, 80.0, 200.0, 1e4]])
    found = activated(norm, x, torch.zeros(1, 8), shift)
    gradient, = torch.autograd.grad(found.float().sum(), x)
    assert torch.allclose(found.float(), reference(norm, x, torch.zeros(1, 8), shift), rtol=1e-2, atol=1e-2)
    assert gradient.isfinite().all()


@pytest.mark.skipif(library() is None, reason="no C compiler")
def test_silu_alone_gives_the_same_numbers_and_gradients():
    torch.manual_seed(0)
    x, wanted = (3 * torch.randn(2, 5, 33)).bfloat16().requires_grad_(True), torch.randn(2, 5, 33).bfloat16()
    found, expected = silu(x), F.silu(x.float())
    assert found.dtype == torch.bfloat16 and torch.allclose(found.float(), expected, rtol=1e-2, atol=1e-2)
    ours, theirs = (torch.autograd.grad(y, x, wanted.to(y.dtype))[0].float() for y in (found, expected))
    assert (ours - theirs).norm() < 0.01 * theirs.norm()


def reference(norm, x, scale, shift):
    h = F.group_norm(x.float(), norm.num_groups, norm.weight, norm.bias, norm.eps)
    return F.silu(h if scale is None else h * (1 + scale[..., None, None]) + shift[..., None, None])


def test_float32_and_other_memory_are_left_to_pytorch():
    x = torch.randn(2, 8, 4, 4)
    assert not fits(x) and not fits(x.contiguous(memory_format=torch.channels_last)) and not fits(x.bfloat16())
