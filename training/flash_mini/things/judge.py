"""Which of all things a square of a picture looks most like: the nearest, pixel by pixel, of the pictures that code would draw there with each of them.

It is told where to look and before which backdrop, so it measures whether a shape is that of its thing, not whether it is where it should be.
"""
import json

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from ..backdrops.light import AMBIENT
from ..diffusion import guided, imagine_flash, trailing_timesteps
from ..latents import encode, seeded_noise
from ..pictures import as_bytes
from ..precision import autocast
from ..settings import Settings
from ..teacher import tokenize
from .art import load
from .captions import plain
from .scenes import SIZES, ThingScene, layout, render, sample

CROP = 48


class Nearest:
    def __init__(self):
        self.names, pictures = load()
        self.number = {name: i for i, name in enumerate(self.names)}
        self.nothing = {name: np.zeros_like(pictures[0]) for name in self.names}
        art = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
        art[:, :3] *= art[:, 3:]
        self.forms = F.interpolate(art, size=CROP, mode="area")

    def ranks(self, pictures: np.ndarray, scenes: list[ThingScene]) -> np.ndarray:
        """For each picture how many things look more like it than the one that was asked for."""
        return np.array([self.rank(picture, scene) for picture, scene in zip(pictures, scenes)])

    def rank(self, picture: np.ndarray, scene: ThingScene) -> int:
        tint, share = AMBIENT[scene.backdrop.hour]
        share *= 0.15 if scene.backdrop.setting in ("space", "room") else 0.32
        opaque = self.forms[:, 3:]
        lit = self.forms[:, :3] * (1 - share) + torch.tensor(tint).reshape(1, 3, 1, 1) * share * opaque
        drawn = lit + square(render(scene, self.nothing, 0.0), scene) * (1 - opaque)
        errors = (drawn - square(picture, scene)).square().mean((1, 2, 3))
        return int((errors < errors[self.number[scene.things[0].name]]).sum())


def square(picture: np.ndarray, scene: ThingScene) -> Tensor:
    """[1, 3, CROP, CROP] of where the thing stands."""
    placed = scene.things[0]
    part = picture[placed.base - placed.side:placed.base, placed.left:placed.left + placed.side].copy()
    return F.interpolate(torch.from_numpy(part).permute(2, 0, 1)[None].float() / 255, size=CROP, mode="area")


@torch.no_grad()
def measure(settings: Settings, variant: str, jitter: int, count: int, ways: list[str]) -> None:
    """Prints top-1 and top-5 in percent by split and size, and keeps them and a sheet of each in the work folder."""
    from . import gate
    nearest, pictures, results = Nearest(), gate.pictures_of(), {}
    autoencoder, tokenizer, factor = gate.parts(settings)
    state = torch.load(settings.work / f"{variant}{jitter}.pt", map_location="cpu")
    model = gate.model_of(tokenizer, variant == "copied")
    model.load_state_dict(state["ema"])
    model.to(memory_format=torch.channels_last).eval()
    ground = torch.from_numpy(gate.ground_code(autoencoder, settings))
    table = {side: torch.from_numpy(codes) for side, codes in gate.code_table(autoencoder, settings).items()} if variant in ("cells", "resized") else {}
    for split in ("kept out", "learned"):
        for size in SIZES:
            scenes = [sample(77, i, gate.names(split), size, jitter) for i in range(count)]
            real = np.stack([render(scene, pictures, 0.0) for scene in scenes])
            made = {"rebuilt": decoded(autoencoder, torch.from_numpy(encode(autoencoder, real, settings)).float())}
            plans, alphas = zip(*(layout(scene, pictures) for scene in scenes))
            coded = torch.from_numpy(encode(autoencoder, np.stack(plans), settings))
            things = [(nearest.number[s.things[0].name], s.things[0].left, s.things[0].base, s.things[0].side) for s in scenes]
            plan = torch.stack([gate.plan_of(variant, table, ground, thing, code).float() for thing, code in zip(things, coded)]) * factor
            alpha = torch.from_numpy(np.stack([gate.opacity(a) for a in alphas]).astype(np.float32)) * (variant != "none")
            beside = gate.Beside(model, torch.cat([plan, alpha], 1))
            embeds = beside.embed(tokenize(tokenizer, [plain(s) for s in scenes]))
            empty = beside.embed(tokenize(tokenizer, [""])).expand_as(embeds)
            phase, noise = torch.zeros(count), seeded_noise(list(range(5000, 5000 + count)), "cpu")

            def call(embeds: Tensor):
                def run(x: Tensor, t: int) -> Tensor:
                    with autocast(settings):
                        return beside.unet(x, torch.tensor(float(t)), embeds, phase).float()
                return run

            if "guided" in ways:
                made["12 guided"] = decoded(autoencoder, imagine_flash(guided(call(embeds), call(empty), 2.5), noise, trailing_timesteps(12), False) / factor)
            if "plain" in ways:
                made["3 plain"] = decoded(autoencoder, imagine_flash(call(embeds), noise, trailing_timesteps(3)) / factor)
            row = {}
            for kind, shown in made.items():
                ranks = nearest.ranks(shown, scenes)
                row[kind] = (round(100 * float((ranks < 1).mean()), 1), round(100 * float((ranks < 5).mean()), 1))
                sheet = np.concatenate([np.concatenate(list(part[:8]), 1) for part in (real, shown)], 0)
                Image.fromarray(sheet).save(settings.work / f"{variant}{jitter}-{split.replace(' ', '-')}-{size}-{kind.replace(' ', '-')}.png")
            results[f"{split}, {size}"] = row
            print(f"{split:9} {size:7} (top-1, top-5 of {count})", row, flush=True)
    (settings.work / f"{variant}{jitter}.json").write_text(json.dumps({"step": state["step"], "results": results}))


def decoded(autoencoder, latents: Tensor) -> np.ndarray:
    return np.concatenate([as_bytes(autoencoder.decoder(latents[i:i + 16])) for i in range(0, len(latents), 16)])
