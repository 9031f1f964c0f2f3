"""Changes PDF files at random, reproducibly: their objects, streams and bytes."""

import re
import zlib

TOKEN = re.compile(rb"/[^\s/\[\]<>()%{}]*|\d+ \d+ R\b|[-+]?\d*\.?\d+|<<|>>|[\[\]{}]|\([^()]*\)|<[0-9A-Fa-f\s]*>|[A-Za-z'\"*]+[01]?\*?")
NUMBERS = [
    b"0", b"-1", b"1", b"2", b"0.0001", b"-0.5", b"1e9", b"65535", b"100000", b"1000000", b"2147483647", b"-2147483648", b"4294967296",
    b"9223372036854775807", b"99999999999999999999", b"0.000000000001", b"3.4e38", b"NaN", b"--5", b"1.2.3", b"+.",
]
# Words that are harmful almost everywhere.
WORDS = [
    b"q", b"Q", b"BT", b"ET", b"Do", b"Tj", b"TJ", b"BI", b"ID", b"EI", b"sh", b"cm", b"W n", b"f*", b"gs", b"scn", b"cs", b"null",
    b"true", b"endobj", b"endstream", b"stream", b"%", b"(", b")", b"<", b">", b"[", b"]", b"<<", b">>", b"{", b"}",
]
NAMES = [
    b"/FlateDecode", b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode", b"/DCTDecode", b"/JPXDecode",
    b"/JBIG2Decode", b"/CCITTFaxDecode", b"/Crypt", b"/Pattern", b"/DeviceN", b"/Indexed", b"/ICCBased", b"/Lab", b"/Type0", b"/Type3",
    b"/Form", b"/Image", b"/PS", b"/Pages", b"/Page", b"/None", b"/", b"/#00", b"/Identity-H", b"/ObjStm", b"/XRef",
]
KEYS = [
    b"/Filter/LZWDecode", b"/Filter[/FlateDecode/FlateDecode]", b"/Filter/ASCII85Decode", b"/DecodeParms<</Predictor 12/Columns 99999999>>",
    b"/Subtype/Form", b"/Width 99999/Height 99999", b"/XStep 0.0001/YStep 0.0001", b"/Kids[2 0 R 2 0 R]", b"/Contents[4 0 R 4 0 R 4 0 R]",
    b"/Resources 3 0 R", b"/Parent 3 0 R", b"/MediaBox[0 0 1e9 1e9]", b"/MediaBox[0 0 0 0]", b"/Rotate 45", b"/UserUnit 1e6", b"/Length 0",
    b"/F 4", b"/Matrix[0 0 0 0 0 0]", b"/Size[9999 9999 9999]", b"/Functions[4 0 R]", b"/Domain[1 0]", b"/N 0", b"/BitsPerComponent 64",
]


def tokens(rng, text, numbers):
    """Replaces, repeats, removes or extends one token of a text."""
    found = list(TOKEN.finditer(text))
    if not found:
        return text
    one = rng.choice(found)
    word = one[0]
    how = rng.randrange(8)
    if how == 0:
        new = b""
    elif how == 1:
        new = (word + b" ") * rng.choice([2, 3, 50, 2_000])
    elif how == 2:
        new = rng.choice(found)[0]
    elif how == 3:
        new = word + b" " + rng.choice(WORDS)
    elif how == 4:
        new = rng.choice([b"[", b"<<", b"<</a", b"("]) * rng.choice([1, 40, 5_000]) + word
    elif word.endswith(b" R"):
        new = b"%d 0 R" % rng.randrange(numbers + 2)
    elif word.startswith(b"/"):
        new = rng.choice(NAMES + [other[0] for other in found if other[0].startswith(b"/")])
    elif word[:1] in b"+-.0123456789":
        new = rng.choice(NUMBERS)
    else:
        new = rng.choice(WORDS)
    return text[:one.start()] + b" " + new + b" " + text[one.end():]


def of_bytes(rng, data):
    """Changes a few bytes, or removes, doubles or overwrites a part."""
    if not data:
        return bytes(rng.randrange(256) for _ in range(rng.randrange(40)))
    at = rng.randrange(len(data))
    length = rng.choice([1, 1, 2, 8, 100, len(data) // 3])
    how = rng.randrange(6)
    if how <= 1:
        changed = bytearray(data)
        for _ in range(rng.choice([1, 1, 4, 30])):
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        return bytes(changed)
    if how == 2:
        return data[:at]
    if how == 3:
        return data[:at] + data[at + length:]
    if how == 4:
        return data[:at] + data[at:at + length] * 2 + data[at + length:]
    return data[:at] + bytes(rng.randrange(256) for _ in range(min(length, 400))) + data[at + length:]


def objects(rng, own):
    """The objects of a file, with one change."""
    own = list(own)
    at = rng.randrange(len(own))
    text, stream = own[at]
    how = rng.randrange(12)
    if stream is not None and how <= 5:
        plain = sum(byte < 128 for byte in stream) * 10 > len(stream) * 9
        if how == 5:
            stream = stream * rng.choice([2, 40])
        elif plain and how > 0:
            stream = tokens(rng, stream, len(own))
        else:
            stream = of_bytes(rng, stream)
        own[at] = text, stream[:2_000_000]
    elif how == 6:
        # One object in place of another, so that forms draw themselves and a page is its own parent.
        own[at] = own[rng.randrange(len(own))]
    elif how == 7 and text.startswith(b"<<"):
        own[at] = b"<<" + rng.choice(KEYS) + text[2:], stream
    elif how == 8:
        other = rng.randrange(len(own))
        own[at], own[other] = own[other], own[at]
    else:
        own[at] = tokens(rng, text, len(own)), stream
    return own


def written(rng, own):
    """A file with these objects and a cross-reference table, mostly correct; half of the files have compressed streams."""
    out, places = [b"%PDF-1.6\n"], []
    packing = rng.random() < 0.5
    for number, (text, stream) in enumerate(own, 1):
        places.append(sum(map(len, out)))
        if stream is None:
            out.append(b"%d 0 obj\n%s\nendobj\n" % (number, text))
            continue
        if packing and b"/Filter" not in text and text.startswith(b"<<"):
            stream, text = zlib.compress(stream, 1), b"<</Filter/FlateDecode" + text[2:]
            if rng.random() < 0.05:
                stream = of_bytes(rng, stream)
        length = len(stream) if rng.random() < 0.99 else rng.choice([0, len(stream) // 2, 10**9])
        out.append(b"%d 0 obj\n<</Length %d%s\nstream\n%s\nendstream\nendobj\n" % (number, length, text[2:], stream))
    start, size = sum(map(len, out)), len(own) + 1
    if rng.random() < 0.2:
        table = b"".join(b"\1%s\0" % place.to_bytes(4, "big") for place in [*places, start])
        keys = b"/Type/XRef/Size %d/W[1 4 1]/Index[1 %d]/Root 1 0 R" % (size + 1, size)
        if rng.random() < 0.2:
            keys = tokens(rng, keys, size)
        out.append(b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (size, keys, len(table), table))
    else:
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        out.append(b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n" % (size, table, size))
    out.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(out)


def mutant(rng, seeds):
    """The name of a seed, and a file made from it."""
    name = rng.choice(sorted(seeds))
    own = seeds[name]
    for _ in range(rng.choice([0, 1, 1, 1, 2, 3, 6])):
        own = objects(rng, own)
    data = written(rng, own)
    for _ in range(rng.choice([0, 0, 0, 1, 1, 4])):
        data = of_bytes(rng, data)
    return name, data
