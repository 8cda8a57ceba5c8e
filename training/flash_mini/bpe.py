"""Byte-level byte-pair encoding in CLIP's format, learned from our own captions.

Every one of the 256 bytes is a symbol, alone and with the end-of-word suffix "</w>", so any text can be encoded. Text is lower-cased and its white
space collapsed, as OpenAI's `simple_tokenizer.py` does.
"""
import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

START, END, SUFFIX, LENGTH = "<|startoftext|>", "<|endoftext|>", "</w>", 77
WORD = re.compile(r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|(?:[^\s\w]|_)+", re.IGNORECASE)
"""CLIP's word pattern, with Python's own classes for letters and digits."""


@lru_cache
def byte_symbols() -> dict[int, str]:
    """A printable character for each byte, as GPT-2 and CLIP assign them."""
    plain = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAC + 1), *range(0xAE, 0xFF + 1)]
    rest = [b for b in range(256) if b not in plain]
    return {**{b: chr(b) for b in plain}, **{b: chr(256 + i) for i, b in enumerate(rest)}}


def words_of(text: str) -> list[tuple[str, ...]]:
    symbols = byte_symbols()
    words = []
    for word in WORD.findall(re.sub(r"\s+", " ", text).strip().lower()):
        letters = [symbols[b] for b in word.encode()]
        words.append((*letters[:-1], letters[-1] + SUFFIX))
    return words


def merge(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    out, i = [], 0
    while i < len(word):
        if word[i:i + 2] == pair:
            out.append(word[i] + word[i + 1])
            i += 2
        else:
            out.append(word[i])
            i += 1
    return tuple(out)


class Tokenizer:
    def __init__(self, merges: list[tuple[str, str]]):
        plain = list(byte_symbols().values())
        tokens = plain + [p + SUFFIX for p in plain] + [a + b for a, b in merges] + [START, END]
        self.merges = merges
        self.vocab = {token: i for i, token in enumerate(tokens)}
        self.ranks = {pair: i for i, pair in enumerate(merges)}
        self.start, self.end = self.vocab[START], self.vocab[END]
        self._cache: dict[tuple[str, ...], list[int]] = {}

    @staticmethod
    def learn(corpus: list[str], count: int) -> "Tokenizer":
        """Merges the most frequent neighbours, ties in alphabetical order, until `count` merges or no pair occurs twice."""
        words = Counter(word for text in corpus for word in words_of(text))
        merges: list[tuple[str, str]] = []
        while len(merges) < count:
            pairs = Counter()
            for word, times in words.items():
                for pair in zip(word, word[1:]):
                    pairs[pair] += times
            if not pairs:
                break
            best = min(pairs, key=lambda pair: (-pairs[pair], pair))
            if pairs[best] < 2:
                break
            merges.append(best)
            words = Counter({merge(word, best): times for word, times in words.items()})
        return Tokenizer(merges)

    def encode(self, text: str) -> list[int]:
        """Start, the text's tokens (at most 75), end. Not padded."""
        ids = [i for word in words_of(text) for i in self._encode_word(word)]
        return [self.start, *ids[:LENGTH - 2], self.end]

    def pad(self, ids: list[int]) -> list[int]:
        return ids + [self.end] * (LENGTH - len(ids))

    def decode(self, ids: list[int]) -> str:
        bytes_of = {symbol: b for b, symbol in byte_symbols().items()}
        tokens = list(self.vocab)
        text = "".join(tokens[i] for i in ids if i < self.start)
        return b"".join(b" " if part == SUFFIX else bytes([bytes_of[part]]) for part in re.findall(r"</w>|.", text)).decode(errors="replace").strip()

    def _encode_word(self, word: tuple[str, ...]) -> list[int]:
        if word not in self._cache:
            parts = word
            while len(parts) > 1:
                best = min(zip(parts, parts[1:]), key=lambda pair: self.ranks.get(pair, len(self.ranks)))
                if best not in self.ranks:
                    break
                parts = merge(parts, best)
            self._cache[word] = [self.vocab[part] for part in parts]
        return self._cache[word]

    def save(self, folder: Path) -> None:
        """The four files that Hugging Face's CLIPTokenizer reads."""
        folder.mkdir(parents=True, exist_ok=True)
        special = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
        (folder / "vocab.json").write_text(json.dumps(self.vocab, ensure_ascii=False))
        (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in self.merges))
        (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=2) + "\n")
        config = {"tokenizer_class": "CLIPTokenizer", "model_max_length": LENGTH, "do_lower_case": True, "add_prefix_space": False, **special}
        (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")

    @staticmethod
    def load(folder: Path) -> "Tokenizer":
        lines = (folder / "merges.txt").read_text().splitlines()[1:]
        return Tokenizer([tuple(line.split(" ")) for line in lines])
