"""Stage `compare`: Imagine Flash beside the rival nearest to it, and beside itself without Noise Correction, on more scenes than the table has.

The table's pictures cannot tell them apart. Its scenes are the first of these, so this is the same measurement taken further, not another one.
"""
import json
import time
from dataclasses import replace
from pathlib import Path

from . import distill, rival_consistency, rows
from .evaluate import Examination, made, remembered
from .rows import Row
from .scenes import TRAIN
from .settings import Settings


def run(settings: Settings) -> None:
    missing = [entry for entry in compared(settings) if not path_of(settings, entry).exists()]
    if not missing:
        return
    exam = Examination(replace(settings, evaluation_pictures=settings.compared_pictures))
    for entry in missing:
        print(f"{time.strftime('%H:%M:%S')} comparing {entry.name}", flush=True)
        path_of(settings, entry).parent.mkdir(parents=True, exist_ok=True)
        remembered(path_of(settings, entry), lambda: measure(exam, entry))


def compared(settings: Settings) -> list[Row]:
    students = distill.name_of(settings), rival_consistency.NAME
    return [entry for entry in rows.rows(settings) if entry.run in students]


def measure(exam: Examination, entry: Row) -> dict:
    return {"title": entry.title, "steps": entry.steps, TRAIN: exam.judge(made(exam, entry, rows.network_of(exam.settings, entry), TRAIN), TRAIN)}


def measured(settings: Settings) -> list[dict]:
    """As `table.closely` wants them; empty before the stage has run."""
    paths = [path_of(settings, entry) for entry in compared(settings)]
    return [{"name": path.stem} | json.loads(path.read_text()) for path in paths if path.exists()]


def path_of(settings: Settings, entry: Row) -> Path:
    return settings.work / "evaluation" / "compared" / f"{entry.name}.json"
