"""The weights in version control and the scenes of today's code mean the same by a phase.

A change to either turns the other's animations without anything crashing: a teacher that believes every scene to be a quarter of a turn further along still draws fine
stills, but everything that learns from it beside drawn scenes learns a little wrongly, and phase 0 is not where a scene rests.
"""
import json

import numpy as np
import torch

from flash_mini import checkpoint, warm_start
from flash_mini.autoencoder import Autoencoder
from flash_mini.bpe import Tokenizer
from flash_mini.captions import plain_caption
from flash_mini.data import draw
from flash_mini.diffusion import add_noise, velocity
from flash_mini.latents import encode, seeded_noise
from flash_mini.scenes import sample_scene
from flash_mini.settings import Settings
from flash_mini.teacher import Teacher, denoiser, tokenize

SETTINGS, SCENES, T = Settings(precision="fp32"), range(5_000_000, 5_000_024), 500
TURNS = (0.0, 0.25, 0.5, 0.75)


@torch.no_grad()
def test_the_published_teacher_sees_a_drawn_scene_best_at_the_scenes_own_phase():
    tokenizer, autoencoder = Tokenizer.load(SETTINGS.export / "tokenizer"), Autoencoder().eval()
    teacher = Teacher(len(tokenizer.vocab)).eval()
    warm_start.load_teacher(SETTINGS.checkpoint, teacher, tokenizer, tokenizer)
    checkpoint.load_autoencoder(SETTINGS.checkpoint, autoencoder)
    factor = json.loads((SETTINGS.export / "vae_decoder" / "config.json").read_text())["scaling_factor"]

    pictures, phases = zip(*(draw(SETTINGS.seed, i) for i in SCENES))
    exact, noise = torch.from_numpy(encode(autoencoder, np.stack(pictures), SETTINGS)).float() * factor, seeded_noise(list(SCENES), "cpu")
    x, v = add_noise(exact, noise, T), velocity(exact, noise, T)
    embeds = teacher.embed(tokenize(tokenizer, [plain_caption(sample_scene(SETTINGS.seed, i)) for i in SCENES]))
    errors = {turn: float((denoiser(teacher.unet, embeds, (torch.tensor(phases) + turn) % 1)(x, T) - v).square().mean()) for turn in TURNS}
    assert min(errors, key=errors.get) == 0, errors
