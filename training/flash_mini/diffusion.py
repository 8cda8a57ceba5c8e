"""The noise schedule, v-prediction, DDIM, and the Imagine Flash sampler.

x_t = alpha_t x_0 + sigma_t eps, with alpha_t = sqrt(alphas_cumprod[t]) and alpha_t^2 + sigma_t^2 = 1. The schedule is Stable Diffusion's, without the
rescaling to zero terminal SNR: under that rescaling Noise Correction would change nothing.
"""
from typing import Callable

import torch
from torch import Tensor

TRAIN_TIMESTEPS, BETA_START, BETA_END = 1000, 0.00085, 0.012

Denoiser = Callable[[Tensor, int], Tensor]
"""(x_t [batch, C, h, w], t) to the predicted v."""


def alphas_cumprod() -> Tensor:
    """float64 [1000]; betas are linear in their square root."""
    betas = torch.linspace(BETA_START ** 0.5, BETA_END ** 0.5, TRAIN_TIMESTEPS, dtype=torch.float64) ** 2
    return (1 - betas).cumprod(0)


_ALPHAS_CUMPROD = alphas_cumprod()
_ALPHA, _SIGMA = _ALPHAS_CUMPROD.sqrt().float(), (1 - _ALPHAS_CUMPROD).sqrt().float()


def alpha(t: int | Tensor) -> Tensor:
    return _shaped(_ALPHA.to(t.device)[t] if isinstance(t, Tensor) else _ALPHA[t])


def sigma(t: int | Tensor) -> Tensor:
    return _shaped(_SIGMA.to(t.device)[t] if isinstance(t, Tensor) else _SIGMA[t])


def _shaped(value: Tensor) -> Tensor:
    """Per picture when t is a batch."""
    return value.reshape(-1, 1, 1, 1) if value.ndim else value


def add_noise(x0: Tensor, noise: Tensor, t: int | Tensor) -> Tensor:
    """q(x_0, eps, t)."""
    return alpha(t) * x0 + sigma(t) * noise


def velocity(x0: Tensor, noise: Tensor, t: int | Tensor) -> Tensor:
    """v = alpha_t eps - sigma_t x_0 (Salimans & Ho 2022, appendix D)."""
    return alpha(t) * noise - sigma(t) * x0


def predicted_x0(x: Tensor, v: Tensor, t: int | Tensor) -> Tensor:
    return alpha(t) * x - sigma(t) * v


def predicted_noise(x: Tensor, v: Tensor, t: int | Tensor) -> Tensor:
    return alpha(t) * v + sigma(t) * x


def trailing_timesteps(steps: int) -> list[int]:
    """Starts at the last training step: 1 -> [999], 2 -> [999, 499], 3 -> [999, 666, 332]."""
    return [round(TRAIN_TIMESTEPS - i * TRAIN_TIMESTEPS / steps) - 1 for i in range(steps)]


def next_latents(x: Tensor, v: Tensor, t: int, t_next: int, initial_noise: Tensor | None = None) -> Tensor:
    """One DDIM step (eta = 0) from t to t_next.

    At the first step of the Imagine Flash sampler give `initial_noise`, the start x_T: Noise Correction puts it back in place of the predicted noise
    (Imagine Flash, "Noise Correction", case t = T).
    """
    noise = predicted_noise(x, v, t) if initial_noise is None else initial_noise
    return add_noise(predicted_x0(x, v, t), noise, t_next)


def imagine_flash(denoiser: Denoiser, start: Tensor, timesteps: list[int], noise_correction: bool = True) -> Tensor:
    """Runs `timesteps` from pure noise and returns the last estimate of x_0."""
    x = start
    for i, (t, t_next) in enumerate(zip(timesteps, timesteps[1:])):
        x = next_latents(x, denoiser(x, t), t, t_next, start if noise_correction and i == 0 else None)
    return predicted_x0(x, denoiser(x, timesteps[-1]), timesteps[-1])


def trajectory_free(denoiser: Denoiser, start: Tensor, timesteps: list[int], noises: list[Tensor]) -> Tensor:
    """Multistep consistency sampling (Song et al. 2023, algorithm 1): each estimate of x_0 is noised afresh, with `noises` [len(timesteps) - 1]."""
    estimate = predicted_x0(start, denoiser(start, timesteps[0]), timesteps[0])
    for t, noise in zip(timesteps[1:], noises):
        x = add_noise(estimate, noise, t)
        estimate = predicted_x0(x, denoiser(x, t), t)
    return estimate


def guided(conditional: Denoiser, unconditional: Denoiser, scale: float) -> Denoiser:
    """Classifier-free guidance (Ho & Salimans 2022). Guiding v is guiding eps: both are affine in x_0 with the same coefficients."""
    def denoise(x: Tensor, t: int) -> Tensor:
        without = unconditional(x, t)
        return without + scale * (conditional(x, t) - without)
    return denoise
