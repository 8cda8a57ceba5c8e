"""Stage `compare`: Imagine Flash beside the rival nearest to it, on more scenes than the table has.

The table's pictures cannot tell the two apart. Its scenes are the first of these, so this is the same measurement taken further, not another one.
"""
import json
import time
from dataclasses import replace
from pathlib import Path

from . import distill, rival_consistency, rows
from .captions import plain_caption
from .evaluate import Examination, remembered
from .pictures import halved
from .rows import Row
from .scenes import TRAIN
from .settings import Settings


def run(settings: Settings) -> None:
    exam, kept = Examination(replace(settings, evaluation_pictures=settings.compared_pictures)), folder(settings)
    kept.mkdir(parents=True, exist_ok=True)
    for entry in compared(settings):
        print(f"{time.strftime('%H:%M:%S')} comparing {entry.name}", flush=True)
        remembered(kept / f"{entry.name}.json", lambda: measure(exam, entry))


def compared(settings: Settings) -> list[Row]:
    students = distill.name_of(settings), rival_consistency.NAME
    return [entry for entry in rows.rows(settings) if entry.run in students and entry.sampler != rows.PLAIN]


def measure(exam: Examination, entry: Row) -> dict:
    prompts = [plain_caption(scene) for scene in exam.scenes[TRAIN]]
    pictures = halved(exam.painter.made(entry, rows.network_of(exam.settings, entry), prompts, exam.phases, 0))
    return {"title": entry.title, "steps": entry.steps, TRAIN: exam.judge(pictures, TRAIN)}


def measured(settings: Settings) -> list[dict]:
    """As `table.closely` wants them; empty before the stage has run."""
    paths = [folder(settings) / f"{entry.name}.json" for entry in compared(settings)]
    return [{"name": path.stem} | json.loads(path.read_text()) for path in paths if path.exists()]


def folder(settings: Settings) -> Path:
    return settings.work / "evaluation" / "compared"
