"""Where the things of a scene stand: simple arrangements that leave room around everything. Numbers are shares of the picture, y pointing down."""
from dataclasses import dataclass

from .subjects import ANY, SKY, SUBJECTS, UNDER
from .vocabulary import CARRIERS

FLOOR = {"sea": 0.80, "sky": 0.83, "underwater": 0.92}
"""Where the feet of what stands are, by setting; else `DEFAULT_FLOOR`."""
DEFAULT_FLOOR = 0.88
MARGIN = 0.04
HOVERING = ("heart", "ghost", "umbrella")
"""What could stand but floats."""


@dataclass(frozen=True)
class Spot:
    x: float
    """The middle."""
    base: float
    """The lower edge."""
    height: float
    grounded: bool
    """Whether it stands or floats on something that has to be drawn under it."""


def floor_of(setting: str) -> float:
    return FLOOR.get(setting, DEFAULT_FLOOR)


def floats(kind: str, setting: str) -> bool:
    """Whether it has nothing under it: fliers always, swimmers and what lies about where there is water or weightlessness."""
    subject = SUBJECTS[kind]
    if subject.place == ANY:
        return kind in HOVERING or setting in ("underwater", "space")
    return subject.place in (SKY, UNDER) or setting == "underwater" and "underwater" in subject.natural_settings


def spot(kind: str, setting: str, x: float, height: float, widest: float) -> Spot:
    """One thing where its kind belongs, no wider than `widest`."""
    subject = SUBJECTS[kind]
    height = min(height, widest / subject.width)
    half = subject.width * height / 2
    x = min(max(x, half + MARGIN), 1 - half - MARGIN) if half < 0.5 - MARGIN else 0.5
    floor = floor_of(setting)
    if not floats(kind, setting):
        return Spot(x, floor, height, True)
    if subject.place == SKY:
        base = (0.50 if setting in ("underwater", "room") else 0.40) + height / 2
    elif subject.place == UNDER and setting not in ("underwater", "sky", "space"):
        base = 0.88 if setting == "sea" else floor - 0.05
    else:
        base = 0.51 + height / 2
    return Spot(x, min(base, 0.94), height, False)


def single(kind: str, setting: str, x: float, height: float) -> tuple[Spot, ...]:
    return (spot(kind, setting, x, height, 0.80),)


def several(kind: str, setting: str, count: int) -> tuple[Spot, ...]:
    """Two side by side; three in a row, or two before one where they are wide; four in two rows."""
    subject = SUBJECTS[kind]
    flying = floats(kind, setting)
    if count == 2:
        return tuple(spot(kind, setting, x, 0.44, 0.43) for x in (0.27, 0.73))
    if count == 3 and subject.width <= 1.05:
        return tuple(spot(kind, setting, x, 0.36, 0.285) for x in (0.18, 0.5, 0.82))
    columns = ((0.5,), (0.26, 0.74)) if count == 3 else ((0.27, 0.73), (0.27, 0.73))
    height = min(0.34 if flying else 0.30, 0.42 / subject.width)
    lower = min(0.94, floor_of(setting) + 0.05) if not flying else 0.50 + 0.06 + height
    upper = lower - 0.05 - height - 0.06 if flying else lower - height - 0.04
    return tuple(Spot(x, base, height, not flying) for base, row in ((upper, columns[0]), (lower, columns[1])) for x in row)


def related(kind: str, other: str, setting: str, relation: str) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """The spots of the subject and of its companion (or companions)."""
    if relation in ("left of", "right of"):
        x = 0.27 if relation == "left of" else 0.73
        return (spot(kind, setting, x, 0.44, 0.43),), (spot(other, setting, 1 - x, 0.44, 0.43),)
    if relation == "between":
        return (spot(kind, setting, 0.5, 0.40, 0.32),), tuple(spot(other, setting, x, 0.36, 0.28) for x in (0.17, 0.83))
    if relation == "on":
        under = _low(other, setting, 0.38)
        height = min(0.36, 0.50 / SUBJECTS[kind].width)
        return (Spot(0.5, under.base - under.height * CARRIERS[other], height, False),), (under,)
    upper, lower = (kind, other) if relation == "above" else (other, kind)
    spots = (_high(upper),), (_low(lower, setting, 0.36),)
    return spots if relation == "above" else spots[::-1]


def _high(kind: str) -> Spot:
    height = min(0.36, 0.62 / SUBJECTS[kind].width)
    return Spot(0.5, 0.25 + height / 2, height, False)


def _low(kind: str, setting: str, height: float) -> Spot:
    subject = SUBJECTS[kind]
    height = min(height, 0.74 / subject.width)
    flying = floats(kind, setting)
    return Spot(0.5, 0.92 if flying else floor_of(setting), height, not flying)
