"""Group normalisation, a scale and shift per picture, and SiLU, as one operation on bfloat16 pictures whose channels lie next to each other."""
import ctypes

import torch
from torch import Tensor

from ..channels_last import of_channels, of_groups
from . import library

MOST_CHANNELS = 1024
"""As in norm_silu.c."""


class NormSilu(torch.autograd.Function):
    """silu(norm(x) (1 + scale) + shift), where norm(x) = weight (x - m) r + bias with the group's mean m and r = 1 / sqrt(variance + eps).

    x and the result bfloat16 [n, c, h, w]; weight and bias float32 [c]; scale and shift float32 [n, c].
    """

    @staticmethod
    def forward(ctx, x: Tensor, weight: Tensor, bias: Tensor, scale: Tensor, shift: Tensor, groups: int, eps: float) -> Tensor:
        n, c, height, width = x.shape
        numbers = height * width * c // groups
        sums, squares = x.new_empty(n, c, dtype=torch.float32), x.new_empty(n, c, dtype=torch.float32)
        call("moments", x, [x, sums, squares])
        means = of_groups(sums, groups) / numbers
        inverse = (of_groups(squares, groups) / numbers - means.square()).clamp(min=0).add(eps).rsqrt()
        a = of_channels(inverse, x) * weight * (1 + scale)
        b = bias * (1 + scale) + shift - of_channels(means, x) * a
        y = torch.empty_like(x)
        call("forward", x, [x, a, b, y])
        ctx.save_for_backward(x, weight, bias, scale, means, inverse, a, b)
        return y

    @staticmethod
    def backward(ctx, gradient: Tensor):
        x, weight, bias, scale, means, inverse, a, b = ctx.saved_tensors
        gradient = gradient.contiguous(memory_format=torch.channels_last)
        groups, numbers = means.shape[1], x[0].numel() // means.shape[1]
        sums, products = torch.empty_like(a), torch.empty_like(a)
        call("backward_sums", x, [x, gradient, a, b, sums, products])
        gain = weight * (1 + scale)
        weighted = of_groups(sums * gain, groups)
        slope = inverse ** 3 * (means * weighted - of_groups(products * gain, groups)) / numbers
        offset = -means * slope - inverse * weighted / numbers
        to_x = torch.empty_like(x)
        call("backward", x, [x, gradient, a, b, of_channels(slope, x), of_channels(offset, x), to_x])
        normal = (products - of_channels(means, x) * sums) * of_channels(inverse, x)
        return (to_x, (normal * (1 + scale)).sum(0), (sums * (1 + scale)).sum(0), normal * weight + sums * bias, sums, None, None)


class Silu(torch.autograd.Function):
    """SiLU alone, of bfloat16 [n, p, c]: PyTorch 1.13 computes it number by number."""

    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:
        y, (one, zero) = torch.empty_like(x), identity(x)
        call("forward", x, [x, one, zero, y])
        ctx.save_for_backward(x)
        return y

    @staticmethod
    def backward(ctx, gradient: Tensor) -> Tensor:
        x, = ctx.saved_tensors
        to_x, (one, zero) = torch.empty_like(x), identity(x)
        call("backward", x, [x, gradient.contiguous(), one, zero, zero, zero, to_x])
        return to_x


def identity(x: Tensor) -> tuple[Tensor, Tensor]:
    """Scales and offsets that change nothing."""
    return x.new_ones(x.shape[0], x.shape[2], dtype=torch.float32), x.new_zeros(x.shape[0], x.shape[2], dtype=torch.float32)


def call(name: str, like: Tensor, arrays: list[Tensor]) -> None:
    n, p, c = extent(like)
    getattr(library(), name)(*(ctypes.c_void_p(array.data_ptr()) for array in arrays), n, p, c, torch.get_num_threads())


def extent(x: Tensor) -> tuple[int, int, int]:
    """n, p and c of [n, c, h, w] with channels last, or of [n, p, c]: the same in memory."""
    return tuple(x.shape) if x.ndim == 3 else (len(x), x.shape[2] * x.shape[3], x.shape[1])


def fits(x: Tensor) -> bool:
    """Whether `x` is what these operations take, on a machine that has them. A wider tensor than their buffers is left to PyTorch."""
    contiguous = x.is_contiguous() if x.ndim == 3 else x.is_contiguous(memory_format=torch.channels_last)
    return x.dtype == torch.bfloat16 and x.device.type == "cpu" and contiguous and extent(x)[2] <= MOST_CHANNELS and library() is not None
