"""Checks the print edition with third-party tools.

Each check is a function that returns the errors found, one per line. Each is first run on something broken, to see that it can
fail.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import numpy
from PIL import Image, ImageFilter

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
# Resolution of the separated plates, in pixels per inch.
FINE = 150
SLUG, BLEED = 13.0, 3.0


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def build(program, report, out, *more):
    code, said = run(program, "build", report, "-o", out, "--quiet", *more)
    if code != 0:
        sys.exit(f"build of {report}: {said}")


def syntax(pdf):
    """The file is well-formed PDF."""
    code, said = run("qpdf", "--check", pdf)
    return [] if code == 0 else [f"qpdf --check: {said.strip().splitlines()[-1]}"]


def boxes(pdf, size):
    """On all pages, the trim box has the size of the page, and the bleed box is 3 mm larger on each side."""
    _, said = run("pdfinfo", "-box", "-f", 1, "-l", 999, pdf)
    found = re.findall(r"^Page +\d+ (Trim|Bleed)Box: +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+)", said, re.M)
    area = {kind: [[float(edge) / 72 * 25.4 for edge in edges] for own, *edges in found if own == kind] for kind in ("Trim", "Bleed")}
    errors = [] if area["Trim"] and len(area["Trim"]) == len(area["Bleed"]) else ["boxes are missing"]
    for at, (trim, bleed) in enumerate(zip(area["Trim"], area["Bleed"])):
        width, height = trim[2] - trim[0], trim[3] - trim[1]
        if abs(width - size[0]) > .1 or abs(height - size[1]) > .1:
            errors.append(f"page {at + 1}: trim of {width:.2f} × {height:.2f} mm")
        over = [abs(inner - outer) for inner, outer in zip(trim, bleed)]
        if any(abs(edge - BLEED) > .005 for edge in over):
            errors.append(f"page {at + 1}: bleed of {over} mm")
    return errors


def plates(pdf, page, folder, resolution=FINE):
    """The ink on each plate of a page, from 0 to 255 per pixel."""
    name = folder / "plates"
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{resolution}", f"-dFirstPage={page}",
        f"-dLastPage={page}", f"-sOutputFile={name}%d.tif", pdf)
    found = {}
    for plate in PLATES:
        file = next(folder.glob(f"plates*({plate}).tif"))
        found[plate] = 255 - numpy.asarray(Image.open(file).convert("L")).astype(int)
        file.unlink()
    for file in folder.glob("plates*.tif"):
        file.unlink()
    return found


def inner(plate, margin, resolution=FINE):
    """The part of a plate that is at least `margin` millimetres, plus a pixel, from the edge of the sheet."""
    edge = round(margin / 25.4 * resolution) + 1
    return plate[edge:-edge, edge:-edge]


def only_black(separated):
    """Within the bleed box, only the black plate has ink."""
    counts = {plate: int((inner(separated[plate], SLUG - BLEED) > 3).sum()) for plate in PLATES}
    errors = [f"{counts[plate]} pixels on the plate {plate}" for plate in PLATES[:3] if counts[plate] > 0]
    return errors + ([] if counts["Black"] > 500 else ["nothing on the black plate"])


def registered(separated):
    """All plates have marks at the same places outside the bleed box."""
    errors = []
    width = round((SLUG - BLEED) / 25.4 * FINE) - 2
    middle = separated["Cyan"].shape[1] // 2
    for plate in PLATES:
        slug = separated[plate][:width] > 60
        # The corner marks are vertical, on the edges of trim and bleed; the centre mark is horizontal.
        upright = (slug.sum(axis=0) > .7 * width)
        across = slug[:, middle - 2 * width: middle + 2 * width].any(axis=0).sum()
        if min(upright[: 3 * width].sum(), upright[-3 * width:].sum()) < 2 or across < 1.9 * width:
            errors.append(f"marks are missing on the plate {plate}")
    return errors


def within_limit(separated, limit):
    """Within the bleed box, the ink coverage of all plates is at most the limit, in per cent."""
    total = sum(inner(separated[plate], SLUG - BLEED) for plate in PLATES)
    peak = total.max() / 2.55
    # Four plates may be rounded by a step of 255 each.
    return [] if peak <= limit + 1.6 else [f"ink coverage of {peak:.0f} %"]


def knocked_out(separated):
    """Black text on a tint overprints: no pixel of the tint is missing under it."""
    cyan, black = separated["Cyan"], separated["Black"]
    # The tint of bands and table heads, 8 % cyan.
    tint = abs(cyan - round(.08 * 255)) <= 2
    count = 0
    for row in range(tint.shape[0]):
        columns = numpy.flatnonzero(tint[row])
        if len(columns) < 300:
            continue
        band = slice(columns[0] + 3, columns[-1] - 3)
        count += int(((cyan[row, band] < 8) & (black[row, band] > 250)).sum())
    return [f"{count} pixels are knocked out"] if count else []


def reaches(separated, millimetres):
    """The band of the cover extends to the left edge of the bleed box, and not beyond."""
    at = lambda x: separated["Cyan"][separated["Cyan"].shape[0] // 3, round(x / 25.4 * FINE)]
    inside, outside = at(SLUG - millimetres + .3), at(SLUG - BLEED - .3)
    return ([] if inside > 200 else ["the band ends before the bleed"]) + ([] if outside < 10 else ["the band extends beyond the bleed"])


def grey(pdf, page, folder, crop=0.0, resolution=100):
    name = folder / "grey"
    run("pdftoppm", "-r", resolution, "-gray", "-png", "-singlefile", "-f", page, "-l", page, pdf, name)
    picture = Image.open(f"{name}.png").convert("L")
    edge = round(crop / 25.4 * resolution)
    return picture.crop((edge, edge, picture.width - edge, picture.height - edge)) if edge else picture


def alike(screen, press):
    """Where one picture is dark, the other is not white within two pixels, and the other way round."""
    width, height = min(screen.width, press.width), min(screen.height, press.height)
    if max(screen.width, press.width) - width > 2 or max(screen.height, press.height) - height > 2:
        return ["the pages are of different sizes"]
    pair = [picture.crop((0, 0, width, height)) for picture in (screen, press)]
    errors = []
    for one, other in (pair, pair[::-1]):
        dark = numpy.asarray(one) < 110
        near = numpy.asarray(other.filter(ImageFilter.MinFilter(5))) < 245
        lost = int((dark & ~near).sum())
        if lost > 0:
            errors.append(f"{lost} dark pixels are in one picture only")
    return errors


def moved(picture):
    """The picture with one strip moved down by 2 mm."""
    copy = picture.copy()
    strip = picture.crop((0, picture.height // 4, picture.width, picture.height // 4 + 60))
    copy.paste(255, (0, picture.height // 4, picture.width, picture.height // 4 + 60))
    copy.paste(strip, (0, picture.height // 4 + 8))
    return copy


def text_only(folder):
    """A report with a council that has several pages of text only."""
    report = folder / "report"
    shutil.copytree(ROOT / "tests/fixtures/small", report)
    path = report / "councils/parks.json"
    council = json.loads(path.read_text())
    sentence = "公園の樹木を点検し、危険な枝を取り除いた。利用者の声を聞き、遊具を新しくした。"
    council["achievements"] = [f"{at}番目。{sentence * 2}" for at in range(1, 120)]
    council["summary"] = {"achievements": council["achievements"][:3]}
    path.write_text(json.dumps(council, ensure_ascii=False))
    return report


def must_fail(found, check):
    if not found:
        sys.exit(f"the check `{check}` finds nothing in something broken")


def main(program):
    errors = []

    def held(what, found):
        errors.extend(f"{what}: {error}" for error in found)

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        out = folder / "out"
        build(program, ROOT / "data/2019", out, "--edition", "all")
        build(program, ROOT / "data/2019", folder / "again", "--edition", "print")
        for pdf in sorted((folder / "again/print").rglob("*.pdf")):
            same = pdf.read_bytes() == (out / pdf.relative_to(folder / "again")).read_bytes()
            held(pdf.name, [] if same else ["two runs gave different bytes"])
        briefing, summaries = out / "print/briefing.pdf", out / "print/summaries.pdf"

        broken = folder / "broken.pdf"
        broken.write_bytes(briefing.read_bytes().replace(b"endobj", b"endobi", 40))
        must_fail(syntax(broken), "syntax")
        must_fail(boxes(out / "briefing.pdf", (210, 297)), "boxes")
        for pdf in sorted((out / "print").rglob("*.pdf")):
            held(pdf.name, syntax(pdf))
            held(pdf.name, boxes(pdf, (210, 297) if pdf == briefing else (297, 210)))

        # The cover has navy, which is not black only; the sheet of `plain` has no marks.
        cover = plates(briefing, 1, folder)
        must_fail(only_black(cover), "only_black")
        must_fail(within_limit(cover, 100), "within_limit")
        plain = folder / "plain.toml"
        plain.write_text('based_on = "offset-coated"\noverprint = false\nmarks = "none"\n')
        build(program, ROOT / "data/2019", folder / "plain", "--edition", "print", "--only", "briefing", "--printer", plain)
        must_fail(registered(plates(folder / "plain/print/briefing.pdf", 1, folder)), "registered")
        must_fail(knocked_out(plates(folder / "plain/print/briefing.pdf", 3, folder)), "knocked_out")
        held("cover", reaches(cover, BLEED))
        must_fail(reaches(cover, BLEED + 2), "reaches")
        _, said = run("pdfinfo", briefing)
        count = int(re.search(r"^Pages:\s+(\d+)", said, re.M)[1])
        for pdf, pages in ((briefing, range(1, count + 1)), (summaries, range(1, 9))):
            for page in pages:
                separated = plates(pdf, page, folder)
                held(f"{pdf.name} {page}", within_limit(separated, 300))
                held(f"{pdf.name} {page}", registered(separated))
                held(f"{pdf.name} {page}", knocked_out(separated))

        _, said = run("pdfinfo", out / "briefing.pdf")
        count = int(re.search(r"^Pages:\s+(\d+)", said, re.M)[1])
        must_fail(alike(grey(out / "briefing.pdf", 4, folder), moved(grey(briefing, 4, folder, SLUG))), "alike")
        for name, pages in (("briefing.pdf", count), ("summaries.pdf", 8)):
            for page in range(1, pages + 1):
                found = alike(grey(out / name, page, folder), grey(out / "print" / name, page, folder, SLUG))
                held(f"{name} {page}", found)

        # From the second page of the council to the last but one, there is only black text.
        report = text_only(folder)
        build(program, report, folder / "text", "--edition", "print", "--only", "briefing")
        build(program, report, folder / "grey", "--edition", "print", "--only", "briefing", "--colour", "grey")
        text = folder / "text/print/briefing.pdf"
        _, said = run("pdftotext", "-raw", text, "-")
        pages = [at + 1 for at, page in enumerate(said.split("\f")) if page.count("番目。") > 8 and "主な成果" not in page]
        if len(pages) < 2:
            sys.exit(f"too few pages with text only: {pages}")
        for page in pages:
            held(f"text {page}", only_black(plates(text, page, folder)))
        _, said = run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", folder / "grey/print/briefing.pdf")
        coloured = [line for line in said.splitlines() if not line.startswith(" 0.00000  0.00000  0.00000")]
        held("grey edition", coloured)

    print("\n".join(errors) or "the print edition passes the checks with Ghostscript, Poppler and qpdf")
    sys.exit(1 if errors else 0)


main(pathlib.Path(sys.argv[1]).resolve())
