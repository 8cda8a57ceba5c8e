"""Normalisations that always compute in float32: under autocast their sums would lose what they are there to balance."""
import torch
from torch import Tensor, nn

from .channels_last import ChannelsLastGroupNorm


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
