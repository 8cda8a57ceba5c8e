"""Weights in half precision, for keeping in version control: 12 MB from which later training can go on.

The decoder is not in it: the `decoder` stage makes one for any encoder, and the exported model has this one.
"""
from pathlib import Path

import torch
from torch import nn

from .autoencoder import Encoder
from .teacher import Teacher


def save(path: Path, teacher: Teacher, encoder: Encoder, scaling_factor: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"teacher": halved(teacher), "encoder": halved(encoder), "scaling_factor": scaling_factor}, path)


def halved(module: nn.Module) -> dict[str, torch.Tensor]:
    return {name: weight.half().contiguous().cpu() for name, weight in module.state_dict().items()}
