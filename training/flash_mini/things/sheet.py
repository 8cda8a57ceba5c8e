"""`python -m flash_mini.things.sheet OUT.png`: scenes with stored things as training sees them, each over its layout."""
import sys

import numpy as np
from PIL import Image

from ..scenes import random_for
from . import art
from .captions import caption
from .drawing import layout, render
from .scenes import kept_out, sample


def main() -> None:
    pictures = dict(zip(*art.load()))
    names = [name for name in pictures if not kept_out(name)]
    rows = []
    for row in range(4):
        scenes = [sample(5, row * 8 + i, names) for i in range(8)]
        for scene in scenes:
            print(caption(scene, random_for(5, row)))
        rows += [np.concatenate([render(scene, pictures, i / 8) for i, scene in enumerate(scenes)], 1), np.concatenate([layout(scene, pictures, i / 8)[0] for i, scene in enumerate(scenes)], 1)]
    Image.fromarray(np.concatenate(rows, 0)).save(sys.argv[1])


if __name__ == "__main__":
    main()
