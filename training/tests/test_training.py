"""Every stage in miniature, and a run that is interrupted against one that is not."""
import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from flash_mini import ablations, answers, compare, data, distill, evaluate, export, latents, report, rival_adversarial, rival_consistency, rival_steps, train_autoencoder, train_decoder, train_encoder, train_referee, train_teacher
from flash_mini.budgets import BUDGETS
from flash_mini.loop import Loop, cosine_rate
from flash_mini.settings import Settings
from flash_mini.things import stored, art, seeing
from flash_mini.things import latents as thing_latents

needs_art = pytest.mark.skipif(not (art.FOLDER / "things.npz").exists(), reason="python -m flash_mini.things.art was not run")


def test_learning_rate_warms_up_and_ends_low():
    assert cosine_rate(0, 1000, 1.0) == pytest.approx(0.01)
    assert cosine_rate(100, 1000, 1.0) == pytest.approx(1.0)
    assert cosine_rate(1000, 1000, 1.0) == pytest.approx(0.03)


def test_an_interrupted_run_ends_where_an_uninterrupted_one_does(tmp_path):
    def run(name, stops):
        for stop in stops:
            model = nn.Linear(3, 1, bias=False)
            nn.init.ones_(model.weight)
            optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
            for _ in Loop(name, Settings(work=tmp_path), stop, 1, {"model": model, "optimizer": optimizer}):
                optimizer.zero_grad()
                model(torch.randn(4, 3)).square().mean().backward()
                optimizer.step()
        return model.weight

    assert torch.equal(run("whole", [6]), run("parts", [2, 5, 6]))


def test_all_stages_run_and_export_a_model(tmp_path):
    settings = replace(
        Settings(), work=tmp_path / "work", export=tmp_path / "model", checkpoint=tmp_path / "teacher.pt", threads=1, pictures=4, corpus=60, merges=8, scenes=8, most_subjects=2, captions_per_scene=2,
        autoencoder_steps=1, autoencoder_batch=2, crop=64, full_size_steps=1, full_size_batch=1, decoder_steps=1, teacher_steps=2, teacher_batch=2,
        answers=4, answer_steps=2, student_steps=2, student_batch=2, referee_export=tmp_path / "referee", docs=tmp_path, referee_pictures=4, referee_steps=2, referee_batch=2,
        evaluation_pictures=4, compared_pictures=6, evaluation_animations=1, evaluation_timings=1)
    for stage in (data, train_autoencoder, latents, train_teacher, answers, distill, train_decoder, rival_steps, rival_consistency, rival_adversarial, ablations, export):
        stage.run(settings)
        stage.run(settings)
    for name in ("student", "rival-steps", "rival-consistency", "rival-adversarial", "student-no-backward", "student-no-shift", "student-no-discriminator"):
        assert (settings.work / f"{name}.pt").exists()
    assert torch.load(settings.work / "decoder.pt")["critic"], "the decoder's discriminator is trained with it"
    without = replace(settings, decoder_adversarial_weight=0, decoder_steps=2)
    (settings.work / "decoder.pt").rename(tmp_path / "kept.pt")
    train_decoder.run(without)
    with pytest.raises(SystemExit, match="holds no critic"):
        train_decoder.run(settings)
    (tmp_path / "kept.pt").rename(settings.work / "decoder.pt")
    assert (tmp_path / "teacher.pt").stat().st_size < 24_000_000
    train_teacher.run(replace(settings, initial_teacher=str(tmp_path / "teacher.pt"), teacher_steps=3))
    measure_and_report(settings, Path(__file__).parents[2] / "docs" / "imagine-flash.md")
    assert (settings.export / "unet" / "model.onnx").exists() and (settings.export / "golden.json").exists()


def measure_and_report(settings: Settings, page: Path) -> None:
    """Referee, table and document, of two rows."""
    for entry in ("rival-steps", "rival-adversarial", "student-no-backward", "student-no-shift", "student-no-discriminator", "teacher"):
        (settings.work / f"{entry}.pt").rename(settings.work / f"{entry}.pt.kept")
    (settings.work / "teacher.pt.kept").rename(settings.work / "teacher.pt")
    (settings.docs / page.name).write_text(page.read_text())
    for stage in (train_referee, evaluate, compare, report):
        stage.run(settings)
    numbers = json.loads((settings.work / "evaluation" / "evaluation.json").read_text())
    assert [row["name"] for row in numbers["rows"]] == [
        "drawn", "rebuilt", "teacher-25", "teacher-3", *(f"rival-consistency-{n}" for n in (1, 2, 3)), *(f"student-{n}" for n in (1, 2, 3)), "student-3-plain"]
    assert [row["name"] for row in compare.measured(settings)] == [*(f"rival-consistency-{n}" for n in (1, 2, 3)), *(f"student-{n}" for n in (1, 2, 3)), "student-3-plain"]
    prompts = [json.loads(line) for line in (settings.referee_export / "prompts.jsonl").read_text().splitlines()]
    assert len(prompts) == 4 and all(prompt["prompt"] and prompt["expect"]["subject"] for prompt in prompts)
    assert len(json.loads((settings.referee_export / "reference.json").read_text())["mean"]) == 128
    assert len(json.loads((settings.referee_export / "referee.json").read_text())["golden"]["features"]) == 128
    text = (settings.docs / page.name).read_text()
    assert "without Noise Correction" in text and "Not measured." not in text and text.count("\n## ") == page.read_text().count("\n## ")
    assert all((settings.docs / "images" / name).exists() for name in ("imagine-flash-rows.jpg", "flash-mini-twenty.jpg")) and (settings.referee_export / "model.onnx").exists()


def test_a_run_with_a_time_limit_plans_as_many_steps_as_fit(tmp_path, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("flash_mini.loop.time.monotonic", lambda: clock[0])
    settings, part = Settings(work=tmp_path), {"model": nn.Linear(1, 1)}
    loop = Loop("limited", settings, 10_000, 1, part, minutes=1)
    for _ in loop:
        clock[0] += 0.5
    assert loop.steps == 61 + 120
    assert Loop("limited", settings, 10_000, 1, part, minutes=1).steps == 181


def test_budgets_name_settings():
    for name, changes in BUDGETS.items():
        assert replace(Settings(), **changes), name


@needs_art
def test_stages_with_stored_things_run_one_after_the_other(tmp_path):
    settings = replace(
        Settings(), work=tmp_path / "work", export=tmp_path / "model", checkpoint=tmp_path / "teacher.pt", threads=1, pictures=2, corpus=60, merges=8, scenes=4, captions_per_scene=2, layout=True,
        thing_scenes=4, encoder_steps=1, encoder_batch=1, crop=64, autoencoder_steps=1, autoencoder_batch=2, full_size_steps=1, full_size_batch=1, decoder_steps=2, teacher_steps=2, teacher_batch=4,
        answers=4, answer_steps=2, student_steps=2, student_batch=2, thing_decoder_steps=1)
    for stage in (data, train_autoencoder, train_encoder, latents, thing_latents, train_teacher, answers, distill, train_decoder, seeing):
        stage.run(settings)
        stage.run(settings)
    assert seeing.load(settings, train_autoencoder.load(settings).decoder) is not None
    loaded = latents.Latents.load(settings)
    assert len(loaded.latents) == 8 and float(loaded.chances[4:].sum()) == pytest.approx(0.5)
    layouts = loaded.layouts_of(torch.tensor([0, 5]))
    assert not layouts[0].any() and layouts[1].any()
    export.run(settings)
    folder = settings.export
    import onnx
    sample = onnx.load(str(folder / "unet" / "model.onnx")).graph.input[0]
    assert sample.type.tensor_type.shape.dim[1].dim_value == 36
    assert [given.name for given in onnx.load(str(folder / "vae_decoder" / "model.onnx")).graph.input] == ["latent_sample", "seen"]
    assert json.loads((folder / "model_index.json").read_text())["things"] == ["flash", "StoredThings"]
    assert len(stored.read(folder)) == len(json.loads((folder / "things" / "things.json").read_text())["things"]) > 800
    known = json.loads((folder / "vocabulary.json").read_text())
    assert {"hamburger", "cat"} <= set(known["things"]) and {"burger", "burgers", "espresso"} <= set(known["words"])
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 40e6


def test_a_stage_that_is_told_to_end_finishes_its_step_and_saves(tmp_path):
    known, steps = signal.getsignal(signal.SIGTERM), []
    try:
        with pytest.raises(SystemExit, match="stopped and saved after 3 of 9"):
            for step in Loop("told", Settings(work=tmp_path), 9, 1, {"model": nn.Linear(1, 1)}):
                steps.append(step)
                if step == 2:
                    os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, known)

    assert steps == [0, 1, 2] and torch.load(tmp_path / "told.pt")["step"] == 3
    assert Loop("told", Settings(work=tmp_path), 9, 1, {"model": nn.Linear(1, 1)}).first == 3
