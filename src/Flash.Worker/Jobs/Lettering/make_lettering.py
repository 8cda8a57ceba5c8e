"""Draws letters.png and letters.txt: Latin and Cyrillic in DejaVu Sans Condensed, for labels in pictures.

Needs ImageMagick's convert and the font (Debian: fonts-dejavu-extra). Workers need neither.
letters.txt: the characters in the order of the strip, and below them their widths in pixels.
"""

import subprocess

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf"
SIZE = 14
CHARACTERS = (
    [chr(i) for i in range(0x20, 0x7F)]
    + [chr(i) for i in range(0xA1, 0x180) if i != 0xAD]
    + [chr(i) for i in range(0x400, 0x460)]
    + list("ҐґẞẒ–—‘’“”„…→←↑↓×−")
)


def glyph(character):
    if character == " ":
        return 4, 18, bytes(4 * 18)

    text = "\\\\" if character == "\\" else "\\@" if character == "@" else character.replace("%", "%%")
    raw = subprocess.run(
        ["convert", "-background", "black", "-fill", "white", "-font", FONT, "-pointsize", str(SIZE),
         f"label:{text}", "-colorspace", "Gray", "-depth", "8", "pgm:-"],
        check=True, capture_output=True).stdout
    _, size, _, pixels = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, pixels


glyphs = [glyph(character) for character in dict.fromkeys(CHARACTERS)]
height = glyphs[0][1]
assert all(g[1] == height for g in glyphs), {g[1] for g in glyphs}
rows = [b"".join(pixels[y * w:(y + 1) * w] for w, _, pixels in glyphs) for y in range(height)]
total = sum(g[0] for g in glyphs)
subprocess.run(["convert", "pgm:-", "-define", "png:compression-level=9", "-strip", "letters.png"],
               check=True, input=b"P5\n%d %d\n255\n" % (total, height) + b"".join(rows))
with open("letters.txt", "w", encoding="utf-8") as file:
    file.write("".join(dict.fromkeys(CHARACTERS)) + "\n" + " ".join(str(g[0]) for g in glyphs) + "\n")
