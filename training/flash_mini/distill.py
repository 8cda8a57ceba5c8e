"""Stage `student`: Imagine Flash distillation (Kohler et al. 2024, arXiv:2405.05224) of the teacher to one student for 1, 2 and 3 steps.

Per batch: choose a number of steps and one of its timesteps t; roll the student out from pure noise to t without gradient (Backward Distillation);
let it estimate x_0 there, with gradient; re-noise that estimate to gamma(t) and let the guided teacher improve it (Shifted Reconstruction Loss); pull
the student's estimate towards the teacher's. No drawn picture is used, so nothing can leak from one. The paper's adversarial loss is absent here.
"""
import torch
from torch import Tensor

from . import train_teacher
from .bpe import Tokenizer
from .diffusion import TRAIN_TIMESTEPS, Denoiser, add_noise, next_latents, predicted_x0, trailing_timesteps
from .latents import Latents
from .loop import Loop, average, cosine_rate, frozen_copy, set_rate
from .settings import Settings
from .teacher import denoiser, guided_denoiser
from .unet import UNet

STEP_COUNTS = (1, 2, 3)
GAMMA_FLOOR = 150


def gamma(t: int) -> int:
    """The shifted time: gamma(T) = T lets the teacher change the structure, low t leaves it to add detail only.

    The paper gives no closed form; ours is linear from GAMMA_FLOOR at t = 0 to T at t = T.
    """
    last = TRAIN_TIMESTEPS - 1
    return round(GAMMA_FLOOR + (last - GAMMA_FLOOR) * t / last)


def run(settings: Settings) -> None:
    teacher = train_teacher.load(settings)
    tokenizer, data = Tokenizer.load(settings.work / "tokenizer"), Latents.load(settings)
    student = frozen_copy(teacher.unet).train().requires_grad_(True)
    ema = frozen_copy(student)
    optimizer = torch.optim.AdamW(student.parameters(), lr=settings.student_rate, betas=(0.9, 0.99), weight_decay=0)
    empty = teacher.embed(torch.tensor([tokenizer.encode("")], device=settings.device))
    loop = Loop("student", settings, settings.student_steps, settings.student_batch, {"model": student, "ema": ema, "optimizer": optimizer})
    for step in loop:
        x0, phase, ids = (part.to(settings.device) for part in data.batch(settings.student_batch))
        embeds = teacher.embed(ids)
        timesteps, index = pick_timestep()
        start = torch.randn_like(x0)
        loss = reconstruction_loss(denoiser(student, embeds, phase), guided_denoiser(teacher.unet, embeds, empty, phase, settings.guidance_scale),
                                   start, timesteps, index, settings.teacher_ddim_steps)
        set_rate(optimizer, cosine_rate(step, settings.student_steps, settings.student_rate))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        average(ema, student, step, 0.995)
        loop.report(loss=loss.detach())


def pick_timestep() -> tuple[list[int], int]:
    """One of the step counts, and one of its steps."""
    timesteps = trailing_timesteps(STEP_COUNTS[int(torch.randint(len(STEP_COUNTS), ()))])
    return timesteps, int(torch.randint(len(timesteps), ()))


def reconstruction_loss(student: Denoiser, teacher: Denoiser, start: Tensor, timesteps: list[int], index: int, teacher_steps: int) -> Tensor:
    """|| x_0 of the teacher - x_0 of the student ||^2, averaged; gradient flows through one evaluation of the student only."""
    t = timesteps[index]
    x = roll_out(student, start, timesteps[:index + 1])
    estimate = predicted_x0(x, student(x, t), t)
    return (shifted_target(teacher, estimate.detach(), start, t, teacher_steps) - estimate).square().mean()


@torch.no_grad()
def roll_out(student: Denoiser, start: Tensor, timesteps: list[int]) -> Tensor:
    """x_{T->t} of Backward Distillation: what the student itself meets at the last of `timesteps`, Noise Correction included."""
    x = start
    for i, (t, t_next) in enumerate(zip(timesteps, timesteps[1:])):
        x = next_latents(x, student(x, t), t, t_next, start if i == 0 else None)
    return x


@torch.no_grad()
def shifted_target(teacher: Denoiser, estimate: Tensor, noise: Tensor, t: int, steps: int) -> Tensor:
    """x_0 read out by the teacher after k - 1 DDIM steps down the grid gamma(t) (1 - j / k), from the student's re-noised estimate.

    `noise` is the roll-out's own start x_T, as the paper's q(x_0, x_T, t) can be read. With fresh noise the target would be another picture each
    time, and the student would learn their blurred average: seen here, within a hundred steps.
    """
    shifted = gamma(t)
    grid = [round(shifted * (1 - j / steps)) for j in range(steps)]
    x = add_noise(estimate, noise, shifted)
    for s, s_next in zip(grid, grid[1:]):
        x = next_latents(x, teacher(x, s), s, s_next)
    return predicted_x0(x, teacher(x, grid[-1]), grid[-1])


def load(settings: Settings) -> UNet:
    """The averaged weights, frozen."""
    student = UNet()
    student.load_state_dict(torch.load(settings.work / "student.pt", map_location="cpu")["ema"])
    return student.to(settings.device, memory_format=torch.channels_last).eval().requires_grad_(False)
