"""Going on from weights that exist gives the same networks."""
from pathlib import Path

import torch

from flash_mini import checkpoint, data, export, warm_start
from flash_mini.autoencoder import Autoencoder
from flash_mini.bpe import Tokenizer
from flash_mini.settings import ROOT, Settings
from flash_mini.teacher import Teacher, tokenize
from flash_mini.unet import UNet

SHIPPED = ROOT.parent / "models" / "flash-mini"


def test_the_exported_autoencoder_comes_back(tmp_path: Path):
    torch.manual_seed(1)
    tokenizer, model = Tokenizer([]), Autoencoder()
    for part in model.modules():
        if isinstance(part, torch.nn.GroupNorm):
            torch.nn.init.normal_(part.weight)
            torch.nn.init.normal_(part.bias)
    export.write_networks(tmp_path, tokenizer, Teacher(len(tokenizer.vocab)).text, UNet(), export.round_to_half(model))
    again = Autoencoder()
    warm_start.load_autoencoder(tmp_path, again)
    assert all(torch.equal(a.half(), b.half()) for a, b in zip(model.state_dict().values(), again.state_dict().values()))


def test_a_shared_word_keeps_its_embedding_in_another_vocabulary(tmp_path: Path):
    torch.manual_seed(1)
    before, after = Tokenizer.learn(["a red boat", "a red boat"], 8), Tokenizer.learn(["the red fox", "the red fox"], 8)
    old, new = Teacher(len(before.vocab)), Teacher(len(after.vocab))
    checkpoint.save(tmp_path / "teacher.pt", old, Autoencoder().encoder, 1.0)
    shared = warm_start.load_teacher(tmp_path / "teacher.pt", new, after, before)
    assert shared < len(after.vocab)
    word = "red</w>"
    assert torch.equal(new.text.tokens.weight[after.vocab[word]], old.text.tokens.weight[before.vocab[word]].half().float())
    assert torch.equal(new.text(tokenize(after, ["red"]))[0], reference(old, before))


def reference(old: Teacher, tokenizer: Tokenizer) -> torch.Tensor:
    """What the old encoder says of "red", computed with its weights rounded as the checkpoint rounds them."""
    old.load_state_dict({name: value.half().float() for name, value in old.state_dict().items()})
    return old.text(tokenize(tokenizer, ["red"]))[0]


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
