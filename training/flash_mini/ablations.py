"""Stage `ablations`: the student again, three times, each time without one part of the method. Noise Correction is left out when sampling instead."""
from dataclasses import replace

from . import distill
from .settings import Settings

PARTS = ("backward", "shift", "discriminator")


def run(settings: Settings) -> None:
    for part in PARTS:
        distill.run(without(settings, part))


def without(settings: Settings, part: str) -> Settings:
    return replace(settings, **{part: False})
