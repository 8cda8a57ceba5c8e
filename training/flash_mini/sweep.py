"""Stage `sweep`: the student with other shifted times, whose rows the evaluation adds to the table."""
from dataclasses import replace

from . import distill
from .settings import Settings

FLOORS = (0, 300, 600)


def run(settings: Settings) -> None:
    for floor in FLOORS:
        distill.run(replace(settings, gamma_floor=floor))
