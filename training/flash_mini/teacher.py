"""The teacher: text encoder and U-Net, and how its prompts become denoisers."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .bpe import LENGTH, Tokenizer
from .diffusion import Denoiser, guided
from .text_encoder import TextEncoder
from .unet import LAYOUT_CHANNELS, UNet


class Teacher(nn.Module):
    def __init__(self, vocabulary: int, layout: bool = False):
        super().__init__()
        self.text = TextEncoder(vocabulary)
        self.unet = UNet(layout)

    def embed(self, ids: Tensor) -> Tensor:
        """[batch, length] to `encoder_hidden_states` [batch, 77, D]; what lies beyond `length` is zero, as the encoder itself would have it."""
        hidden, _ = self.text(ids)
        return F.pad(hidden, (0, 0, 0, LENGTH - hidden.shape[1]))


def denoiser(unet: UNet, embeds: Tensor, phase: Tensor, layout: Tensor | None = None) -> Denoiser:
    """`layout` [batch, LAYOUT_CHANNELS, h, w] for a U-Net that hears one; None is an empty one."""
    return lambda x, t: unet(beside(unet, x, layout), torch.tensor(float(t), device=x.device), embeds, phase).float()


def beside(unet: UNet, x: Tensor, layout: Tensor | None) -> Tensor:
    """What the U-Net takes: the latents, and the layout after them if it hears one."""
    if not unet.layout:
        return x
    layout = x.new_zeros((len(x), LAYOUT_CHANNELS, *x.shape[2:])) if layout is None else layout
    return torch.cat([x, layout], 1).contiguous(memory_format=torch.channels_last)


def guided_denoiser(unet: UNet, embeds: Tensor, empty: Tensor, phase: Tensor, scale: float, layout: Tensor | None = None) -> Denoiser:
    """`empty` [1, 77, D] are the embeds of the empty prompt; the layout is the same without words."""
    return guided(denoiser(unet, embeds, phase, layout), denoiser(unet, empty.expand_as(embeds), phase, layout), scale)


def tokenize(tokenizer: Tokenizer, prompts: list[str], device: str = "cpu") -> Tensor:
    """int64 [prompts, 77]."""
    return torch.tensor([tokenizer.pad(tokenizer.encode(prompt)) for prompt in prompts], device=device)
