"""How a stored thing moves: the layout itself moves with the phase, and the model draws what it is shown.

Whoever makes layouts may move things in any way that turns, lifts or stretches them a little; training shows these three.
"""
import math
from dataclasses import dataclass

from ..brush import wave
from .scenes import FLOATING, Placed


@dataclass(frozen=True)
class Pose:
    """What happens to a thing at rest, about the middle of its foot, or of itself where it floats."""
    lift: float = 0.0
    """Upwards, in sides of the thing."""
    drift: float = 0.0
    """To the right, likewise."""
    turn: float = 0.0
    """Clockwise, in radians."""
    stretch: float = 1.0
    """Of the height; the width shrinks as much."""
    about: float = 0.0
    """How far over the foot the turn's centre lies, in sides."""


def pose(thing: Placed, setting: str, phase: float) -> Pose:
    """`phase` as backdrops have it, `REST` added: nothing jumps from its end to its beginning."""
    if setting in FLOATING:
        return Pose(lift=0.05 * wave(phase), drift=0.03 * wave(phase, 0.25) * (thing.gait == 1), turn=math.radians(4) * wave(phase, 0.2) * (thing.gait != 2), about=0.5)
    if setting == "sea":
        return Pose(lift=0.025 * wave(phase), turn=math.radians(4) * wave(phase, 0.25))
    if thing.gait == 0:
        return Pose(stretch=1 + 0.03 * wave(phase))
    if thing.gait == 1:
        return Pose(turn=math.radians(4) * wave(phase))
    # A hop: up and down twice as long on the ground as in the air, softened at the landing.
    up = max(0.0, -wave(phase))
    return Pose(lift=0.09 * up, stretch=1 + 0.025 * up - 0.02 * max(0.0, wave(phase)))
