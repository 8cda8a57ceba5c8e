"""Weights in half precision, for keeping in version control: 20 MB from which later training can go on, teacher and autoencoder together."""
from pathlib import Path

import torch
from torch import nn

from .autoencoder import Autoencoder
from .teacher import Teacher


def save(path: Path, teacher: Teacher, autoencoder: Autoencoder, scaling_factor: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"teacher": halved(teacher), "autoencoder": halved(autoencoder), "scaling_factor": scaling_factor}, path)


def halved(module: nn.Module) -> dict[str, torch.Tensor]:
    return {name: weight.half().contiguous().cpu() for name, weight in module.state_dict().items()}


def load_autoencoder(path: Path, model: Autoencoder) -> bool:
    """False for a checkpoint of an earlier form, which holds none."""
    state = torch.load(path, map_location="cpu").get("autoencoder")
    if state:
        model.load_state_dict({name: weight.float() for name, weight in state.items()})
    return bool(state)
