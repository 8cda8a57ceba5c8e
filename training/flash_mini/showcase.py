"""Twenty prompts that somebody would really type, drawn by the student in three steps: one picture each, the first that comes out."""
import cairo
import numpy as np
from PIL import Image

from . import distill, rows
from .painter import Painter
from .settings import Settings

PROMPTS = [
    "a red sailboat on the sea at sunset", "cute orange cat in a meadow", "a fox in the snow", "a castle in the mountains at night", "an astronaut in space",
    "a blue whale under the sea", "a yellow car in the city at night", "three red balloons in the sky", "a rainbow over a green meadow", "a green dragon, pixel art",
    "a robot in the city in the rain", "small house in the forest", "a snowman, watercolour", "rocket in space", "two penguins in the snow",
    "a palm tree in the desert at sunset", "purple butterfly, paper cut", "neon owl at night", "a pink flower, line art", "a red boat under a full moon"]
COLUMNS, CELL, CAPTION, STEPS, FIRST = 5, 192, 26, 3, 0


def sheet(settings: Settings) -> Image.Image:
    entry = rows.row("Imagine Flash", distill.name_of(settings), STEPS, rows.CORRECTED)
    pictures = Painter(settings).made(entry, rows.network_of(settings, entry), PROMPTS, [0.0] * len(PROMPTS), FIRST)
    cells = [cell(prompt, picture) for prompt, picture in zip(PROMPTS, pictures)]
    return Image.fromarray(np.concatenate([np.concatenate(cells[i:i + COLUMNS], 1) for i in range(0, len(cells), COLUMNS)]))


def cell(prompt: str, picture: np.ndarray) -> np.ndarray:
    """The picture with its prompt below: uint8 [CELL + CAPTION, CELL, 3]."""
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, CELL, CAPTION)
    ctx = cairo.Context(surface)
    ctx.set_source_rgb(1, 1, 1)
    ctx.paint()
    ctx.set_source_rgb(0.1, 0.1, 0.1)
    ctx.select_font_face("sans-serif")
    ctx.set_font_size(10)
    ctx.move_to((CELL - ctx.text_extents(prompt).width) / 2, 16)
    ctx.show_text(prompt)
    surface.flush()
    words = np.frombuffer(surface.get_data(), np.uint8).reshape(CAPTION, surface.get_stride() // 4, 4)[:, :CELL, 2::-1]
    return np.concatenate([np.asarray(Image.fromarray(picture).resize((CELL, CELL), Image.LANCZOS)), words])
