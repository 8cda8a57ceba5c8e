"""Makes the pictures that are measured: many prompts at once, the same noise for every row of the table."""
import numpy as np
import torch
from torch import Tensor

from . import rows, train_autoencoder, train_teacher
from .autoencoder import split_moments
from .bpe import Tokenizer
from .latents import scaling_factor_of
from .pictures import as_bytes, as_pixels, halved
from .render import render
from .rows import Row
from .scenes import Scene
from .settings import Settings
from .unet import UNet

BATCH = 32


class Painter:
    def __init__(self, settings: Settings):
        self.settings = settings
        self.tokenizer, self.teacher = Tokenizer.load(settings.work / "tokenizer"), train_teacher.load(settings)
        self.autoencoder, self.factor = train_autoencoder.load(settings), scaling_factor_of(settings)

    def made(self, entry: Row, unet: UNet, prompts: list[str], phases: list[float], first: int, same_noise: bool = False) -> np.ndarray:
        """uint8 [prompts, 256, 256, 3]; picture i starts from noise number first + i, or all from number first."""
        pictures = []
        for i in range(0, len(prompts), BATCH):
            part = slice(i, i + BATCH)
            numbers = [first if same_noise else first + j for j in range(i, i + len(prompts[part]))]
            phase = torch.tensor(phases[part], device=self.settings.device)
            latents = rows.sample(entry, unet, self.teacher, self.tokenizer, prompts[part], phase, numbers, self.settings.guidance_scale)
            pictures.append(self.decoded(latents / self.factor))
        return np.concatenate(pictures)

    @torch.no_grad()
    def decoded(self, latents: Tensor) -> np.ndarray:
        return as_bytes(self.autoencoder.decoder(latents))

    @torch.no_grad()
    def rebuilt(self, scenes: list[Scene], phases: list[float]) -> np.ndarray:
        """Drawn scenes, encoded and decoded: as near as any row can come. Halved."""
        pictures = []
        for i in range(0, len(scenes), BATCH):
            whole = np.stack([render(scene, phase) for scene, phase in zip(scenes[i:i + BATCH], phases[i:i + BATCH])])
            pixels = as_pixels(torch.from_numpy(whole).to(self.settings.device))
            pictures.append(halved(self.decoded(split_moments(self.autoencoder.encoder(pixels))[0])))
        return np.concatenate(pictures)


def drawn(scenes: list[Scene], phases: list[float]) -> np.ndarray:
    """Halved: uint8 [n, 128, 128, 3]."""
    return np.stack([halved(render(scene, phase)) for scene, phase in zip(scenes, phases)])
