"""The gate: can the U-Net be taught, in 30,000 pictures, to draw a thing from its layout, also one that training never showed it?

`python -m flash_mini.things.gate data|train|measure`, each with `--variant`:

  copied   the layout is encoded as it is, wherever the things stand; where it is opaque it is the answer, lit by what the U-Net adds
  placed   the same layout, only heard
  cells    one stored code per thing and size, pasted at whole cells
  resized  one stored code per thing, of its large form, resized to the cells of the others
  none     no layout: words alone
"""
import argparse
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .. import chunks, warm_start
from ..autoencoder import LATENT_CHANNELS, Autoencoder, split_moments
from ..bpe import Tokenizer
from ..data import PHASE, in_processes, random_for
from ..diffusion import alpha, sigma
from ..latents import CAPTION_LENGTH, encode, trim
from ..loop import Loop, average, cosine_rate, frozen_copy, set_rate
from ..precision import autocast
from ..settings import ROOT, Settings
from ..teacher import Teacher
from ..train_teacher import drop_captions, velocity_loss
from ..unet import OUTER
from . import art
from .captions import caption, plain
from .scenes import CELL, GROUND, SIZES, Placed, kept_out, layout, render, sample

MODEL, CHECKPOINT = ROOT.parent / "models" / "flash-mini", ROOT / "checkpoints" / "teacher-fp16.pt"
CHUNK, EXTRA = 1024, LATENT_CHANNELS + 4
LEAST_SIGMA = 0.3
WORK = ROOT / "work" / "gate"


def names(split: str) -> list[str]:
    return [name for name in art.load()[0] if kept_out(name) == (split == "kept out")]


def pictures_of() -> dict[str, np.ndarray]:
    return dict(zip(*art.load()))


def opacity(alpha: np.ndarray) -> np.ndarray:
    """uint8 [SIZE, SIZE] to float16 [4, 16, 16]: the mean of each quarter of a cell."""
    quarters = alpha.reshape(32, 8, 32, 8).mean((1, 3), dtype=np.float32) / 255
    return quarters.reshape(16, 2, 16, 2).transpose(1, 3, 0, 2).reshape(4, 16, 16).astype(np.float16)


def drawn(seed: int, jitter: int, learned: list[str], index: int):
    scene = sample(seed, index, learned, jitter=jitter)
    phase = float(random_for(seed, index, PHASE).random())
    tokens = [caption(scene, random_for(seed, index, 41)) for _ in range(4)]
    plan, alpha = layout(scene, pictures_of())
    placed = scene.things[0]
    return render(scene, pictures_of(), phase), plan, opacity(alpha), phase, tokens, (placed.name, placed.left, placed.base, placed.side)


def make_chunk(settings: Settings, autoencoder: Autoencoder, tokenizer: Tokenizer, jitter: int, indices: range) -> dict[str, np.ndarray]:
    learned = names("learned")
    number = {name: i for i, name in enumerate(art.load()[0])}
    rows: dict[str, list] = {key: [] for key in ("latents", "plans", "opacity", "phases", "ids", "things")}
    pictures, plans = [], []
    for count, (picture, plan, alpha, phase, texts, placed) in enumerate(in_processes(settings, partial(drawn, settings.seed, jitter, learned), indices), 1):
        ids = np.full((4, CAPTION_LENGTH), tokenizer.end, np.uint16)
        for row, text in zip(ids, texts):
            tokens = tokenizer.encode(text)[:CAPTION_LENGTH]
            row[:len(tokens)] = tokens
        rows["opacity"].append(alpha), rows["phases"].append(phase), rows["ids"].append(ids)
        rows["things"].append((number[placed[0]], *placed[1:]))
        pictures.append(picture), plans.append(plan)
        if len(pictures) == 16 or count == len(indices):
            rows["latents"].append(encode(autoencoder, np.stack(pictures), settings)), rows["plans"].append(encode(autoencoder, np.stack(plans), settings))
            pictures.clear(), plans.clear()
    return {"latents": np.concatenate(rows["latents"]), "plans": np.concatenate(rows["plans"]), "opacity": np.stack(rows["opacity"]),
            "phases": np.array(rows["phases"], np.float32), "ids": np.stack(rows["ids"]), "things": np.array(rows["things"], np.int32)}


def parts(settings: Settings) -> tuple[Autoencoder, Tokenizer, float]:
    autoencoder = Autoencoder()
    from ..checkpoint import load_autoencoder
    load_autoencoder(CHECKPOINT, autoencoder)
    factor = torch.load(CHECKPOINT, map_location="cpu")["scaling_factor"]
    return autoencoder.to(memory_format=torch.channels_last).eval().requires_grad_(False), Tokenizer.load(MODEL / "tokenizer"), factor


def ground_code(autoencoder: Autoencoder, settings: Settings) -> np.ndarray:
    return encode(autoencoder, np.full((1, 256, 256, 3), GROUND, np.uint8), settings)[0]


def code_table(autoencoder: Autoencoder, settings: Settings) -> dict[int, np.ndarray]:
    """From a side in cells to the codes of all things, float16 [n, C, side + 2, side + 2], one cell more on every side."""
    path = settings.work / "codes.npz"
    if not path.exists():
        pictures, table = pictures_of(), {}
        for side in SIZES.values():
            left = (16 - side) // 2
            made = []
            for name in pictures:
                scene = sample(0, 0, [name])
                from dataclasses import replace
                scene = replace(scene, things=(Placed(name, left * CELL, (left + side) * CELL, side * CELL),))
                made.append(layout(scene, pictures)[0])
            coded = np.concatenate([encode(autoencoder, np.stack(made[i:i + 16]), settings) for i in range(0, len(made), 16)])
            table[str(side)] = coded[:, :, left - 1:left + side + 1, left - 1:left + side + 1]
        np.savez(path, **table)
    return {int(side): codes for side, codes in np.load(path).items()}


def plan_of(variant: str, table: dict[int, Tensor], ground: Tensor, thing: np.ndarray, encoded: Tensor) -> Tensor:
    """[C, 16, 16], not scaled."""
    if variant in ("placed", "copied"):
        return encoded
    number, left, base, side = (int(value) for value in thing)
    cells, plan = side // CELL, ground.clone()
    if variant == "none":
        return plan
    code = table[cells][number] if variant == "cells" else F.interpolate(table[max(SIZES.values())][number][None].float(), size=(cells + 2, cells + 2), mode="bilinear", align_corners=False)[0]
    x, y = round(left / CELL) - 1, round(base / CELL) - cells - 1
    x0, y0, x1, y1 = max(0, x), max(0, y), min(16, x + cells + 2), min(16, y + cells + 2)
    plan[:, y0:y1, x0:x1] = code[:, y0 - y:y1 - y, x0 - x:x1 - x]
    return plan


def model_of(tokenizer: Tokenizer, copies: bool, extra: int = EXTRA) -> Teacher:
    """The published teacher, its first convolution hearing a layout beside the noise: silently, until it learns; with a second answer, by which a copied layout is lit."""
    model = Teacher(len(tokenizer.vocab))
    warm_start.load_teacher(CHECKPOINT, model, tokenizer, tokenizer)
    known = model.unet.conv_in
    model.unet.conv_in = nn.Conv2d(LATENT_CHANNELS + extra, OUTER, 3, padding=1)
    with torch.no_grad():
        model.unet.conv_in.weight.zero_()
        model.unet.conv_in.weight[:, :LATENT_CHANNELS] = known.weight
        model.unet.conv_in.bias.copy_(known.bias)
        if copies:
            known = model.unet.conv_out
            model.unet.conv_out = nn.Conv2d(OUTER, 2 * LATENT_CHANNELS, 3, padding=1)
            model.unet.conv_out.weight.zero_(), model.unet.conv_out.bias.zero_()
            model.unet.conv_out.weight[:LATENT_CHANNELS] = known.weight
            model.unet.conv_out.bias[:LATENT_CHANNELS] = known.bias
    return model


class Beside(nn.Module):
    """A teacher whose U-Net sees the layout beside each sample."""

    def __init__(self, model: Teacher, plan: Tensor):
        super().__init__()
        self.model, self.plan = model, plan

    def embed(self, ids: Tensor) -> Tensor:
        return self.model.embed(ids)

    def unet(self, sample: Tensor, t: Tensor, embeds: Tensor, phase: Tensor) -> Tensor:
        answer = self.model.unet(torch.cat([sample, self.plan], 1).contiguous(memory_format=torch.channels_last), t, embeds, phase)
        if answer.shape[1] == LATENT_CHANNELS:
            return answer
        # x_0 becomes the lit layout where it is opaque; as x_0 = alpha x - sigma v, v moves by the difference over sigma, and less when hardly any noise is left to divide by.
        v, light = answer.float().chunk(2, 1)
        at = t.long().reshape(-1)
        a, s = alpha(at), sigma(at)
        opaque = self.plan[:, LATENT_CHANNELS:].mean(1, keepdim=True)
        return v + opaque / s.clamp(min=LEAST_SIGMA) * (a * sample - s * v - self.plan[:, :LATENT_CHANNELS] - light)


def focus_of(things: np.ndarray) -> Tensor:
    """[n, 1, 16, 16]."""
    focus = torch.zeros(len(things), 1, 16, 16)
    for row, (_, left, base, side) in zip(focus, things):
        row[:, max(0, (base - side) // CELL):-(-base // CELL), max(0, left // CELL):-(-(left + side) // CELL)] = 1
    return focus


def data(settings: Settings, count: int, jitter: int) -> None:
    autoencoder, tokenizer, _ = parts(settings)
    chunks.write(settings.work / f"scenes{jitter}", count, CHUNK, partial(make_chunk, settings, autoencoder, tokenizer, jitter), "scenes")


def train(settings: Settings, variant: str, jitter: int, pictures: int) -> None:
    torch.manual_seed(settings.seed)
    autoencoder, tokenizer, factor = parts(settings)
    folder = settings.work / f"scenes{jitter}"
    latents = torch.from_numpy(chunks.read(folder, "latents").astype(np.float32)) * factor
    things, phases = chunks.read(folder, "things"), torch.from_numpy(chunks.read(folder, "phases"))
    ids, alphas = torch.from_numpy(chunks.read(folder, "ids").astype(np.int64)), torch.from_numpy(chunks.read(folder, "opacity").astype(np.float32))
    encoded, ground = torch.from_numpy(chunks.read(folder, "plans")), torch.from_numpy(ground_code(autoencoder, settings))
    table = {side: torch.from_numpy(codes) for side, codes in code_table(autoencoder, settings).items()} if variant in ("cells", "resized") else {}
    focus = focus_of(things)
    model = model_of(tokenizer, variant == "copied")
    model.to(memory_format=torch.channels_last)
    ema = frozen_copy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings.teacher_rate, betas=(0.9, 0.99), weight_decay=0.01)
    batch = settings.teacher_batch
    loop = Loop(f"{variant}{jitter}", settings, pictures // batch, batch, {"model": model, "ema": ema, "optimizer": optimizer})
    for step in loop:
        picks = torch.randint(len(latents), (batch,))
        plan = torch.stack([plan_of(variant, table, ground, things[i], encoded[i]).float() for i in picks.tolist()]) * factor
        beside = torch.cat([plan, alphas[picks] * (variant != "none")], 1)
        x0, text = latents[picks], trim(ids[picks, torch.randint(0, 4, (batch,))])
        drop_captions(text, tokenizer, settings.caption_dropout)
        set_rate(optimizer, cosine_rate(step, loop.steps, settings.teacher_rate))
        with autocast(settings):
            loss = velocity_loss(Beside(model, beside), x0.contiguous(memory_format=torch.channels_last), phases[picks], text, 1 + 5 * focus[picks])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average(ema, model, step, 0.99)
        loop.report(loss=loss.detach())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m flash_mini.things.gate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("data", "train", "measure"))
    parser.add_argument("--variant", default="placed", choices=("copied", "placed", "cells", "resized", "none"))
    parser.add_argument("--jitter", type=int, default=0)
    parser.add_argument("--scenes", type=int, default=12_288)
    parser.add_argument("--pictures", type=int, default=30_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--measured", type=int, default=96)
    parser.add_argument("--ways", default="guided,plain", help="12 guided steps, 3 without guidance")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    settings = Settings(work=WORK, threads=given.threads, teacher_batch=given.batch, teacher_rate=given.rate, save_every_seconds=120)
    if given.stage == "data":
        data(settings, given.scenes, given.jitter)
    elif given.stage == "train":
        train(settings, given.variant, given.jitter, given.pictures)
    else:
        from . import judge
        judge.measure(settings, given.variant, given.jitter, given.measured, given.ways.split(","))


if __name__ == "__main__":
    main()
