#!/usr/bin/env python3
"""Cut the embedded font out of WenQuanYi Micro Hei.

In:  wqy-microhei.ttc (Debian fonts-wqy-microhei) and Unihan_OtherMappings.txt.bz2 (Debian unicode-data).
Out: MarketAidHei.ttf beside this script, the same bytes on every run, and its SHA-256 on stdout.

    python3 make_font.py [TTC [UNIHAN]]
"""

import bz2
import hashlib
import pathlib
import sys

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection

TTC = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
OUT = pathlib.Path(__file__).with_name("MarketAidHei.ttf")

FAMILY = "Market Aid Hei"
# Seconds since 1904, as `head` counts them: 2009-06-01, about the age of the outlines. Never the clock.
MODIFIED = 3326659200
KEPT_TABLES = ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"]

# What tables, units and store names use beside Han characters, Latin letters and the GB 2312 symbols.
EXTRA = "–—―‘’“”•…‰′″※₂³²¹€℃℉№℡™×÷±≤≥≠≈∞−√∑ΔΩμπ←↑→↓■□▲△▼▽◆◇○●★☆✓✔✕㎎㎏㎜㎝㎞㎡㎥㏄㏕￥￡￠％＋－＝～·•・〇〈〉《》「」『』【】〔〕〖〗"
EXTRA_RANGES = [
    (0x20, 0x7E),      # ASCII
    (0xA0, 0xFF),      # Latin-1
    (0x2160, 0x217F),  # Roman numerals
    (0x2460, 0x2473),  # circled 1 to 20
    (0x2474, 0x249B),  # bracketed and dotted 1 to 20
    (0x3000, 0x3017),  # CJK punctuation
    (0x3220, 0x3229),  # bracketed 一 to 十
    (0xFF01, 0xFF5E),  # full-width ASCII
]
# Uyghur, Kazakh or Mongolian script is not here: names reach the ledgers in Han characters.


def gb2312():
    """Every character of GB 2312: 6763 Han and the symbol rows."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def general_standard(path):
    """通用规范汉字表, its three levels: what Unihan gives a kTGH number."""
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if "\tkTGH\t" in line)
        return {int(row[0][2:], 16) for row in rows}


def wanted(unihan):
    ranges = {code for first, last in EXTRA_RANGES for code in range(first, last + 1)}
    return gb2312() | general_standard(unihan) | {ord(c) for c in EXTRA} | ranges


def cut(font, codes):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = []
    options.drop_tables += [tag for tag in font.keys() if tag not in KEPT_TABLES and tag != "GlyphOrder"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(codes))
    cutter.subset(font)


# The source centres these in their em; in horizontal Chinese they belong at the side of what they enclose.
HUGGING = {"（": 400, "［": 400, "｛": 400, "）": -400, "］": -400, "｝": -400}


def move_brackets(font):
    glyphs, widths = font.getGlyphSet(), font["hmtx"]
    for bracket, shift in HUGGING.items():
        name = font.getBestCmap()[ord(bracket)]
        pen = TTGlyphPen(None)
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
        font["glyf"][name] = pen.glyph()
        font["glyf"][name].recalcBounds(font["glyf"])
        widths[name] = (widths[name][0], font["glyf"][name].xMin)


def rename(font, copyright_line):
    """A cut font carries its own name, so that an installed WenQuanYi never stands in for it."""
    table = font["name"]
    table.names = []
    for identity, text in [
        (0, copyright_line),
        (1, FAMILY),
        (2, "Regular"),
        (3, FAMILY + " 1"),
        (4, FAMILY),
        (5, "Version 1.000; subset of WenQuanYi Micro Hei 0.2.0-beta"),
        (6, FAMILY.replace(" ", "")),
        (13, "Licensed under the Apache License, Version 2.0. Changed: cut to fewer glyphs, hinting and layout tables removed, brackets moved to the side of what they enclose, renamed."),
        (14, "http://www.apache.org/licenses/LICENSE-2.0"),
    ]:
        table.setName(text, identity, 3, 1, 0x409)


def main():
    ttc = sys.argv[1] if len(sys.argv) > 1 else TTC
    unihan = sys.argv[2] if len(sys.argv) > 2 else UNIHAN
    # The first face of the collection is the proportional one.
    font = TTCollection(ttc).fonts[0]
    codes = wanted(unihan)
    lacking = sorted(codes - set(font.getBestCmap()))
    # Cutting drops every name; the copyright line must stay.
    copyright_line = font["name"].getDebugName(0)
    cut(font, codes)
    move_brackets(font)
    rename(font, copyright_line)
    font["head"].modified = MODIFIED
    # The source says 0, mixed; the format has asked for 2 since it gave the field up, and strict readers refuse else.
    font["head"].fontDirectionHint = 2
    font.recalcTimestamp = False
    font.save(OUT, reorderTables=True)
    data = OUT.read_bytes()
    print(f"{hashlib.sha256(data).hexdigest()}  {OUT.name}")
    han = sum(0x3400 <= code <= 0x9FFF or code >= 0x20000 for code in font.getBestCmap())
    print(f"{len(data)} bytes, {han} Han characters, {len(font.getBestCmap())} characters in all", file=sys.stderr)
    print(f"not in the source font: {len(lacking)}: {''.join(map(chr, lacking))}", file=sys.stderr)


if __name__ == "__main__":
    main()
