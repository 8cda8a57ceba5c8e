"""What every distilled model of the comparison shares: the teacher it learns from, its batches, its budget and the loop.

A method says how a batch becomes the student's estimate of x_0, with gradient, and the loss that judges it. Everything else is equal, so that what
differs in the table is the method.
"""
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from . import train_teacher
from .answers import Answers, noises
from .bpe import Tokenizer
from .diffusion import Denoiser
from .discriminator import Critic, balanced
from .latents import Latents
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .precision import autocast
from .settings import Settings
from .teacher import denoiser, guided_denoiser
from .unet import UNet


@dataclass(frozen=True)
class Batch:
    """One batch as a method sees it. `x0`: latents of drawn scenes, to which the prompts belong; `noise`: of the same shape."""
    student: Denoiser
    average: Denoiser
    """The student's averaged weights; without gradient."""
    teacher: Denoiser
    """Guided, frozen."""
    x0: Tensor
    noise: Tensor
    answer: Tensor
    """What the guided teacher makes of `noise` alone in many steps; of the same shape."""


Method = Callable[[Batch, Settings], tuple[Tensor, Tensor]]
"""To the student's estimate of x_0 [batch, C, h, w], and the scalar loss computed from it. Gradient flows through one evaluation of the student."""


def train(name: str, settings: Settings, method: Method, adversarial: bool, decay: float = 0.995) -> None:
    """Trains `work/NAME.pt` from the teacher's weights. `adversarial` adds the discriminator's pull to the method's own."""
    teacher = train_teacher.load(settings)
    tokenizer, data, answers = Tokenizer.load(settings.work / "tokenizer"), Latents.load(settings), Answers.load(settings)
    student = frozen_copy(teacher.unet).train().requires_grad_(True)
    ema = frozen_copy(student)
    optimizer = torch.optim.AdamW(student.parameters(), lr=settings.student_rate, betas=(0.9, 0.99), weight_decay=0)
    critic = Critic(teacher.unet, settings) if adversarial else None
    state = {"model": student, "ema": ema, "optimizer": optimizer, **(critic.state() if critic else {})}
    with torch.no_grad():
        empty = teacher.embed(torch.tensor([tokenizer.encode("")], device=settings.device))
    loop = Loop(name, settings, settings.student_steps, settings.student_batch, state)
    for step in loop:
        numbers = answers.numbers(step, settings.student_batch)
        x0, phase, ids = (part.to(settings.device) for part in data.with_captions(answers.scenes[numbers], answers.captions[numbers]))
        layout = data.layouts_of(answers.scenes[numbers])
        noise, answer = noises(numbers, settings.device), answers.latents[numbers].float().to(settings.device)
        rate = cosine_rate(step, settings.student_steps, 1.0)
        set_rate(optimizer, settings.student_rate * rate)
        with autocast(settings):
            with torch.no_grad():
                embeds = teacher.embed(ids)
            guided = guided_denoiser(teacher.unet, embeds, empty, phase, settings.guidance_scale, layout)
            batch = Batch(denoiser(student, embeds, phase, layout), denoiser(ema, embeds, phase, layout), guided, x0, noise, answer)
            estimate, loss = method(batch, settings)
        if critic:
            judged = critic.learn(x0, estimate.detach(), embeds, phase, rate, layout)
            pull = critic.pull(estimate, embeds, phase, layout)
            gradient = balanced(torch.autograd.grad(loss, estimate, retain_graph=True)[0], pull, settings.adversarial_weight)
            loop.report(discriminator=judged)
        else:
            gradient = torch.autograd.grad(loss, estimate, retain_graph=True)[0]
        optimizer.zero_grad(set_to_none=True)
        estimate.backward(gradient)
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        average(ema, student, step, decay)
        loop.report(loss=loss.detach())


def pick(choices: Sequence) -> int:
    """The index of one of them, each equally likely."""
    return int(torch.randint(len(choices), ()))


def load(settings: Settings, name: str) -> UNet:
    """The averaged weights of `work/NAME.pt`, frozen."""
    student = UNet(settings.layout)
    student.load_state_dict(torch.load(settings.work / f"{name}.pt", map_location="cpu")["ema"])
    return student.to(settings.device, memory_format=torch.channels_last).eval().requires_grad_(False)
