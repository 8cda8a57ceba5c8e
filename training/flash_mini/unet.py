"""The denoiser: a U-Net over 16x16 latents, conditioned on the timestep, on the phase of the motion and on the prompt.

Half of the work is done at 8x8, where every position attends to every other and to the prompt.
"""
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .attention import attend
from .autoencoder import LATENT_CHANNELS
from .diffusion import alpha, sigma
from .norms import GroupNorm, LayerNorm, activated, silu
from .text_encoder import WIDTH as TEXT_WIDTH

OUTER, INNER, EMBEDDING, HEADS = 96, 160, 256, 5
GROUPS = {OUTER: 24, INNER: 16}
PHASE_HARMONICS = 3
LAYOUT_CHANNELS = LATENT_CHANNELS + 4
"""Of a layout: the code of stored things where they are to stand, zero elsewhere, and the opacity of each quarter of a cell."""
LEAST_SIGMA = 0.3
"""What a copied thing's v is divided by at least, when hardly any noise is left."""


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions; the embedding scales and shifts between them."""

    def __init__(self, channels: int):
        super().__init__()
        self.norm1, self.norm2 = GroupNorm(GROUPS[channels], channels), GroupNorm(GROUPS[channels], channels)
        self.conv1, self.conv2 = nn.Conv2d(channels, channels, 3, padding=1), nn.Conv2d(channels, channels, 3, padding=1)
        self.embed = nn.Linear(EMBEDDING, 2 * channels)
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        scale, shift = self.embed(embedding).chunk(2, dim=1)
        h = self.conv1(activated(self.norm1, x))
        return x + self.conv2(activated(self.norm2, h, scale, shift))


class TransformerBlock(nn.Module):
    """Self-attention, attention to the prompt, feed-forward; positions in row order."""

    def __init__(self, width: int):
        super().__init__()
        self.norm1, self.norm2, self.norm3 = LayerNorm(width), LayerNorm(width), LayerNorm(width)
        self.qkv, self.self_out = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width)
        self.query, self.keys_values = nn.Linear(width, width, bias=False), nn.Linear(TEXT_WIDTH, 2 * width, bias=False)
        self.cross_out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)
        for last in (self.self_out, self.cross_out, self.down):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        h = x.flatten(2).transpose(1, 2)
        q, k, v = self.qkv(self.norm1(h)).chunk(3, dim=-1)
        h = h + self.self_out(attend(q, k, v, HEADS))
        k, v = self.keys_values(context).chunk(2, dim=-1)
        h = h + self.cross_out(attend(self.query(self.norm2(h)), k, v, HEADS))
        h = h + self.down(silu(self.up(self.norm3(h))))
        return h.transpose(1, 2).reshape(x.shape).contiguous(memory_format=torch.channels_last)


class UNet(nn.Module):
    """sample [batch, C, h, w], timestep scalar or [batch] in 0..999, encoder_hidden_states [batch, seq, D], phase [batch] in [0, 1) to v [batch, C, h, w].

    h and w are even. With `layout`, sample is [batch, C + LAYOUT_CHANNELS, h, w], as inpainting U-Nets have it: where the layout is opaque it is the answer, lit by what
    the network adds to it; an empty layout is zero everywhere.
    """

    def __init__(self, layout: bool = False):
        super().__init__()
        self.layout = layout
        self.time = nn.Sequential(nn.Linear(128, EMBEDDING), nn.SiLU(), nn.Linear(EMBEDDING, EMBEDDING))
        self.motion = nn.Sequential(nn.Linear(2 * PHASE_HARMONICS, EMBEDDING), nn.SiLU(), nn.Linear(EMBEDDING, EMBEDDING))
        self.prompt = nn.Linear(TEXT_WIDTH, EMBEDDING)
        self.conv_in = nn.Conv2d(LATENT_CHANNELS + layout * LAYOUT_CHANNELS, OUTER, 3, padding=1)
        self.place = nn.Parameter(torch.zeros(1, INNER, 8, 8))
        self.down_outer = ResidualBlock(OUTER)
        self.shrink = nn.Conv2d(OUTER, INNER, 3, stride=2, padding=1)
        self.down1, self.down1_text = ResidualBlock(INNER), TransformerBlock(INNER)
        self.down2, self.down2_text = ResidualBlock(INNER), TransformerBlock(INNER)
        self.middle, self.middle_text = ResidualBlock(INNER), TransformerBlock(INNER)
        self.up2, self.up2_text = ResidualBlock(INNER), TransformerBlock(INNER)
        self.up1 = ResidualBlock(INNER)
        self.grow = nn.Conv2d(INNER, OUTER, 3, padding=1)
        self.up_outer1 = ResidualBlock(OUTER)
        self.up_outer2, self.up_outer3 = ResidualBlock(OUTER), ResidualBlock(OUTER)
        self.norm_out, self.conv_out = GroupNorm(GROUPS[OUTER], OUTER), nn.Conv2d(OUTER, (1 + layout) * LATENT_CHANNELS, 3, padding=1)
        nn.init.zeros_(self.conv_out.weight)
        if layout:
            nn.init.zeros_(self.conv_out.bias)

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor, phase: Tensor) -> Tensor:
        embedding = F.silu(self.embed(timestep, encoder_hidden_states, phase))
        x0, x1, (x2, _, x4) = self.inner(sample, embedding, encoder_hidden_states)
        x = self.up1(x4 + x2, embedding)
        x = self.grow(F.interpolate(x, scale_factor=2.0, mode="nearest"))
        x = self.up_outer1(x + x1, embedding)
        x = self.up_outer3(self.up_outer2(x + x0, embedding), embedding)
        answer = self.conv_out(activated(self.norm_out, x))
        return self.copied(sample, timestep, answer) if self.layout else answer

    @staticmethod
    def copied(sample: Tensor, timestep: Tensor, answer: Tensor) -> Tensor:
        """v [batch, C, h, w] such that x_0 is the layout, with the answer's second half added, as far as it is opaque: as x_0 = alpha x - sigma v, v moves by the difference over sigma."""
        x, code, opacity = sample.float().split((LATENT_CHANNELS, LATENT_CHANNELS, LAYOUT_CHANNELS - LATENT_CHANNELS), 1)
        v, light = answer.float().chunk(2, 1)
        at = timestep.long().reshape(-1)
        a, s = alpha(at), sigma(at)
        return v + opacity.mean(1, keepdim=True) / s.clamp(min=LEAST_SIGMA) * (a * x - s * v - code - light)

    def inner(self, sample: Tensor, embedding: Tensor, encoder_hidden_states: Tensor) -> tuple[Tensor, Tensor, tuple[Tensor, Tensor, Tensor]]:
        """The two skips of the outer blocks, and what the blocks with attention say on the way down and after the middle, [batch, INNER, h/2, w/2]."""
        x0 = self.conv_in(sample)
        x1 = self.down_outer(x0, embedding)
        x2 = self.shrink(x1)
        x2 = x2 + F.interpolate(self.place, size=x2.shape[2:], mode="bilinear", align_corners=False)
        x2 = self.down1_text(self.down1(x2, embedding), encoder_hidden_states)
        x3 = self.down2_text(self.down2(x2, embedding), encoder_hidden_states)
        x4 = self.middle_text(self.middle(x3, embedding), encoder_hidden_states)
        return x0, x1, (x2, x3, self.up2_text(self.up2(x4, embedding), encoder_hidden_states))

    def embed(self, timestep: Tensor, encoder_hidden_states: Tensor, phase: Tensor) -> Tensor:
        """[batch, EMBEDDING]. The prompt enters as the sum of its tokens: fast to learn, and enough for colour and hour."""
        frequencies = torch.exp(torch.arange(64, device=phase.device) * (-math.log(10000) / 64))
        angles = (timestep.reshape(-1, 1) * frequencies).expand(phase.shape[0], -1)
        turns = phase.reshape(-1, 1) * (2 * math.pi * torch.arange(1, PHASE_HARMONICS + 1, device=phase.device))
        return (self.time(torch.cat([angles.cos(), angles.sin()], 1)) + self.motion(torch.cat([turns.cos(), turns.sin()], 1))
                + self.prompt(encoder_hidden_states.sum(1) / 8))
