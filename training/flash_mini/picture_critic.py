"""The decoder's adversarial loss: a small convolutional network that tells, patch by patch, drawn pictures from decoded ones (Isola et al. 2017, arXiv:1611.07004).

What latents do not say, an L1 loss paints as the middle of everything it might be: rain, grain and the edge of a leaf vanish. This network notices. With it an
autoencoder paints one of the likely pictures (Esser et al. 2021, arXiv:2012.09841, section 3.1).
"""
import torch
from torch import Tensor, nn

from .discriminator import hinge
from .loop import set_rate
from .precision import autocast
from .settings import Settings

BETAS = 0.0, 0.99


class Patches(nn.Sequential):
    """[batch, 3, H, W] in [-1, 1] to logits [batch, 1, H/8, W/8], each of a patch of some 40 pixels: above 0 where it looks drawn."""

    def __init__(self):
        super().__init__(
            nn.PixelUnshuffle(4), nn.Conv2d(48, 64, 3, padding=1), nn.LeakyReLU(0.2), nn.Conv2d(64, 96, 3, stride=2, padding=1), nn.LeakyReLU(0.2),
            nn.Conv2d(96, 96, 3, padding=1), nn.LeakyReLU(0.2), nn.Conv2d(96, 1, 1))


class PictureCritic:
    """It, in training."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.model = Patches().to(settings.device, memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=settings.picture_critic_rate, betas=BETAS, weight_decay=0)

    def state(self) -> dict:
        return {"critic": self.model, "critic_optimizer": self.optimizer}

    def learn(self, drawn: Tensor, decoded: Tensor, rate: float) -> Tensor:
        """One step; returns the hinge loss, 2 when it knows nothing."""
        set_rate(self.optimizer, self.settings.picture_critic_rate * rate)
        with autocast(self.settings):
            loss = hinge(self.model(drawn).float(), self.model(decoded).float())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.detach()

    def pull(self, decoded: Tensor) -> Tensor:
        """Gradient of the decoder's adversarial loss, -D, with respect to its picture alone."""
        picture = decoded.detach().requires_grad_(True)
        with autocast(self.settings):
            loss = -self.model(picture).float().mean()
        return torch.autograd.grad(loss, picture)[0]
