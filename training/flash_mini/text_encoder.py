"""A small CLIP-like text encoder: causal self-attention over at most 77 tokens, trained together with the teacher.

Positions after the first end-of-text token are exact zeros. They change nothing that a reader of the output could attend to but the denominator of its
softmax, so training may run this on the longest caption of a batch and pad with zeros: 77 positions give the same numbers.
"""
import torch
from torch import Tensor, nn

from .attention import attend
from .norms import LayerNorm

WIDTH, LAYERS, HEADS, LENGTH = 160, 3, 4, 77


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = LayerNorm(WIDTH), LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        for last in (self.out, self.down):
            nn.init.zeros_(last.weight)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        q, k, v = self.qkv(self.norm1(x)).chunk(3, dim=-1)
        x = x + self.out(attend(q, k, v, HEADS, mask))
        h = self.up(self.norm2(x))
        return x + self.down(h * torch.sigmoid(1.702 * h))


class TextEncoder(nn.Module):
    def __init__(self, vocabulary: int):
        super().__init__()
        self.end = vocabulary - 1
        self.tokens, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(LENGTH, WIDTH)
        # Large, and the layers start as the identity: from the first step on the words themselves reach the U-Net.
        nn.init.normal_(self.tokens.weight, std=1.0)
        nn.init.normal_(self.positions.weight, std=0.2)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm = LayerNorm(WIDTH)

    def forward(self, input_ids: Tensor) -> tuple[Tensor, Tensor]:
        """int64 [batch, length] to `last_hidden_state` [batch, length, D] and `pooler_output` [batch, D], the latter read at the first end of text."""
        length = input_ids.shape[1]
        future = torch.full((length, length), -1e4, device=input_ids.device).triu(1)
        x = self.tokens(input_ids) + self.positions.weight[:length]
        for layer in self.layers:
            x = layer(x, future)
        ended = (input_ids == self.end).long()
        count = ended.cumsum(1)
        x = self.norm(x) * (count - ended == 0).unsqueeze(-1)
        first = (ended * (count == 1)).unsqueeze(-1)
        return x, (x * first).sum(1)
