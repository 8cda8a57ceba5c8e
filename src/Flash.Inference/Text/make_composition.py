"""Writes composition.txt beside it: what canonical composition (Unicode NFC) needs to know of each character.

    python3 src/Flash.Inference/Text/make_composition.py

.NET normalises text with ICU, and Flash runs without ICU (InvariantGlobalization). Two tables, from Python's unicodedata:
lines "class N: FIRST-LAST …" with the combining classes other than 0, and lines "CHARACTER PART PART" or "CHARACTER PART PART !" with a
character's canonical decomposition; "!" marks those that are never composed again. Hangul is computed, not listed.
"""
import sys
import unicodedata
from itertools import groupby
from pathlib import Path

HANGUL = range(0xAC00, 0xD7A4)


def ranges(numbers):
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [n for _, n in run]
        yield f"{run[0]:X}" if len(run) == 1 else f"{run[0]:X}-{run[-1]:X}"


def main():
    lines = [f"# Unicode {unicodedata.unidata_version}; made by make_composition.py"]
    classes = {}
    for c in range(sys.maxunicode + 1):
        if combining := unicodedata.combining(chr(c)):
            classes.setdefault(combining, []).append(c)
    lines += [f"class {combining}: {' '.join(ranges(members))}" for combining, members in sorted(classes.items())]
    for c in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(c))
        if parts and not parts.startswith("<") and c not in HANGUL:
            lines.append(f"{c:X} {' '.join(part.lstrip('0') for part in parts.split())}{'' if unicodedata.normalize('NFC', chr(c)) == chr(c) else ' !'}")
    Path(__file__).with_name("composition.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
