import json

import pytest

from flash_mini.bpe import END, LENGTH, START, Tokenizer


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.learn(["a red boat on the sea", "a blue boat at sunset", "the red house"] * 3, 40)


def test_any_text_survives_the_round_trip(tokenizer):
    for text in ("a red boat", "żółw", "🚀", "naïve café"):
        assert tokenizer.decode(tokenizer.encode(text)) == text


def test_case_and_white_space_do_not_matter(tokenizer):
    assert tokenizer.encode("  A  Red\nBOAT ") == tokenizer.encode("a red boat")


def test_long_text_is_cut_to_the_context(tokenizer):
    ids = tokenizer.encode("boat " * 200)
    assert len(ids) == LENGTH and ids[0] == tokenizer.start and ids[-1] == tokenizer.end


def test_files_are_in_the_format_of_clip(tokenizer, tmp_path):
    tokenizer.save(tmp_path)
    vocab, merges = json.loads((tmp_path / "vocab.json").read_text()), (tmp_path / "merges.txt").read_text().splitlines()
    assert list(vocab)[-2:] == [START, END] and list(vocab.values()) == list(range(len(vocab)))
    assert merges[0] == "#version: 0.2" and len(vocab) == 512 + len(merges) - 1 + 2
    assert all("".join(line.split(" ")) in vocab for line in merges[1:])
    assert json.loads((tmp_path / "tokenizer_config.json").read_text())["model_max_length"] == LENGTH
    assert Tokenizer.load(tmp_path).encode("the red boat") == tokenizer.encode("the red boat")
