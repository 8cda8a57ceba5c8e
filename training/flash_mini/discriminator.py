"""The adversarial loss: light heads on the frozen teacher's features of noised latents, hinge loss.

Imagine Flash names a discriminator and describes none. This one follows latent adversarial diffusion distillation (Sauer et al. 2024,
arXiv:2403.12015, section 3): drawn and generated latents are noised to the same random time, the teacher's own U-Net looks at them, and a head on each
of three of its blocks with attention says, position by position, which are drawn; one more looks at its first block, where nothing has been shrunk yet
and blur shows. The teacher knows time, phase and prompt; the heads are told them again through a projection (Miyato & Koyama 2018), so that a beautiful
picture of something else does not pass.
"""
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .diffusion import TRAIN_TIMESTEPS, add_noise
from .loop import set_rate
from .norms import GroupNorm
from .precision import autocast
from .settings import Settings
from .teacher import beside
from .unet import EMBEDDING, GROUPS, INNER, OUTER, UNet

WIDTH = 64


class Head(nn.Module):
    """Features [batch, channels, h, w] and the U-Net's embedding [batch, EMBEDDING] to logits [batch, h w]."""

    def __init__(self, channels: int):
        super().__init__()
        self.norm = GroupNorm(GROUPS[channels], channels)
        self.conv1, self.conv2 = nn.Conv2d(channels, WIDTH, 3, padding=1), nn.Conv2d(WIDTH, WIDTH, 3, padding=1)
        self.judge, self.project = nn.Conv2d(WIDTH, 1, 1), nn.Linear(EMBEDDING, WIDTH)

    def forward(self, features: Tensor, embedding: Tensor) -> Tensor:
        h = F.leaky_relu(self.conv1(self.norm(features)), 0.2)
        h = F.leaky_relu(self.conv2(h), 0.2)
        condition = self.project(embedding).unsqueeze(-1).unsqueeze(-1) * WIDTH ** -0.5
        return (self.judge(h) + (h * condition).sum(1, keepdim=True)).flatten(1).float()


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.heads = nn.ModuleList(Head(channels) for channels in (OUTER, INNER, INNER, INNER))

    def forward(self, unet: UNet, x: Tensor, t: Tensor, embeds: Tensor, phase: Tensor, layout: Tensor | None = None) -> Tensor:
        """Logits [batch, n]: above 0 where x_t looks like a drawn scene noised to t [batch], below where it does not. `layout` as `teacher.denoiser` has it."""
        embedding = F.silu(unet.embed(t.float(), embeds, phase))
        _, outer, inner = unet.inner(beside(unet, x, layout), embedding, embeds)
        return torch.cat([head(feature, embedding) for head, feature in zip(self.heads, (outer, *inner))], 1)


class Critic:
    """A discriminator in training. `unet` stays as it is; gradient passes through it to the student's estimate, and to nothing of its own."""

    def __init__(self, unet: UNet, settings: Settings):
        self.unet, self.settings = unet, settings
        self.model = Discriminator().to(settings.device, memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=settings.discriminator_rate, betas=(0.0, 0.99), weight_decay=0)

    def state(self) -> dict:
        return {"discriminator": self.model, "discriminator_optimizer": self.optimizer}

    def learn(self, drawn: Tensor, generated: Tensor, embeds: Tensor, phase: Tensor, rate: float, layout: Tensor | None = None) -> Tensor:
        """One step of the discriminator; returns its hinge loss, 2 when it knows nothing and 0 when it is never in doubt."""
        t, noise = random_times(len(drawn), drawn.device), torch.randn_like(drawn)
        with autocast(self.settings):
            loss = hinge(self.model(self.unet, add_noise(drawn, noise, t), t, embeds, phase, layout),
                         self.model(self.unet, add_noise(generated, noise, t), t, embeds, phase, layout))
        set_rate(self.optimizer, self.settings.discriminator_rate * rate)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return loss.detach()

    def pull(self, estimate: Tensor, embeds: Tensor, phase: Tensor, layout: Tensor | None = None) -> Tensor:
        """Gradient of the student's adversarial loss, -D, with respect to its estimate alone."""
        x0 = estimate.detach().requires_grad_(True)
        t = random_times(len(x0), x0.device)
        with autocast(self.settings):
            loss = -self.model(self.unet, add_noise(x0, torch.randn_like(x0), t), t, embeds, phase, layout).mean()
        return torch.autograd.grad(loss, x0)[0]


def hinge(drawn: Tensor, generated: Tensor) -> Tensor:
    """Lim & Ye 2017: E max(0, 1 - D(drawn)) + E max(0, 1 + D(generated))."""
    return F.relu(1 - drawn).mean() + F.relu(1 + generated).mean()


def random_times(count: int, device: torch.device) -> Tensor:
    """int64 [count], logit-normal over the schedule with mean -1 and deviation 1: half of them below 270, for details more than for structure."""
    return (TRAIN_TIMESTEPS * torch.sigmoid(torch.randn(count, device=device) - 1)).long().clamp(0, TRAIN_TIMESTEPS - 1)


def balanced(reconstruction: Tensor, adversarial: Tensor, weight: float) -> Tensor:
    """reconstruction + weight * adversarial, the latter scaled to the former's length: one weight then fits every time and every stage of training."""
    return reconstruction + weight * adversarial * reconstruction.norm() / adversarial.norm().clamp(min=1e-12)
