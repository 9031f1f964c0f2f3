#!/usr/bin/env python3
"""Makes the subsets of Noto fonts in fonts/, which have what BIZ UD and Noto Sans JP lack.

Usage, on Debian with the package fonts-noto-core 20201225-1:

    python3 -m venv venv
    venv/bin/pip install fonttools==4.68.0
    venv/bin/python tools/fonts/make.py /usr/share/fonts/truetype/noto fonts

The script needs nothing else, uses no network, no clock and no random numbers, and refuses sources that are not those
of the package, so that it writes the same bytes every time. It also writes fonts/SHA512SUMS anew.

What is taken. Of Noto Sans and Noto Serif: subscripts and superscripts, letters with marks for names of other
languages and for transcriptions, combining marks with the plain letters that they stand on, units, fractions and
currencies. Of Noto Sans Symbols 2: check marks, boxes to be ticked, arrows and dingbats. Of Noto Sans Math: arrows and
operators, with which JIS X 0213 is complete. Taken although BIZ UD has them are plain letters and marks, superscripts,
which would else come from two fonts within a number, and letters whose mark BIZ UDMincho lacks.

Names. The sources declare no Reserved Font Name, so a subset may keep theirs (OFL 1.1, condition 3). It is called a
subset nevertheless: a program would otherwise take it for the whole font where both are installed.
"""

import hashlib
import io
import sys
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont

FONTTOOLS = "4.68.0"

# The sources, by the SHA-512 digest of each file.
SOURCES = {
    "NotoSans-Regular.ttf": "68cec6fc61eff853da9787ef34e438a8fcbc9ececb146fbf18ff74270a18742738b127f21c512c539b7f45751b1a645f8bc17dd075c4298d72ac123212c1e5a1",
    "NotoSans-Bold.ttf": "cf71dc3eb4dde2fe4415820fc86fe7246354a8d97cb6e08769e708f4202de8946028c92ab2c47829b93e5208bbe1cde58c2163bbd6bb01eb54f589caaeba02cf",
    "NotoSerif-Regular.ttf": "3dae1c576991893dcb1b150b6931caea3a2d65ea40cd8b8a77c9ed897b1987925126aa90aeb258f22cda0d79c42ffd3a8f86ef5abaaec9f0516b798293c8002e",
    "NotoSansSymbols2-Regular.ttf": "be865cbc624d83841be8e336a47a2fcc6a8217e5ce989fb5a1c20d6fe8f308368a4259cb378e2e5efbed81338bbbbfaa337f0e9681df3731e8fce4a7ecea5555",
    "NotoSansMath-Regular.ttf": "0705dfe72069fe78f49576bdd4774b4bd69e93a45539e29cd5e5e39203c394967b4790655727e223e2fdd29b281dc83f8679695f90700ff5bca979369ccaf437",
}

# The bundled fonts that come first. All cuts of BIZ UD have the same characters.
BIZ_UD = "BIZUDMincho-Regular.ttf"
NOTO_SANS_JP = "NotoSansJP-Regular.ttf"


def span(first, last):
    return set(range(first, last + 1))


# Letters that combining marks stand on. Letters with marks are taken apart for that, those that cannot be are listed.
BASES = span(0x41, 0x5A) | span(0x61, 0x7A) | {ord(c) for c in "ÆØÐÞßæøðþĐđĦħıĿŀŁłŊŋŒœŦŧ"}

# Combining marks, also those that a font before has: it has to have all marks of a letter.
MARKS = span(0x0300, 0x0345) | span(0x0357, 0x0362)

# BIZ UD has ¹ ² ³ ⁴ and no others.
SCRIPTS = {0xB2, 0xB3, 0xB9} | span(0x2070, 0x209F) | span(0x1D2C, 0x1D6A) | {0x2C7C, 0x2C7D}

# What BIZ UDMincho draws without its mark.
UNMARKED = {ord(c) for c in "ĞĠЃ"}

# Letters are taken wherever BIZ UD lacks them, so that a word has few fonts, all of one style.
LETTERS = (
    span(0x0180, 0x02FF)  # Latin Extended-B, phonetic letters, modifiers
    | span(0x03D0, 0x03D7) | span(0x03F0, 0x03F6)  # Greek as symbols
    | {0x0400, 0x040D, 0x0450, 0x045D} | span(0x048A, 0x04FF)  # Cyrillic of other languages than Russian
    | span(0x1E00, 0x1EFF)  # Latin Extended Additional
)

# What is between letters and signs is taken only where Noto Sans JP lacks it as well.
OTHERS = (
    span(0x2010, 0x2027) | span(0x2030, 0x205E)  # punctuation
    | span(0x20A0, 0x20CF)  # currencies
    | span(0x2100, 0x218F)  # units, letters as symbols, fractions
)

SYMBOLS = (
    span(0x2300, 0x23FF)  # technical signs
    | span(0x25A0, 0x27BF)  # geometric shapes, symbols, dingbats
    | span(0x2B00, 0x2BFF)  # arrows, squares and stars
    | span(0x1F5F4, 0x1F5F9)  # marks of ballots
)

MATHEMATICS = span(0x2190, 0x23FF) | span(0x27E6, 0x27FF) | {0x2985, 0x2986}

# Each subset's source and family; what it has whatever the others have, what BIZ UD lacks, and what all before it lack.
SUBSETS = (
    ("NotoSans-Regular.ttf", "Noto Sans", BASES | MARKS | SCRIPTS, LETTERS, OTHERS),
    ("NotoSans-Bold.ttf", "Noto Sans", BASES | MARKS | SCRIPTS, LETTERS, OTHERS),
    ("NotoSerif-Regular.ttf", "Noto Serif", BASES | MARKS | SCRIPTS | UNMARKED, LETTERS, OTHERS),
    ("NotoSansSymbols2-Regular.ttf", "Noto Sans Symbols 2", set(), set(), SYMBOLS),
    ("NotoSansMath-Regular.ttf", "Noto Sans Math", set(), set(), MATHEMATICS),
)


def digest(data):
    return hashlib.sha512(data).hexdigest()


def options():
    made = subset.Options()
    # Marks are placed by these; kerning would be half of each font, and a letter among those of BIZ UD has none.
    made.layout_features = ["ccmp", "mark", "mkmk"]
    made.hinting = False
    made.glyph_names = False
    made.notdef_outline = True
    made.name_IDs = ["*"]
    made.name_languages = [0x409]
    made.recalc_timestamp = False
    return made


def rename(font, family):
    """Calls the font a subset in every entry that programs find it by."""
    style = font["name"].getDebugName(2)
    family = f"{family} Subset"
    postscript = f"{family.replace(' ', '')}-{style}"
    version = font["name"].getDebugName(5)
    names = {1: family, 3: f"{postscript}; {font['name'].getDebugName(3)}", 4: f"{family} {style}", 5: f"{version}; subset", 6: postscript}
    for entry in font["name"].names:
        if entry.nameID in names:
            entry.string = names[entry.nameID]


def make(source, family, wanted):
    """The bytes of one subset with the wanted characters that its source has, and these."""
    settings = options()
    font = subset.load_font(io.BytesIO(source), settings)
    letters = set(font.getBestCmap()) & wanted
    worker = subset.Subsetter(settings)
    worker.populate(unicodes=letters)
    worker.subset(font)
    rename(font, family)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue(), letters


def main(sources, fonts):
    if fontTools.version != FONTTOOLS:
        sys.exit(f"fonttools {fontTools.version} may write other bytes than {FONTTOOLS}")
    biz = set(TTFont(fonts / BIZ_UD).getBestCmap())
    taken = biz | set(TTFont(fonts / NOTO_SANS_JP).getBestCmap())
    for name, family, always, letters, others in SUBSETS:
        source = (sources / name).read_bytes()
        if digest(source) != SOURCES[name]:
            sys.exit(f"{name} is another version than that of the package")
        made, has = make(source, family, always | (letters - biz) | (others - taken))
        stem, style = name.split("-")
        (fonts / f"{stem}Subset-{style}").write_bytes(made)
        print(f"{stem}Subset-{style}: {len(has)} characters, {len(made)} bytes")
        # Letters are in the sans serif and the serif subset, signs in one.
        if not always:
            taken = taken | has
    sums = "".join(f"{digest(path.read_bytes())}  {path.name}\n" for path in sorted(fonts.glob("*.ttf")))
    (fonts / "SHA512SUMS").write_text(sums)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
