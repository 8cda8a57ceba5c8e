"""What the table of subjects holds."""
from collections.abc import Callable
from dataclasses import dataclass

import cairo

from ..brush import Colour

GROUND, SKY, WATER, UNDER, ANY = "ground", "sky", "water", "under", "any"
"""Where a subject belongs: standing, up in the air, floating on water, swimming in it, or wherever there is room."""


@dataclass(frozen=True)
class Subject:
    """One kind of thing. `draw(ctx, colour, phase, night)` paints it one unit high, standing on (0, 0), y pointing down, about its middle x = 0.

    The picture depends on the arguments alone, and phase 1 is phase 0 again. What is opaque stays in the box of `width` by 1
    (give or take 0.06); light, smoke and beams may leave it.
    """
    draw: Callable[[cairo.Context, Colour, float, bool], None]
    width: float
    """Width over height."""
    place: str
    """One of "ground", "sky", "water" (afloat), "under" (in the water) and "any"."""
    natural_colours: tuple[str, ...]
    """Colours a caption may leave unsaid."""
    natural_settings: tuple[str, ...]
    """Settings a caption may leave unsaid, the usual one first."""
    synonyms: tuple[str, ...] = ()
    """Other nouns people use for it, in the singular."""
