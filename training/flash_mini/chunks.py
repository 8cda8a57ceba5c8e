"""A long array in files: `FOLDER/NNNN.npz` holds a chunk of everything, so that a stage which is interrupted keeps what it has."""
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np


def missing(folder: Path, count: int, size: int) -> list[range]:
    """What each file that is not there would hold, of `count` things in chunks of `size`."""
    return [range(number * size, min(count, (number + 1) * size)) for number in range(-(-count // size)) if not (folder / f"{number:04}.npz").exists()]


def write(folder: Path, count: int, size: int, make: Callable[[range], dict[str, np.ndarray]], unit: str) -> None:
    """Makes what is missing. Atomic: a kill at any moment leaves whole files only."""
    folder.mkdir(parents=True, exist_ok=True)
    for numbers in missing(folder, count, size):
        started = time.monotonic()
        partial = folder / "partial.npz"
        np.savez(partial, **make(numbers))
        os.replace(partial, folder / f"{numbers.start // size:04}.npz")
        print(f"{folder.name} {numbers.stop}/{count}  {len(numbers) / (time.monotonic() - started):.0f} {unit}/s", flush=True)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.npz"))


def read(folder: Path, key: str) -> np.ndarray:
    """One of the arrays, all chunks of it."""
    return np.concatenate([np.load(path)[key] for path in files(folder)])
