"""Multi-head attention written out, so that it exports to plain ONNX operators."""
import torch
from torch import Tensor

from .norms import single


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Tensor | None = None) -> Tensor:
    """softmax(q k^T / sqrt(d) + mask) v, for q [batch, n, D] and k, v [batch, m, D]."""
    size = q.shape[-1] // heads
    q, k, v = (x.reshape(x.shape[0], x.shape[1], heads, size).transpose(1, 2) for x in (q * size ** -0.5, k, v))
    # float32, under autocast too: bfloat16 has too few digits for what a softmax exponentiates.
    scores = single(q @ k.transpose(-1, -2))
    if mask is not None:
        scores = scores + mask
    return (torch.softmax(scores, -1) @ v).transpose(1, 2).flatten(2)
