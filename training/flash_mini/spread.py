"""How much a measured number would differ had other pictures been drawn."""
from collections.abc import Callable

import numpy as np

DRAWS = 30


def draws(measure: Callable[[np.ndarray], float], count: int) -> list[float]:
    """`measure(picks)` over picks of `count` pictures with replacement (the bootstrap, Efron 1979). The picks are the same for everybody, so two rows that
    drew the same scenes can be compared draw by draw."""
    rng = np.random.default_rng(0)
    return [float(measure(rng.integers(count, size=count))) for _ in range(DRAWS)]


def spread(drawn: list[float]) -> float:
    """Their standard deviation."""
    return float(np.std(drawn, ddof=1))


def paired(ours: list[float], theirs: list[float]) -> float:
    """Standard deviation of the difference between two rows: less than either's own where both succeed and fail with the same scenes."""
    return spread([a - b for a, b in zip(ours, theirs, strict=True)])
