"""Checks that every page of every PDF has the boxes that were asked for, as Poppler reads them.

    boxes.py FOLDER=REPORT...

`kakugi build` wrote each FOLDER from the folder REPORT, whose `summary_page` is the paper of summaries. The check is first run on
copies with a planted fault each, to see that it can fail.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Millimetres: A4 (ISO 216), and what surrounds the trim of the bundled offset profiles.
PAPERS = {
    "A4 landscape": (297, 210), "A4 portrait": (210, 297),
    "A3 landscape": (420, 297), "A3 portrait": (297, 420),
}
BLEED, SLUG = 3.0, 13.0
# Poppler writes hundredths of a point.
APART = .015
BOX = re.compile(r"^Page +(\d+) (\w+)Box: +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+)$", re.M)
PLAIN = ("Media", "Crop", "Bleed", "Trim", "Art")


def boxes(pdf):
    """The boxes of each page in millimetres, by their names, and the numbers of rotated pages."""
    done = subprocess.run(["pdfinfo", "-box", "-f", "1", "-l", "100000", str(pdf)], capture_output=True, text=True)
    count = re.search(r"^Pages:\s+(\d+)", done.stdout, re.M)
    pages = [{} for _ in range(int(count[1]) if count else 0)]
    for page, name, *edges in BOX.findall(done.stdout):
        pages[int(page) - 1][name] = [float(edge) / 72 * 25.4 for edge in edges]
    turned = re.findall(r"^Page +\d+ rot: +(\d+)", done.stdout, re.M)
    return pages, [page for page, rot in enumerate(turned, 1) if rot != "0"]


def wanted(size, printed):
    """The boxes that a page of this size must have."""
    whole = [0, 0, *size]
    if not printed:
        return {name: whole for name in PLAIN}
    width, height = (side + 2 * SLUG for side in size)
    within = lambda inset: [inset, inset, width - inset, height - inset]
    return {"Media": within(0), "Crop": within(0), "Bleed": within(SLUG - BLEED), "Trim": within(SLUG)}


def errors(pdf, size, printed):
    """The errors of a file, one per line."""
    pages, turned = boxes(pdf)
    found = [] if pages else [f"{pdf}: no page"]
    found += [f"{pdf}: page {page} is rotated" for page in turned]
    for number, page in enumerate(pages, 1):
        for name, edges in wanted(size, printed).items():
            own = page.get(name)
            if own is None or any(abs(a - b) > APART for a, b in zip(own, edges)):
                shown = own and " ".join(f"{edge:.2f}" for edge in own)
                found.append(f"{pdf}: page {number}, {name}Box is {shown}, not {' '.join(f'{edge:.2f}' for edge in edges)}")
    return found


def size_of(pdf, folder, paper):
    """The expected page size: the report's paper for a summary, otherwise A4."""
    name = pdf.relative_to(folder).as_posix().removeprefix("print/")
    return paper if name == "summaries.pdf" or name.startswith("summaries/") else PAPERS["A4 portrait"]


def planted(pdf, key, change, folder):
    """A copy in which one box of the last page differs."""
    plain = pathlib.Path(folder) / "plain.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(pdf), str(plain)], capture_output=True, check=False)
    data = plain.read_bytes()
    at = data.rindex(b"/" + key)
    start, end = data.index(b"[", at), data.index(b"]", at)
    edges = [float(edge) for edge in data[start + 1:end].split()]
    edges[3] += change
    text = " ".join(f"{edge:.3f}" for edge in edges).encode()
    broken = pathlib.Path(folder) / "broken.pdf"
    # The cross-reference table is wrong then, which Poppler repairs.
    broken.write_bytes(data[:start + 1] + text + data[end:])
    return broken


def main(arguments):
    found, counted, tried = [], 0, set()
    for argument in arguments:
        folder, report = (pathlib.Path(part) for part in argument.split("="))
        head = json.loads((report / "report.json").read_text())
        paper = PAPERS[head.get("summary_page", "A4 landscape")]
        pdfs = sorted(folder.rglob("*.pdf"))
        if not pdfs:
            sys.exit(f"{folder}: no PDF")
        for pdf in pdfs:
            printed = "print" in pdf.relative_to(folder).parts
            size = size_of(pdf, folder, paper)
            found += errors(pdf, size, printed)
            counted += len(boxes(pdf)[0])
            if printed not in tried:
                tried.add(printed)
                with tempfile.TemporaryDirectory() as scratch:
                    for key in (b"MediaBox", b"TrimBox", b"BleedBox") if printed else (b"MediaBox",):
                        # 8 mm, as much as a note would add to a page that grows, and 0.05 mm.
                        for change in (8 / 25.4 * 72, .05 / 25.4 * 72):
                            if not errors(planted(pdf, key, change, scratch), size, printed):
                                sys.exit(f"{key.decode()} that is {change:.2f} points too high is not found in {pdf}")
    print("\n".join(found) or f"{counted} pages have the boxes that were asked for")
    sys.exit(1 if found or counted == 0 else 0)


main(sys.argv[1:])
