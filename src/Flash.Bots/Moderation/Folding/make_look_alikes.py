"""Writes look-alikes.txt: rarer characters that look like Latin letters, by the skeletons of Unicode's confusables.txt.

What folding.txt holds is left out. Many of these are honest letters of their own alphabets, so they are read as Latin ones in a reading of its own.
A skeleton of "l" may be meant for i as well: it is written as "|", which is read as either.

    npm pack unhomoglyph@1.0.6 && tar xzf unhomoglyph-1.0.6.tgz && python3 make_look_alikes.py package/data.json > look-alikes.txt
"""
import json
import sys
import unicodedata

PAIRS = {"rn": "m", "vv": "w", "cl": "d"}


def plain(skeleton):
    bare = "".join(c for c in unicodedata.normalize("NFKD", skeleton) if not unicodedata.category(c).startswith("M"))
    letters = "".join(c for c in bare if c.isalnum())
    if not letters.isascii() or not 1 <= len(letters) <= 2:
        return ""
    return PAIRS.get(letters, "|" if letters in ("l", "I") else letters.lower())


def main():
    with open("folding.txt", encoding="utf-8") as file:
        known = set(file.read())
    with open(sys.argv[1], encoding="utf-8") as file:
        skeletons = json.load(file)
    targets = {}
    for character, skeleton in skeletons.items():
        if len(character) == 1 and ord(character) > 0x7F and character not in known and unicodedata.category(character)[0] in "LNS":
            letters = plain(skeleton)
            if letters:
                targets.setdefault(letters, []).append(character)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for letters in sorted(targets):
        print(letters, "".join(sorted(targets[letters])))


main()
