"""Pictures from the checkpoints in `work/`, to look at: `python -m flash_mini.sample OUT.png --model student --steps 3 --seeds 2`.

One row per seed, one column per prompt; with `--frames 8`, one row per prompt and one column per phase.
"""
import argparse

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from . import distill, train_autoencoder, train_teacher
from .autoencoder import Autoencoder
from .bpe import Tokenizer
from .diffusion import imagine_flash, trailing_timesteps
from .latents import scaling_factor_of, seeded_noise
from .pictures import as_bytes
from .render import sheet
from .settings import Settings
from .teacher import Teacher, denoiser, guided_denoiser, tokenize
from .unet import UNet

PROMPTS = [
    "a red boat on the sea at sunset", "a blue fish under the water", "a yellow car in the city at night", "a green tree in the snow",
    "a pink flower in a meadow", "a white cat in the desert", "a purple balloon in the sky", "a red boat under a full moon",
    "a small brown house on a hill", "an orange star in the night sky", "a black mountain and a yellow sun", "a cute orange cat next to a blue house",
]


@torch.no_grad()
def sample(teacher: Teacher, unet: UNet, tokenizer: Tokenizer, prompts: list[str], phases: list[float], seed: int, steps: int, guidance: float,
           noise_correction: bool) -> Tensor:
    """Latents [prompts, C, 16, 16] in unit scale; every picture starts from the same noise, so that phases make an animation."""
    embeds, empty = teacher.embed(tokenize(tokenizer, prompts)), teacher.embed(tokenize(tokenizer, [""]))
    start = seeded_noise([seed], "cpu").expand(len(prompts), -1, -1, -1)
    phase = torch.tensor(phases)
    network = denoiser(unet, embeds, phase) if guidance == 1 else guided_denoiser(unet, embeds, empty, phase, guidance)
    return imagine_flash(network, start.contiguous(memory_format=torch.channels_last), trailing_timesteps(steps), noise_correction)


@torch.no_grad()
def decode(autoencoder: Autoencoder, latents: Tensor, scaling_factor: float) -> list[np.ndarray]:
    return list(as_bytes(autoencoder.decoder(latents / scaling_factor)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m flash_mini.sample", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--model", choices=["teacher", "student"], default="student")
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--guidance", type=float, default=1.0)
    parser.add_argument("--no-noise-correction", action="store_true")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--frames", type=int, default=0)
    parser.add_argument("--prompt", action="append")
    parser.add_argument("--layout", action="store_true", help="the U-Net hears a layout, here an empty one")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    settings = Settings(layout=arguments.layout)
    teacher, tokenizer, autoencoder = train_teacher.load(settings), Tokenizer.load(settings.work / "tokenizer"), train_autoencoder.load(settings)
    unet = teacher.unet if arguments.model == "teacher" else distill.load(settings)
    factor, prompts, pictures = scaling_factor_of(settings), arguments.prompt or PROMPTS, []
    rows = ([([prompt] * arguments.frames, [i / arguments.frames for i in range(arguments.frames)], 1) for prompt in prompts] if arguments.frames
            else [(prompts, [0.0] * len(prompts), seed) for seed in range(1, arguments.seeds + 1)])
    for row_prompts, phases, seed in rows:
        latents = sample(teacher, unet, tokenizer, row_prompts, phases, seed, arguments.steps, arguments.guidance, not arguments.no_noise_correction)
        pictures += decode(autoencoder, latents, factor)
    Image.fromarray(sheet(pictures, len(rows[0][0]))).save(arguments.out)


if __name__ == "__main__":
    main()
