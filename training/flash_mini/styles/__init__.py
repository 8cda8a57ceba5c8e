"""How a scene is drawn in each style: with which canvas, and what becomes of the pixels."""
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..canvas import Canvas, FlatCanvas, LineCanvas, NeonCanvas, PaperCanvas
from .graphic import line_art, neon, paper_cut, pixel_art
from .layers import Layers
from .painterly import pastel, watercolour
from .photo import photo


@dataclass(frozen=True)
class Style:
    canvas: type[Canvas]
    finish: Callable[[Layers], np.ndarray]
    """To uint8 [size, size, 3]."""


STYLES = {
    "illustration": Style(Canvas, Layers.flattened), "photo": Style(Canvas, photo), "flat": Style(FlatCanvas, Layers.flattened),
    "watercolour": Style(Canvas, watercolour), "line art": Style(LineCanvas, line_art), "pixel art": Style(FlatCanvas, pixel_art),
    "neon": Style(NeonCanvas, neon), "pastel": Style(Canvas, pastel), "paper cut": Style(PaperCanvas, paper_cut),
}
