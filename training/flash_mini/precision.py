"""Which numbers the networks compute in: bfloat16 under autocast where the machine has instructions for it, else float32.

Weights, optimiser, losses, normalisations and softmax stay float32 either way.
"""
from pathlib import Path

import torch

from .settings import Settings

CPU_FLAGS = {"avx512_bf16", "amx_bf16"}


def uses_bfloat16(settings: Settings) -> bool:
    if settings.precision not in ("auto", "bf16", "fp32"):
        raise SystemExit(f'--precision is auto, bf16 or fp32, not "{settings.precision}".')
    return settings.precision == "bf16" or settings.precision == "auto" and has_bfloat16(settings.device)


def has_bfloat16(device: str) -> bool:
    """Other CPUs can compute bfloat16 too, but more slowly than float32."""
    if device.startswith("cuda"):
        return torch.cuda.is_bf16_supported()
    info = Path("/proc/cpuinfo")
    return info.exists() and not CPU_FLAGS.isdisjoint(info.read_text().split())


def autocast(settings: Settings) -> torch.autocast:
    """A context for the forward pass; `backward` belongs outside.

    Without its cache, in which a weight first met under `no_grad` would stay without a gradient: a roll-out would stop the student from learning.
    """
    return torch.autocast(torch.device(settings.device).type, dtype=torch.bfloat16, enabled=uses_bfloat16(settings), cache_enabled=False)
