"""Writes folding.txt: which characters are read as which Latin letters and digits.

Unicode's compatibility decomposition without its marks, for every character where plain letters or digits remain, and letters of other
alphabets that look like Latin ones. .NET has no such decomposition where it runs without ICU, as Flash does.

    python3 make_folding.py > folding.txt
"""
import sys
import unicodedata

LOOK_ALIKES = dict(pair for pair in (
    "аa еe оo рp сc уy хx іi ѕs јj һh ԁd ԛq ԝw вb кk мm нh тt ɡg αa εe οo ρp υu νv ιi κk τt χx ηn ɑa ıi øo łl đd ħh ŧt ƒf ɩi ʏy ᴀa ʙb ᴄc ᴅd ᴇe "
    "μu µu ոn սu օo հh ցg ɛe əe ɘe ɐa ɔc ɥh ɯm ɹr ʇt ʌv ʍw ʎy σo ωw ѵv ԍg ꞓc "
    "ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz").split())


def folded(code):
    character = chr(code)
    lower = character.lower()
    if lower in LOOK_ALIKES:
        return LOOK_ALIKES[lower]
    if 0x1F130 <= code <= 0x1F189:  # squared and circled capitals, white and black
        return chr(ord("a") + (code - 0x1F130) % 32) if (code - 0x1F130) % 32 < 26 else ""
    if 0x1F1E6 <= code <= 0x1F1FF:  # regional indicators: the letters of flags
        return chr(ord("a") + code - 0x1F1E6)
    bare = (c for c in unicodedata.normalize("NFKD", character).lower() if not unicodedata.category(c).startswith("M"))
    letters = "".join(LOOK_ALIKES.get(c, c) for c in bare)
    if 0x2474 <= code <= 0x24B5 or 0x1F110 <= code <= 0x1F129:  # in parentheses, or with a full stop
        letters = "".join(c for c in letters if c.isalnum())
    return letters if 1 <= len(letters) <= 3 and letters.isascii() and letters.isalnum() else ""


def main():
    targets = {}
    for code in range(0x80, 0x1F200):
        if 0xD800 <= code <= 0xDFFF:
            continue
        letters = folded(code)
        if letters:
            targets.setdefault(letters, []).append(chr(code))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for letters in sorted(targets):
        print(letters, "".join(targets[letters]))


main()
