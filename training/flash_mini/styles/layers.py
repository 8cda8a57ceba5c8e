"""A scene in three sheets, one over the other: the backdrop, the things, and the weather in front."""
from collections.abc import Callable

import cairo
import numpy as np

from ..canvas import Canvas


class Layers:
    """Sheets of `size` by `size` pixels, drawn on as the style's canvas draws. Coordinates are shares of the picture."""

    def __init__(self, size: int, canvas: type[Canvas]):
        self.size = size
        self._canvas = canvas
        self._backdrop = cairo.ImageSurface(cairo.FORMAT_RGB24, size, size)
        self._things = cairo.ImageSurface(cairo.FORMAT_ARGB32, size, size)
        self._front: list[Callable[[cairo.Context], None]] = []

    def behind(self) -> Canvas:
        return self._open(self._backdrop, near=False)

    def middle(self) -> Canvas:
        return self._open(self._things, near=True)

    def before(self, draw: Callable[[cairo.Context], None]) -> None:
        """Draws in front of everything, when the sheets are laid together."""
        self._front.append(draw)

    def backdrop(self) -> np.ndarray:
        """uint8 [size, size, 3]."""
        return rgb(self._backdrop)

    def things(self) -> tuple[np.ndarray, np.ndarray]:
        """uint8 [size, size, 3], already multiplied by the second, the opacity, uint8 [size, size]."""
        pixels = raw(self._things)
        return np.ascontiguousarray(pixels[..., 2::-1]), np.ascontiguousarray(pixels[..., 3])

    def flattened(self) -> np.ndarray:
        """All sheets as they are: uint8 [size, size, 3]."""
        ctx = cairo.Context(self._backdrop)
        ctx.set_source_surface(self._things)
        ctx.paint()
        self._draw_front(self._backdrop)
        return rgb(self._backdrop)

    def weathered(self, picture: np.ndarray) -> np.ndarray:
        """What is in front, drawn over a finished uint8 picture."""
        if not self._front:
            return picture
        surface = cairo.ImageSurface(cairo.FORMAT_RGB24, self.size, self.size)
        raw(surface)[..., 2::-1] = picture
        surface.mark_dirty()
        self._draw_front(surface)
        return rgb(surface)

    def _open(self, surface: cairo.ImageSurface, near: bool) -> Canvas:
        ctx = self._canvas(surface)
        ctx.unit, ctx.near = float(self.size), near
        ctx.scale(self.size, self.size)
        return ctx

    def _draw_front(self, surface: cairo.ImageSurface) -> None:
        for draw in self._front:
            draw(self._open(surface, near=False))


def raw(surface: cairo.ImageSurface) -> np.ndarray:
    """The surface's own memory, uint8 [h, w, 4] in the order blue, green, red, alpha."""
    surface.flush()
    width, height = surface.get_width(), surface.get_height()
    return np.frombuffer(surface.get_data(), np.uint8).reshape(height, surface.get_stride() // 4, 4)[:, :width]


def rgb(surface: cairo.ImageSurface) -> np.ndarray:
    return np.ascontiguousarray(raw(surface)[..., 2::-1])
