"""Writes tokenizer-golden.json: what CLIP's byte-level byte-pair encoding makes of difficult texts, over the tiny vocabulary of `current/`.

    python3 tests/Flash.Inference.Tests/Models/make_tokenizer_golden.py

An implementation of its own, letter by letter: white space to single spaces, lower case, CLIP's word pattern by Unicode category,
UTF-8 bytes as printable symbols, "</w>" on a word's last symbol, merges by rank. Python 3.11, Unicode 14.
"""
import json
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUFFIXES = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"]
TEXTS = ["the red cat", "The RED Cat", "  the\tred\n\n cat  ", "the cat's hat", "it's they're we've I'm you'll he'd", "a1b22c 3.14", "red,cat;the!", "hello...world?!", "snake_case __x__",
         "naïve café", "nai\u0308ve", "ÀÉÎ", "日本語 テスト", "Привет мир", "שלום", "👍🏽 👨‍👩‍👧 🏳️‍🌈", "½ ² Ⅷ ٣", "the—cat", "'s 't the'", "", "   ", "a" * 90, "x\u0000y", "ß ẞ ſ", "e\u0301\u0301", "a\u00a0b\u2003c\u3000d"]


def kind(c):
    if c.isspace():
        return " "
    return unicodedata.category(c)[0] if unicodedata.category(c)[0] in "LN" else "o"


def words(text):
    out, i = [], 0
    while i < len(text):
        suffix = next((s for s in SUFFIXES if text.startswith(s, i)), None)
        j = i + 1
        if suffix:
            j = i + len(suffix)
        elif kind(text[i]) != "N":
            while j < len(text) and kind(text[j]) == kind(text[i]):
                j += 1
        if kind(text[i]) != " ":
            out.append(text[i:j])
        i = j
    return out


def encode(text, vocab, ranks, symbols):
    ids = []
    for word in words(" ".join(text.split()).lower()):
        parts = [symbols[b] for b in word.encode()]
        parts[-1] += "</w>"
        while True:
            pairs = [(ranks[p], i) for i, p in enumerate(zip(parts, parts[1:])) if p in ranks]
            if not pairs:
                break
            _, i = min(pairs)
            parts[i:i + 2] = [parts[i] + parts[i + 1]]
        ids += [vocab[p] for p in parts]
    return ids


if __name__ == "__main__":
    from make_tiny_models import byte_symbols
    folder = HERE / "current" / "tokenizer"
    vocab = json.loads((folder / "vocab.json").read_text())
    ranks = {tuple(line.split(" ")): i for i, line in enumerate((folder / "merges.txt").read_text().splitlines()[1:])}
    plain = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    order = plain + [b for b in range(256) if b not in plain]
    symbols = dict(zip(order, byte_symbols()))
    golden = [{"text": text, "ids": encode(text, vocab, ranks, symbols)} for text in TEXTS]
    (HERE / "tokenizer-golden.json").write_text("[\n" + ",\n".join(json.dumps(g) for g in golden) + "\n]\n")
