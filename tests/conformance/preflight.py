"""Compares the ink coverage that `kakugi preflight` measures with the plates that Ghostscript separates.

Usage: preflight.py KAKUGI [PDF …]. Each case is a page made here; the PDF files are compared as well, page by page. Ghostscript's device
tiffsep writes a picture of each plate. The highest coverage at one place, over all plates, is compared.
"""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile

TOLERANCE = 3.0

# A case with too low an expectation, to see that differences are found.
PLANTED = "less ink than there is"

CASES = {
    "an area": ("0.7 0.6 0.5 0.4 k 20 20 100 100 re f", 220),
    "an area that knocks out": ("1 1 0 0 k 20 20 100 100 re f 0 0 0 1 k 40 40 50 50 re f", 200),
    "an area that overprints": ("1 1 0 0 k 20 20 100 100 re f /Over gs 0 0 0 1 k 40 40 50 50 re f", 300),
    "overprint mode 0": ("1 1 0 0 k 20 20 100 100 re f /Mode0 gs 0 0 0 1 k 40 40 50 50 re f", 200),
    "half opacity": ("1 1 1 0 k 20 20 100 100 re f /Half gs 0 0 0 1 k 0 0 150 150 re f", 200),
    "a spot colour that overprints": ("1 0.5 0 0 k 20 20 100 100 re f /Over gs /Spot cs 1 scn 40 40 50 50 re f", 250),
    "a picture": ("q 100 0 0 100 20 20 cm BI /W 2 /H 1 /BPC 8 /CS /CMYK /F /AHx ID FF00FF00 8080FF80> EI Q", 250.6),
    "a clip": ("q 20 20 30 30 re W n 1 1 1 1 k 20 20 100 100 re f Q 0 0 0 0.5 k 10 10 60 60 re f", 50),
    "the even-odd rule": ("1 1 1 0 k 20 20 100 100 re 40 40 60 60 re f* /Over gs 0 0 0 1 k 50 50 20 20 re f", 300),
    PLANTED: ("0.7 0.6 0.5 0.4 k 20 20 100 100 re f", 210),
    "a wide line": ("0 1 1 0 k 20 20 100 100 re f /Over gs 0 0 0 1 K 10 w 0 60 m 150 60 l S", 300),
}


def page(content):
    """A PDF of one page with this content."""
    tint = "<</FunctionType 2/N 1/Domain[0 1]/C0[0 0 0 0]/C1[0 0.5 1 0]>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 150 150]/Contents 4 0 R/Group<</S/Transparency/CS/DeviceCMYK>>"
        "/Resources<</ExtGState<</Over<</OP true/op true/OPM 1>>/Mode0<</OP true/op true/OPM 0>>/Half<</ca 0.5>>>>"
        f"/ColorSpace<</Spot[/Separation/Orange/DeviceCMYK {tint}]>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
    ]
    out, places = "%PDF-1.6\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return (out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").encode("latin-1")


def tiff(path):
    """Width, height and samples of an uncompressed greyscale TIFF."""
    data = path.read_bytes()
    order = "<" if data[:2] == b"II" else ">"
    at = struct.unpack(order + "I", data[4:8])[0]
    tags = {}
    for entry in range(struct.unpack(order + "H", data[at:at + 2])[0]):
        tag, kind, count, value = struct.unpack(order + "HHI4s", data[at + 2 + 12 * entry:at + 14 + 12 * entry])
        size = {3: ("H", 2), 4: ("I", 4)}.get(kind)
        if size:
            where = value if count * size[1] <= 4 else data[(o := struct.unpack(order + "I", value)[0]):o + count * size[1]]
            tags[tag] = struct.unpack(order + str(count) + size[0], where[:count * size[1]])
    strips = b"".join(data[place:place + length] for place, length in zip(tags[273], tags[279]))
    return tags[256][0], tags[257][0], strips


def plates(pdf, folder):
    """The highest ink coverage in the trim box of each page, by Ghostscript."""
    subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r100", "-sCompression=none",
         "-dOverprint=/enable", "-dUseTrimBox", f"-sOutputFile={folder}/%03d.tif", str(pdf)],
        check=True, stdout=subprocess.DEVNULL,
    )
    peaks = []
    for composite in sorted(folder.glob("[0-9][0-9][0-9].tif")):
        own = sorted(folder.glob(f"{composite.stem}(*.tif"))
        read = [tiff(plate) for plate in own]
        width, totals = read[0][0], [sum(255 - value for value in cell) for cell in zip(*(plate[2] for plate in read))]
        # Preflight cannot see overlaps narrower than a cell of its grid, so an area must be two pixels high and wide to count.
        pairs = list(map(min, totals, totals[1:]))
        peaks.append(max(map(min, pairs, pairs[width:])) / 2.55)
    return peaks


def counted(kakugi, pdf):
    """The highest ink coverage of each page, by preflight."""
    done = subprocess.run(
        [kakugi, "preflight", str(pdf), "--printer", "office", "--format", "json"], capture_output=True, text=True
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{pdf}: {done.stderr}")
    return [page["peak_ink"] for page in json.loads(done.stdout)["pages"]]


def main():
    kakugi, files = sys.argv[1], [pathlib.Path(name) for name in sys.argv[2:]]
    errors = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        for number, (name, (content, wanted)) in enumerate(CASES.items()):
            pdf, folder = scratch / f"{number}.pdf", scratch / str(number)
            folder.mkdir()
            pdf.write_bytes(page(content))
            theirs, ours = plates(pdf, folder)[0], counted(kakugi, pdf)[0]
            differs = max(abs(theirs - ours), abs(wanted - ours)) > TOLERANCE
            if differs != (name == PLANTED):
                errors.append(f"{name}: {theirs:.1f} % by Ghostscript, {ours:.1f} % by preflight, {wanted} % expected")
        for number, pdf in enumerate(files):
            folder = scratch / f"file-{number}"
            folder.mkdir()
            for at, (theirs, ours) in enumerate(zip(plates(pdf, folder), counted(kakugi, pdf)), 1):
                # Preflight counts the boxes of letters, an upper bound; only less than Ghostscript is an error.
                if ours < theirs - TOLERANCE:
                    errors.append(f"{pdf}, page {at}: {theirs:.1f} % by Ghostscript, only {ours:.1f} % by preflight")
    if errors:
        sys.exit("\n".join(errors))
    print(f"preflight: ink coverage agrees with Ghostscript on {len(CASES) - 1} pages and {len(files)} files")


if __name__ == "__main__":
    main()
