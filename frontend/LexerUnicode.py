"""Writes LexerUnicodeTables.inc: what identifiers need of the Unicode database of the Python that runs this.

    python3 LexerUnicode.py > LexerUnicodeTables.inc
"""
import unicodedata

IDENTIFIER = [c for c in range(128, 0x110000) if ("a" + chr(c)).isidentifier()]
HANGUL = range(0xAC00, 0xD7A4)  # composed by arithmetic


def runs(values):
    """[(first, last, property)] of neighbouring code points with the same property."""
    result = []
    for code, value in values:
        if result and result[-1][1] == code - 1 and result[-1][2] == value:
            result[-1][1] = code
        else:
            result.append([code, code, value])
    return result


def table(declaration, rows):
    print(f"static constexpr {declaration}[] = {{")
    line = ""
    for row in rows:
        text = "{" + ",".join(f"{v:#x}" if v > 9 else str(v) for v in row) + "}," if isinstance(row, (list, tuple)) else f"{row:#x},"
        if len(line) + len(text) > 120:
            print(line)
            line = ""
        line += text
    print(line + "\n};")


print(f"// Written by LexerUnicode.py from Unicode {unicodedata.unidata_version}. Not edited by hand.")
table("IdentifierRange identifierRanges", runs((c, int(chr(c).isidentifier())) for c in IDENTIFIER))
table("CombiningRange combiningRanges",
      runs((c, unicodedata.combining(chr(c))) for c in IDENTIFIER if unicodedata.combining(chr(c))))

pool, rows = [], []
for c in IDENTIFIER:
    text = unicodedata.normalize("NFKD", chr(c))
    if text != chr(c) and c not in HANGUL:
        rows.append((c, len(pool), len(text)))
        pool += map(ord, text)
table("Decomposition decompositions", rows)
table("uint32_t decompositionPool", pool)

pairs = []
for c in range(128, 0x110000):
    parts = unicodedata.decomposition(chr(c)).split()
    if len(parts) == 2 and parts[0][0] != "<" and c not in HANGUL and unicodedata.normalize("NFC", chr(c)) == chr(c):
        pairs.append((int(parts[0], 16), int(parts[1], 16), c))
table("Composition compositions", sorted(pairs))
