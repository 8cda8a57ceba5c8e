"""Normalisations that always compute in float32: under autocast their sums would lose what they are there to balance."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .channels_last import ChannelsLastGroupNorm
from .native.norm_silu import NormSilu, Silu, fits


def single(x: Tensor) -> Tensor:
    """As float32. What already is stays itself, so that exported graphs hold no idle casts."""
    return x if x.dtype == torch.float32 else x.float()


class GroupNorm(nn.GroupNorm):
    def forward(self, input: Tensor) -> Tensor:
        x = single(input)
        if x.device.type == "cpu" and x.is_contiguous(memory_format=torch.channels_last) and not torch.onnx.is_in_onnx_export():
            return ChannelsLastGroupNorm.apply(x, self.weight, self.bias, self.num_groups, self.eps)
        return super().forward(x)


class LayerNorm(nn.LayerNorm):
    def forward(self, input: Tensor) -> Tensor:
        return super().forward(single(input))


def activated(norm: GroupNorm, x: Tensor, scale: Tensor | None = None, shift: Tensor | None = None) -> Tensor:
    """silu(norm(x) (1 + scale) + shift), or silu(norm(x)); scale and shift [n, c]."""
    if fits(x):
        none = x.new_zeros(x.shape[:2], dtype=torch.float32)
        return NormSilu.apply(x, norm.weight, norm.bias, none if scale is None else single(scale), none if shift is None else single(shift), norm.num_groups, norm.eps)
    h = norm(x)
    if scale is not None:
        h = h * (1 + scale.unsqueeze(-1).unsqueeze(-1)) + shift.unsqueeze(-1).unsqueeze(-1)
    return F.silu(h)


def silu(x: Tensor) -> Tensor:
    """Of [n, p, c]."""
    return Silu.apply(x) if fits(x) else F.silu(x)
