"""The weights in version control and the scenes of today's code mean the same by a phase and by a caption.

A change to either turns the other's animations without anything crashing: a teacher that believes every scene to be a quarter of a turn further along still draws fine
stills, but everything that learns from it beside drawn scenes learns a little wrongly, and phase 0 is not where a scene rests. Likewise for what a caption leaves out.
"""
import json
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pytest
import torch
from torch import Tensor

from flash_mini import checkpoint, warm_start
from flash_mini.autoencoder import Autoencoder
from flash_mini.bpe import Tokenizer
from flash_mini.captions import plain_caption
from flash_mini.data import draw
from flash_mini.diffusion import add_noise, velocity
from flash_mini.latents import encode, is_usual, seeded_noise
from flash_mini.scenes import sample_scene
from flash_mini.settings import Settings
from flash_mini.teacher import Teacher, denoiser, tokenize
from flash_mini.vocabulary import STYLES
from flash_mini.words import POSITION_WORDS, SIZE_WORDS

SETTINGS, UNSEEN, COUNT = Settings(precision="fp32"), 5_000_000, 24
TURNS = (0.0, 0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Published:
    tokenizer: Tokenizer
    teacher: Teacher
    autoencoder: Autoencoder
    scaling_factor: float

    @torch.no_grad()
    def error(self, numbers: list[int], prompts: list[str], t: int, turn: float = 0) -> float:
        """Of the teacher's v at t for drawn scenes with these prompts, each taken to be `turn` further along than it is."""
        pictures, phases = zip(*(draw(SETTINGS.seed, i) for i in numbers))
        exact = torch.from_numpy(encode(self.autoencoder, np.stack(pictures), SETTINGS)).float() * self.scaling_factor
        noise: Tensor = seeded_noise(numbers, "cpu")
        embeds = self.teacher.embed(tokenize(self.tokenizer, prompts))
        predicted = denoiser(self.teacher.unet, embeds, (torch.tensor(phases) + turn) % 1)(add_noise(exact, noise, t), t)
        return float((predicted - velocity(exact, noise, t)).square().mean())


@pytest.fixture(scope="module")
def published() -> Published:
    tokenizer, autoencoder = Tokenizer.load(SETTINGS.export / "tokenizer"), Autoencoder().eval()
    teacher = Teacher(len(tokenizer.vocab)).eval()
    warm_start.load_teacher(SETTINGS.checkpoint, teacher, tokenizer, tokenizer)
    checkpoint.load_autoencoder(SETTINGS.checkpoint, autoencoder)
    return Published(tokenizer, teacher, autoencoder, json.loads((SETTINGS.export / "vae_decoder" / "config.json").read_text())["scaling_factor"])


def scene(number: int):
    return sample_scene(SETTINGS.seed, number)


def test_the_published_teacher_sees_a_drawn_scene_best_at_the_scenes_own_phase(published):
    numbers = list(range(UNSEEN, UNSEEN + COUNT))
    errors = {turn: published.error(numbers, [plain_caption(scene(i)) for i in numbers], 500, turn) for turn in TURNS}
    assert min(errors, key=errors.get) == 0, errors


def test_who_names_no_size_and_no_place_gets_the_usual_ones(published):
    """A teacher that must guess them errs by a quarter more at a time when these are decided, and paints something of several."""
    numbers = list(islice((i for i in range(UNSEEN, UNSEEN + 1000) if is_usual(scene(i)) and scene(i).style == STYLES[0]), COUNT))
    prompts = [plain_caption(scene(i)) for i in numbers]
    things = [prompt.split(" ", 1)[1] for prompt in prompts]
    told = published.error(numbers, [f"a {SIZE_WORDS['large'][0]} {thing} {POSITION_WORDS['centre'][0]}" for thing in things], 950)
    wrong = published.error(numbers, [f"a {SIZE_WORDS['small'][0]} {thing} {POSITION_WORDS['left'][0]}" for thing in things], 950)
    assert published.error(numbers, prompts, 950) < 1.05 * told < 0.8 * wrong
