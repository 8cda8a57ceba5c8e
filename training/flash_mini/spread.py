"""How much a measured number would differ had other pictures been drawn."""
from collections.abc import Callable

import numpy as np

DRAWS = 30


def spread(measure: Callable[[np.ndarray], float], count: int) -> float:
    """Standard deviation of `measure(picks)` over picks of `count` pictures with replacement (the bootstrap, Efron 1979)."""
    rng = np.random.default_rng(0)
    return float(np.std([measure(rng.integers(count, size=count)) for _ in range(DRAWS)], ddof=1))
