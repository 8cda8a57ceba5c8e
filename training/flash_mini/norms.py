"""Normalisations that always compute in float32: under autocast their sums would lose what they are there to balance."""
import torch
from torch import Tensor, nn


def single(x: Tensor) -> Tensor:
    """As float32. What already is stays itself, so that exported graphs hold no idle casts."""
    return x if x.dtype == torch.float32 else x.float()


class GroupNorm(nn.GroupNorm):
    def forward(self, input: Tensor) -> Tensor:
        return super().forward(single(input))


class LayerNorm(nn.LayerNorm):
    def forward(self, input: Tensor) -> Tensor:
        return super().forward(single(input))
