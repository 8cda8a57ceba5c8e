"""How animations move: all differences are mean absolute ones, in levels of 0..255."""
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Motion:
    visible: float
    """Between the two most distant frames; around 1 and below one sees nothing."""
    coherence: float
    """1 - neighbouring frames' difference / opposite frames' difference: 1 moves smoothly, 0 flickers."""
    closure: float
    """Last frame to first, over the largest difference between other neighbours: at most 1 loops without a seam."""


def measure(frames: np.ndarray) -> Motion:
    """uint8 [n, h, w, 3], equally spaced over one turn of the phase; n is even and at least 4."""
    def difference(i: int, j: int) -> float:
        return float(np.abs(frames[i].astype(np.int16) - frames[j]).mean())

    count = len(frames)
    neighbours = [difference(i, i + 1) for i in range(count - 1)]
    opposite = [difference(i, i + count // 2) for i in range(count // 2)]
    farthest = max(difference(i, j) for i in range(count) for j in range(i))
    return Motion(farthest, 1 - np.mean(neighbours) / max(1e-9, np.mean(opposite)), difference(count - 1, 0) / max(1e-9, max(neighbours)))
