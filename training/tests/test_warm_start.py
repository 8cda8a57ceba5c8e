"""Going on from weights that exist gives the same networks."""
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from flash_mini import autoencoder, checkpoint, data, export, preview_decoder, train_autoencoder, train_referee, warm_start
from flash_mini.autoencoder import LATENT_CHANNELS, Autoencoder
from flash_mini.bpe import Tokenizer
from flash_mini.onnx_files import round_to_half, write
from flash_mini.pictures import as_pixels
from flash_mini.settings import ROOT, Settings
from flash_mini.teacher import Teacher, tokenize
from flash_mini.unet import UNet

SHIPPED = ROOT.parent / "models" / "flash-mini"


def test_the_exported_autoencoder_comes_back(tmp_path: Path):
    torch.manual_seed(1)
    tokenizer, model = Tokenizer([]), Autoencoder()
    tell_norms_apart(model)
    export.write_networks(tmp_path, tokenizer, Teacher(len(tokenizer.vocab)).text, UNet(), export.round_to_half(model))
    again = Autoencoder()
    warm_start.load_autoencoder(tmp_path, again)
    assert all(torch.equal(a.half(), b.half()) for a, b in zip(model.state_dict().values(), again.state_dict().values()))


def tell_norms_apart(model: Autoencoder) -> None:
    """As training would: a file keeps equal constants, which fresh norms are, only once."""
    for part in model.modules():
        if isinstance(part, torch.nn.GroupNorm):
            torch.nn.init.normal_(part.weight)
            torch.nn.init.normal_(part.bias)


def test_a_shared_word_keeps_its_embedding_in_another_vocabulary(tmp_path: Path):
    torch.manual_seed(1)
    before, after = Tokenizer.learn(["a red boat", "a red boat"], 8), Tokenizer.learn(["the red fox", "the red fox"], 8)
    old, new = Teacher(len(before.vocab)), Teacher(len(after.vocab))
    checkpoint.save(tmp_path / "teacher.pt", old, Autoencoder(), 1.0)
    shared = warm_start.load_teacher(tmp_path / "teacher.pt", new, after, before)
    assert shared < len(after.vocab)
    word = "red</w>"
    assert torch.equal(new.text.tokens.weight[after.vocab[word]], old.text.tokens.weight[before.vocab[word]].half().float())
    assert torch.equal(new.text(tokenize(after, ["red"]))[0], reference(old, before))


def reference(old: Teacher, tokenizer: Tokenizer) -> torch.Tensor:
    """What the old encoder says of "red", computed with its weights rounded as the checkpoint rounds them."""
    old.load_state_dict({name: value.half().float() for name, value in old.state_dict().items()})
    return old.text(tokenize(tokenizer, ["red"]))[0]


@torch.no_grad()
def test_what_grew_gives_the_answers_it_gave_before():
    torch.manual_seed(1)
    small, large = torch.nn.Linear(3, 4), torch.nn.Linear(5, 6)
    state = {name: warm_start.grown(value, large.state_dict()[name]) for name, value in small.state_dict().items()}
    large.load_state_dict(state)
    x = torch.randn(2, 5)
    assert torch.allclose(large(x)[:, :4], small(x[:, :3]), atol=1e-6)
    assert large(x)[:, 4:].abs().min() > 0


def test_a_checkpoint_brings_its_autoencoder_and_an_older_one_the_models(tmp_path: Path):
    torch.manual_seed(1)
    teacher, saved = Teacher(40), Autoencoder()
    checkpoint.save(tmp_path / "teacher.pt", teacher, saved, 1.0)
    older = torch.load(tmp_path / "teacher.pt")
    del older["autoencoder"]
    torch.save(older, tmp_path / "older.pt")
    settings = Settings(initial_teacher=str(tmp_path / "teacher.pt"), initial_model=str(SHIPPED))
    found, shipped = Autoencoder(), Autoencoder()
    assert train_autoencoder.go_on(settings, found) == LATENT_CHANNELS
    assert torch.equal(found.decoder.layers[0].weight, saved.decoder.layers[0].weight.half().float())
    known = train_autoencoder.go_on(replace(settings, initial_teacher=str(tmp_path / "older.pt")), shipped)
    exported = Autoencoder()
    assert known == warm_start.load_autoencoder(SHIPPED, exported)
    assert torch.equal(shipped.decoder.layers[3].weight, exported.decoder.layers[3].weight)
    assert train_autoencoder.go_on(Settings(), Autoencoder()) == 0


def test_latents_that_nobody_trained_are_refused(tmp_path: Path, monkeypatch):
    """A smaller model's latents, kept as they are, would be some known channels and some of noise."""
    older = tmp_path / "older"
    with monkeypatch.context() as patch:
        patch.setattr(autoencoder, "LATENT_CHANNELS", 8)
        small = round_to_half(Autoencoder())
    tell_norms_apart(small)
    write(small.encoder, older / "vae_encoder" / "model.onnx", {"sample": torch.zeros(1, 3, 64, 64)}, ["latent_parameters"], {"sample": {0: "batch"}, "latent_parameters": {0: "batch"}})
    write(small.decoder, older / "vae_decoder" / "model.onnx", {"latent_sample": torch.zeros(1, 8, 4, 4)}, ["sample"], {"latent_sample": {0: "batch"}, "sample": {0: "batch"}})
    for start in (lambda: train_autoencoder.run(Settings(work=tmp_path, initial_model=str(older))), lambda: preview_decoder.main(older)):
        with pytest.raises(SystemExit, match=f"8 latent channels and this code's autoencoder {LATENT_CHANNELS}"):
            start()
    assert not (tmp_path / train_autoencoder.FINISHED).exists()


def test_an_autoencoder_trained_further_is_held_to_the_latents_it_had(tmp_path: Path):
    def drift(weight: float) -> float:
        settings = Settings(work=tmp_path / str(weight), initial_model=str(SHIPPED), keep_autoencoder=False, anchor_weight=weight, threads=1, pictures=2, scenes=1, crop=64,
                            autoencoder_steps=20, autoencoder_batch=2, full_size_steps=0, autoencoder_rate=3e-4)
        data.run(settings)
        train_autoencoder.run(settings)
        before, after = Autoencoder(), Autoencoder()
        channels = warm_start.load_autoencoder(SHIPPED, before)
        after.load_state_dict(torch.load(settings.work / "autoencoder.pt")["model"])
        picture = as_pixels(torch.from_numpy(np.load(settings.work / "pictures.npy")))
        return float((before.encoder(picture) - after.encoder(picture))[:, :channels].square().mean())

    assert drift(100.0) < 0.2 * drift(0.0)


def test_each_half_of_a_weight_grows_by_itself():
    known, fresh = torch.arange(4.0), torch.full((6,), -1.0)
    assert warm_start.grown(known, fresh, halves=True).tolist() == [0, 1, -1, 2, 3, -1]


@torch.no_grad()
def test_a_teacher_without_the_middle_goes_on_where_it_was(tmp_path: Path):
    torch.manual_seed(1)
    tokenizer, old = Tokenizer([]), Teacher(256 * 2 + 2)
    for name, weight in old.named_parameters():
        torch.nn.init.zeros_(weight) if ".middle" in name else torch.nn.init.normal_(weight, std=0.1)
    checkpoint.save(tmp_path / "teacher.pt", old, Autoencoder(), 1.0)
    saved = torch.load(tmp_path / "teacher.pt")
    saved["teacher"] = {name: value for name, value in saved["teacher"].items() if ".middle" not in name}
    torch.save(saved, tmp_path / "teacher.pt")
    new = Teacher(len(tokenizer.vocab))
    warm_start.load_teacher(tmp_path / "teacher.pt", new, tokenizer, tokenizer)
    old.load_state_dict({name: value.half().float() for name, value in old.state_dict().items()})
    inputs = torch.randn(1, LATENT_CHANNELS, 16, 16), torch.tensor(500.0), torch.randn(1, 4, 160), torch.tensor([0.5])
    assert torch.allclose(new.unet(*inputs), old.unet(*inputs), atol=1e-4)


def test_a_checkpoint_of_another_teacher_is_refused(tmp_path: Path):
    tokenizer = Tokenizer([])
    checkpoint.save(tmp_path / "teacher.pt", torch.nn.ModuleDict({"unet": torch.nn.Linear(2, 2)}), Autoencoder(), 1.0)
    with pytest.raises(ValueError, match="unet.weight, unet.bias, which this teacher has not"):
        warm_start.load_teacher(tmp_path / "teacher.pt", Teacher(len(tokenizer.vocab)), tokenizer, tokenizer)


def test_the_exported_referee_reads_as_it_was_said_to():
    settings = Settings()
    told = json.loads((settings.referee_export / "referee.json").read_text())["golden"]
    assert train_referee.golden(train_referee.load(settings))["classes"] == told["classes"]


def test_another_network_is_refused(tmp_path: Path):
    try:
        warm_start.read_weights(SHIPPED / "vae_encoder" / "model.onnx", Autoencoder().decoder)
    except ValueError as error:
        assert "has no weights for" in str(error)
    else:
        raise AssertionError("an encoder was read as a decoder")


def test_the_initial_models_vocabulary_is_kept_unless_told_otherwise(tmp_path: Path):
    for keep in (True, False):
        data.run(Settings(work=tmp_path / str(keep), initial_model=str(SHIPPED), keep_vocabulary=keep, pictures=1, scenes=1, corpus=60, merges=20, threads=1))
        same = Tokenizer.load(tmp_path / str(keep) / "tokenizer").vocab == Tokenizer.load(SHIPPED / "tokenizer").vocab
        assert same == keep
