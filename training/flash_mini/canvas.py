"""Drawing modes: what subjects and backdrops draw with gradients becomes flat colour, ink, light or paper, without their knowing.

A mode is a `cairo.Context` whose `fill` and `stroke` do something else with the path and the colour they were given. Colours are read from the
context, because `restore` brings older ones back.
"""
import cairo

from .brush import Colour, mix

INK = (0.13, 0.12, 0.18)


class Canvas(cairo.Context):
    """Draws as it is told. `unit` is the picture's width in pixels; `near` says that this is a subject, not the backdrop."""
    unit: float = 256.0
    near: bool = False

    def colour(self) -> tuple[float, float, float, float]:
        """The current source as one colour: the middle stop of a gradient."""
        source = self.get_source()
        if isinstance(source, cairo.SolidPattern):
            return source.get_rgba()
        stops = source.get_color_stops_rgba()
        return tuple(stops[len(stops) // 2][1:])

    def fades(self) -> bool:
        """Whether the source is a gradient of changing opacity: a glow or a veil."""
        source = self.get_source()
        return isinstance(source, cairo.Gradient) and len({stop[4] for stop in source.get_color_stops_rgba()}) > 1

    def extent(self) -> float:
        """The smaller side of the path's box, in pixels."""
        x0, y0, x1, y1 = self.path_extents()
        width, height = self.user_to_device_distance(x1 - x0, y1 - y0)
        return min(abs(width), abs(height))

    def pen(self, width: float) -> None:
        """Sets a round pen this many 256ths of the picture wide, whatever the scale; no thinner than a pixel."""
        x, y = self.device_to_user_distance(1, 1)
        self.set_line_width(max(1.0, width * self.unit / 256) * max(abs(x), abs(y)))
        self.set_line_join(cairo.LINE_JOIN_ROUND)
        self.set_line_cap(cairo.LINE_CAP_ROUND)

    def plain_fill(self) -> None:
        cairo.Context.fill(self)

    def plain_stroke(self) -> None:
        cairo.Context.stroke(self)


class FlatCanvas(Canvas):
    """One colour per shape; large gradients become a few bands, glows a faint disc."""

    def fill(self) -> None:
        source = self.get_source()
        if self.fades() and isinstance(source, cairo.RadialGradient):
            self.set_source_rgba(*self.colour()[:3], self.colour()[3] * 0.45)
            x0, y0, x1, y1 = self.path_extents()
            self.new_path()
            self.arc((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) * 0.30, 0, 7)
        elif isinstance(source, cairo.LinearGradient) and not self.near:
            self.set_source(bands(source))
        elif isinstance(source, cairo.Gradient):
            self.set_source_rgba(*self.colour())
        self.plain_fill()


class LineCanvas(Canvas):
    """Ink outlines on white paper; only subjects keep a pale wash of their colour."""

    def fill(self) -> None:
        red, green, blue, alpha = self.colour()
        if alpha < 0.55 or self.fades():
            self.new_path()
            return
        if self.extent() < 3 * self.unit / 256:
            self.set_source_rgb(*INK if self.near else (0.6, 0.6, 0.66))
            self.plain_fill()
            return
        # Outline first: what the shape's own parts overlap is covered again.
        path, dark = self.copy_path(), red + green + blue < 0.55
        self.pen(5.0 if self.near else 2.6)
        self.set_source_rgb(*INK if self.near else (0.56, 0.56, 0.64))
        self.plain_stroke()
        self.append_path(path)
        self.set_source_rgb(*mix((red, green, blue), (1, 1, 1), 0.1 if dark else 0.25) if self.near else (0.99, 0.99, 0.97))
        self.plain_fill()

    def stroke(self) -> None:
        red, green, blue, alpha = self.colour()
        if alpha < 0.3:
            self.new_path()
            return
        path, width = self.copy_path(), self.get_line_width()
        thick = abs(self.user_to_device_distance(width, 0)[0]) > 4 * self.unit / 256
        self.set_source_rgb(*INK if self.near else (0.56, 0.56, 0.64))
        if not thick:
            self.pen(2.4 if self.near else 1.4)
        self.plain_stroke()
        if thick:
            x, y = self.device_to_user_distance(1, 1)
            self.append_path(path)
            self.set_line_width(max(width * 0.3, width - 4.0 * self.unit / 256 * max(abs(x), abs(y))))
            self.set_source_rgb(*mix((red, green, blue), (1, 1, 1), 0.25) if self.near else (0.99, 0.99, 0.97))
            self.plain_stroke()
        self.set_line_width(width)


class NeonCanvas(Canvas):
    """Tubes of light along every outline, nothing lit between them."""

    def fill(self) -> None:
        red, green, blue, alpha = self.colour()
        if alpha < 0.4 or self.fades():
            self.new_path()
            return
        tube = glowing((red, green, blue), 1.0 if self.near else 0.34)
        if self.extent() < 4 * self.unit / 256:
            self.set_source_rgb(*tube)
            self.plain_fill()
            return
        path = self.copy_path()
        self.pen(5.0 if self.near else 2.6)
        self.set_source_rgb(*tube)
        self.plain_stroke()
        self.append_path(path)
        self.set_source_rgb(*mix((0.035, 0.02, 0.08), tube, 0.10 if self.near else 0.04))
        self.plain_fill()

    def stroke(self) -> None:
        red, green, blue, alpha = self.colour()
        if alpha < 0.3:
            self.new_path()
            return
        width = self.get_line_width()
        self.set_source_rgb(*glowing((red, green, blue), 1.0 if self.near else 0.34))
        self.pen(3.0 if self.near else 1.6)
        self.plain_stroke()
        self.set_line_width(width)


class PaperCanvas(FlatCanvas):
    """Flat shapes of coloured paper, each throwing a soft shadow on what lies below."""

    def fill(self) -> None:
        if self.colour()[3] < 0.5 or self.fades():
            FlatCanvas.fill(self)
            return
        if self.extent() > 7 * self.unit / 256:
            path, source = self.copy_path(), self.get_source()
            self.new_path()
            for shift in (4.5, 2.5):
                shift *= (1.0 if self.near else 1.4) * self.unit / 256
                # The path follows the scale when it is appended, so moving the origin moves it.
                matrix = self.get_matrix()
                self.set_matrix(matrix * cairo.Matrix(x0=shift * 0.7, y0=shift))
                self.append_path(path)
                self.set_matrix(matrix)
                self.set_source_rgba(0.05, 0.03, 0.10, 0.22)
                self.plain_fill()
            self.append_path(path)
            self.set_source(source)
        FlatCanvas.fill(self)


def bands(gradient: cairo.LinearGradient, count: int = 4) -> cairo.LinearGradient:
    """The gradient in equal steps."""
    stops = gradient.get_color_stops_rgba()
    stepped = cairo.LinearGradient(*gradient.get_linear_points())
    for band in range(count):
        at = (band + 0.5) / count * (len(stops) - 1)
        low, share = int(at), at - int(at)
        colour = mix(stops[low][1:], stops[min(low + 1, len(stops) - 1)][1:], share)
        stepped.add_color_stop_rgba(band / count, *colour)
        stepped.add_color_stop_rgba((band + 1) / count, *colour)
    return stepped


def glowing(colour: Colour, strength: float) -> Colour:
    """The colour as light: brighter and more saturated. Black becomes a dim violet, so that it is seen at all."""
    high, low = max(colour), min(colour)
    if high < 0.25:
        return mix((0, 0, 0), (0.42, 0.36, 0.58), strength)
    saturated = tuple((part - 0.6 * low) / (high - 0.6 * low) for part in colour) if high - low > 0.12 else (high,) * 3
    # Brown stays dimmer than orange, grey than white.
    return tuple(part * strength * (0.4 + 0.6 * high) for part in saturated)
