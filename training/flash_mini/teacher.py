"""The teacher: text encoder and U-Net, and how its prompts become denoisers."""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .bpe import LENGTH, Tokenizer
from .diffusion import Denoiser, guided
from .text_encoder import TextEncoder
from .unet import UNet


class Teacher(nn.Module):
    def __init__(self, vocabulary: int):
        super().__init__()
        self.text = TextEncoder(vocabulary)
        self.unet = UNet()

    def embed(self, ids: Tensor) -> Tensor:
        """[batch, length] to `encoder_hidden_states` [batch, 77, D]; what lies beyond `length` is zero, as the encoder itself would have it."""
        hidden, _ = self.text(ids)
        return F.pad(hidden, (0, 0, 0, LENGTH - hidden.shape[1]))


def denoiser(unet: UNet, embeds: Tensor, phase: Tensor) -> Denoiser:
    return lambda x, t: unet(x, torch.tensor(float(t), device=x.device), embeds, phase).float()


def guided_denoiser(unet: UNet, embeds: Tensor, empty: Tensor, phase: Tensor, scale: float) -> Denoiser:
    """`empty` [1, 77, D] are the embeds of the empty prompt."""
    return guided(denoiser(unet, embeds, phase), denoiser(unet, empty.expand_as(embeds), phase), scale)


def tokenize(tokenizer: Tokenizer, prompts: list[str], device: str = "cpu") -> Tensor:
    """int64 [prompts, 77]."""
    return torch.tensor([tokenizer.pad(tokenizer.encode(prompt)) for prompt in prompts], device=device)
