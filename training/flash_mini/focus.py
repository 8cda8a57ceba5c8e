"""Where things stand in a scene, as a grid: what autoencoder, decoder and teacher weigh more than the backdrop."""
import torch
from torch import Tensor

from .scenes import Scene, sample_scene
from .settings import Settings


def occupied(scene: Scene, rows: int, columns: int) -> Tensor:
    """[rows, columns]: 1 in the cells that a thing's box touches, else 0."""
    cells = torch.zeros(rows, columns)
    for thing in scene.things:
        left, top, right, bottom = thing.box
        cells[max(0, int(top * rows)):int(bottom * rows) + 1, max(0, int(left * columns)):int(right * columns) + 1] = 1
    return cells


def of_pictures(settings: Settings, count: int) -> Tensor:
    """[count, 1, 64, 64] for the pictures of stage `data`."""
    scenes = (sample_scene(settings.seed, settings.scenes + i) for i in range(count))
    return torch.stack([occupied(scene, 64, 64) for scene in scenes]).unsqueeze(1)
