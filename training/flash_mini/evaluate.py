"""`python -m flash_mini.evaluate` (or stage `evaluate`): every row of the comparison, measured on the same prompts and the same noise.

`evaluation/rows/NAME.json` keeps the numbers of a row and `NAME.npz` its example pictures; rows that are there are not measured again. The whole goes
to `evaluation/evaluation.json` and, as a table, to `evaluation/table.md`.
"""
import json
import platform
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch

from . import motion, rows, train_referee
from .attributes import classes_of, reading
from .captions import plain_caption
from .data import phase_of
from .frechet import colour_distance, frechet_distance
from .painter import Painter, drawn
from .pictures import halved
from .render import render
from .rows import Row
from .scenes import HELD_OUT, SPLITS, TRAIN, Scene, sample_scene
from .settings import Settings
from .spread import draws
from .table import markdown
from .train_referee import SEED_OFFSET, correctness, look

FIRST = 1_000_000
"""The evaluation's first scene, far beyond the referee's."""
FRAMES, LISTED = 16, 200
PHASES = [i / FRAMES for i in range(FRAMES)]
EXAMPLES = [
    "a red boat on the sea at sunset", "a blue fish under the water", "a yellow car in the city at night", "three pink flowers in a meadow",
    "a white cat in the snow", "a purple balloon in the sky, watercolour", "a green dragon on a castle, pixel art", "an orange rocket in space, neon"]
"""In the grids; the evaluation itself uses plain captions of fresh scenes."""


class Examination:
    """What all rows are measured with and against."""

    def __init__(self, settings: Settings):
        self.settings, self.painter, self.referee = settings, Painter(settings), train_referee.load(settings)
        seed, count = settings.seed + SEED_OFFSET, settings.evaluation_pictures
        self.phases = [phase_of(seed, FIRST + i) for i in range(count)]
        self.scenes = {split: [sample_scene(seed, FIRST + i, split) for i in range(count)] for split in SPLITS}
        self.truth = {split: np.array([classes_of(scene) for scene in scenes]) for split, scenes in self.scenes.items()}
        reference = drawn([sample_scene(seed, 2 * FIRST + i) for i in range(count)], self.phases)
        self.references = look(self.referee, torch.from_numpy(reference), settings)[0], reference

    def judge(self, pictures: np.ndarray, split: str) -> dict:
        """`pictures`, halved, are of this split's scenes. Distances are to other drawn scenes of the training's kind, so held-out ones have none."""
        features, found = look(self.referee, torch.from_numpy(pictures), self.settings)
        truth, count = self.truth[split], len(pictures)
        judged = {"accuracy": correctness(found, truth)}
        judged["draws"] = {"all": draws(lambda picks: correctness(found[picks], truth[picks])["all"], count)}
        if split == TRAIN:
            judged |= {"frechet": frechet_distance(features, self.references[0]), "colour": colour_distance(pictures, self.references[1])}
            judged["draws"]["frechet"] = draws(lambda picks: frechet_distance(features[picks], self.references[0]), count)
        return judged

    def judge_both(self, make) -> dict:
        """`make(split)` gives the halved pictures."""
        return {split: self.judge(make(split), split) for split in SPLITS}


def run(settings: Settings) -> None:
    exam, folder = Examination(settings), settings.work / "evaluation"
    kept = folder / "rows"
    kept.mkdir(parents=True, exist_ok=True)
    truths = {"drawn": ("Drawn scenes", drawn), "rebuilt": ("Drawn scenes through the autoencoder", exam.painter.rebuilt)}
    for name, (title, draw) in truths.items():
        remembered(kept / f"{name}.json", lambda: {"title": title} | exam.judge_both(lambda split: draw(exam.scenes[split], exam.phases)))
    remembered(kept / "movement.json", lambda: {"title": "Drawn scenes"} | {"motion": drawn_motion(exam.scenes[TRAIN][:settings.evaluation_animations])})
    lists(exam, settings.referee_export)
    entries = rows.rows(settings)
    for i, entry in enumerate(entries):
        print(f"{time.strftime('%H:%M:%S')} row {i + 1}/{len(entries)}: {entry.name}", flush=True)
        remembered(kept / f"{entry.name}.json", lambda: measure(exam, entry, kept))
    named = ("evaluation_pictures", "guidance_scale", "answers", "answer_steps", "teacher_ddim_steps", "gamma_floor", "adversarial_weight", "student_steps", "student_batch", "student_rate",
             "evaluation_timings", "teacher_steps", "teacher_batch", "scenes", "most_subjects", "threads", "device", "seed")
    numbers = {
        "settings": {name: getattr(settings, name) for name in named}, "torch": torch.__version__, "processor": processor(),
        "movement": json.loads((kept / "movement.json").read_text()),
        "rows": [{"name": name} | json.loads((kept / f"{name}.json").read_text()) for name in [*truths, *(entry.name for entry in entries)]]}
    (folder / "evaluation.json").write_text(json.dumps(numbers, indent=1) + "\n")
    (folder / "table.md").write_text(markdown(numbers))
    print(markdown(numbers), flush=True)


def lists(exam: Examination, folder: Path) -> None:
    """For `flash eval`: the features of drawn scenes, and prompts with what should be read from their pictures."""
    features = exam.references[0].astype(np.float64)
    statistics = {"count": len(features), "mean": features.mean(0).round(5).tolist(), "covariance": np.cov(features, rowvar=False).round(5).tolist()}
    (folder / "reference.json").write_text(json.dumps(statistics) + "\n")
    for split, name in ((TRAIN, "prompts.jsonl"), (HELD_OUT, "held-out.jsonl")):
        lines = [json.dumps({"prompt": plain_caption(scene), "expect": expected(reading(scene))}) for scene in exam.scenes[split][:LISTED]]
        (folder / name).write_text("\n".join(lines) + "\n")


def expected(words: dict[str, str]) -> dict[str, str]:
    """Where there is no relation, nothing is expected of one."""
    return {name: word for name, word in words.items() if words["relation"] != "none" or name not in ("relation", "companion")}


def remembered(path: Path, make) -> None:
    if not path.exists():
        partial = path.with_suffix(".partial")
        partial.write_text(json.dumps(make(), indent=1) + "\n")
        partial.replace(path)


def measure(exam: Examination, entry: Row, kept: Path) -> dict:
    painter, unet = exam.painter, rows.network_of(exam.settings, entry)
    result = {"title": entry.title, "steps": entry.steps, "evaluations": entry.evaluations, "sampler": entry.sampler, "timesteps": list(entry.timesteps)}
    result |= exam.judge_both(lambda split: made(exam, entry, unet, split))
    result["motion"] = moving(painter, entry, unet, [plain_caption(scene) for scene in exam.scenes[TRAIN][:exam.settings.evaluation_animations]])
    result["training"] = training_cost(exam.settings, entry)
    result["seconds_per_picture"] = timed(exam.settings, entry)
    np.savez_compressed(kept / f"{entry.name}.npz", pictures=painter.made(entry, unet, EXAMPLES, [0.0] * len(EXAMPLES), 0))
    return result


def made(exam: Examination, entry: Row, unet: torch.nn.Module, split: str) -> np.ndarray:
    """A row's pictures of this split's scenes, halved."""
    prompts = [plain_caption(scene) for scene in exam.scenes[split]]
    return halved(exam.painter.made(entry, unet, prompts, exam.phases, list(SPLITS).index(split) * FIRST))


def moving(painter: Painter, entry: Row, unet: torch.nn.Module, prompts: list[str]) -> dict[str, float]:
    return summary(painter.made(entry, unet, [prompt] * FRAMES, PHASES, i, same_noise=True) for i, prompt in enumerate(prompts))


def drawn_motion(scenes: list[Scene]) -> dict[str, float]:
    return summary(np.stack([render(scene, phase) for phase in PHASES]) for scene in scenes)


def summary(animations: Iterable[np.ndarray]) -> dict[str, float]:
    """Means over animations, the least visible of them and the worst seam."""
    measured = [asdict(motion.measure(frames)) for frames in animations]
    means = {name: float(np.mean([m[name] for m in measured])) for name in measured[0]}
    return means | {"least_visible": min(m["visible"] for m in measured), "worst_closure": max(m["closure"] for m in measured)}


def training_cost(settings: Settings, entry: Row) -> dict[str, float]:
    saved = torch.load(settings.work / f"{entry.run}.pt", map_location="cpu")
    batch = settings.teacher_batch if entry.run == rows.TEACHER else settings.student_batch
    return {"seconds": saved["seconds"], "steps": saved["step"], "pictures": saved["step"] * batch}


def timed(settings: Settings, entry: Row) -> float:
    """Processor time of all threads, prompt to pixels, four pictures at once in PyTorch float32: the median of some, divided by four."""
    settings = replace(settings, device="cpu")
    painter, unet, seconds = Painter(settings), rows.network_of(settings, entry), []
    for _ in range(1 + settings.evaluation_timings):
        began = time.process_time()
        painter.made(entry, unet, EXAMPLES[:4], [0.0] * 4, 0)
        seconds.append(time.process_time() - began)
    return float(np.median(seconds[1:])) / 4


def processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    return f"{names[0]}, {len(names)} threads" if names else platform.processor()


if __name__ == "__main__":
    from .train import main
    main(["evaluate", *sys.argv[1:]])
