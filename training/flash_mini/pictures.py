"""Pictures on their way from the brush to a network."""
import numpy as np
import torch
from torch import Tensor


def halved(picture: np.ndarray) -> np.ndarray:
    """uint8 [..., 256, 256, 3] averaged two by two."""
    *rest, height, width, channels = picture.shape
    means = picture.reshape(*rest, height // 2, 2, width // 2, 2, channels).mean((-4, -2), dtype=np.float32)
    return (means + 0.5).astype(np.uint8)


def as_pixels(pictures: Tensor) -> Tensor:
    """uint8 [n, h, w, 3] to float32 [n, 3, h, w] in [-1, 1]."""
    return (pictures.permute(0, 3, 1, 2).float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def as_bytes(pixels: Tensor) -> np.ndarray:
    """And back: what a decoder says, to uint8 [n, h, w, 3]."""
    return ((pixels.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).contiguous().cpu().numpy()
