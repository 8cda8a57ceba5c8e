"""Stage `teacher`: v-prediction over latents, prompts dropped now and then for classifier-free guidance."""
from pathlib import Path

import torch
from torch import Tensor

from . import chunks, warm_start
from .bpe import Tokenizer
from .diffusion import TRAIN_TIMESTEPS, add_noise, alpha, sigma, velocity
from .latents import Latents
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .precision import autocast
from .settings import Settings
from .teacher import Teacher, beside


LOOK_EVERY = 200
"""Steps after which it is seen whether more scenes were drawn meanwhile."""


def run(settings: Settings) -> None:
    torch.manual_seed(settings.seed)
    tokenizer, data = Tokenizer.load(settings.work / "tokenizer"), Latents.load(settings)
    model = Teacher(len(tokenizer.vocab), settings.layout)
    if settings.initial_teacher:
        previous = Tokenizer.load(Path(settings.initial_model) / "tokenizer") if settings.initial_model else tokenizer
        shared = warm_start.load_teacher(Path(settings.initial_teacher), model, tokenizer, previous)
        print(f"teacher starts from {settings.initial_teacher}, whose vocabulary shares {shared} of {len(tokenizer.vocab)} tokens", flush=True)
    model.to(settings.device, memory_format=torch.channels_last)
    ema = frozen_copy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=settings.teacher_rate, betas=(0.9, 0.99), weight_decay=0.01)
    loop = Loop("teacher", settings, settings.teacher_steps, settings.teacher_batch, {"model": model, "ema": ema, "optimizer": optimizer}, settings.teacher_minutes)
    known = chunks_of(settings)
    for step in loop:
        if step % LOOK_EVERY == 0 and (found := chunks_of(settings)) != known:
            data, known = Latents.load(settings), found
            print(f"teacher: {len(data.latents)} scenes from here on", flush=True)
        picks = data.pick(settings.teacher_batch)
        x0, phase, ids = (part.to(settings.device) for part in data.batch_of(picks))
        weight, layout = data.weights(picks, settings.focus_weight), data.layouts_of(picks)
        drop_captions(ids, tokenizer, settings.caption_dropout)
        set_rate(optimizer, cosine_rate(step, loop.steps, settings.teacher_rate))
        with autocast(settings):
            loss = velocity_loss(model, x0.contiguous(memory_format=torch.channels_last), phase, ids, weight, settings.min_snr, layout)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        average(ema, model, step, 0.999)
        loop.report(loss=loss.detach())


def chunks_of(settings: Settings) -> int:
    return sum(len(chunks.files(settings.work / folder)) for folder in ("latents", "things"))


def velocity_loss(model: Teacher, x0: Tensor, phase: Tensor, ids: Tensor, weight: Tensor | float = 1.0, min_snr: float = 0,
                  layout: Tensor | None = None) -> Tensor:
    """`weight` [batch, 1, h, w]: how much each place counts; `layout` as `teacher.denoiser` has it."""
    # The density of t grows with t: at high noise the prompt decides what appears, and there the student will be asked.
    t = (TRAIN_TIMESTEPS * torch.rand(len(x0), device=x0.device).sqrt()).long().clamp(max=TRAIN_TIMESTEPS - 1)
    noise = torch.randn_like(x0)
    predicted = model.unet(beside(model.unet, add_noise(x0, noise, t), layout), t.float(), model.embed(ids), phase).float()
    errors = ((predicted - velocity(x0, noise, t)).square() * weight).mean((1, 2, 3))
    return (errors * min_snr_weight(t, min_snr)).mean()


def min_snr_weight(t: Tensor, limit: float) -> Tensor:
    """[batch]: min(SNR, limit) / (SNR + 1), the weight of Hang et al. 2023 (arXiv:2303.09556, section 3.4) for v-prediction; 1 everywhere when limit is 0.

    Divided by its value at SNR = limit, so that learning rates keep their meaning.
    """
    if not limit:
        return torch.ones_like(t, dtype=torch.float32)
    snr = (alpha(t) / sigma(t)).square().flatten()
    return snr.clamp(max=limit) / (snr + 1) * (limit + 1) / limit


def drop_captions(ids: Tensor, tokenizer: Tokenizer, share: float) -> None:
    """Turns about `share` of the rows into the empty prompt: start, end, padding."""
    ids[torch.rand(len(ids), device=ids.device) < share, 1:] = tokenizer.end


def load(settings: Settings) -> Teacher:
    """The averaged weights, frozen."""
    model = Teacher(len(Tokenizer.load(settings.work / "tokenizer").vocab), settings.layout)
    model.load_state_dict(torch.load(settings.work / "teacher.pt", map_location="cpu")["ema"])
    return model.to(settings.device, memory_format=torch.channels_last).eval().requires_grad_(False)
