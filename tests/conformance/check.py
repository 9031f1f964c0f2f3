"""Checks a folder that `kakugi build --emit-typst` wrote, with third-party tools.

Each check is a function that returns the errors found, one per line. Each is first run on something broken, to see that it can
fail.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import typst

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUNDLED = re.compile(r"^[A-Z]{6}\+(BIZUDGothic|BIZUDPGothic|BIZUDMincho|NotoSansJP|NotoSansSubset|NotoSerifSubset|NotoSansSymbols2Subset|NotoSansMathSubset)(-|_|$)")
TYPST = "0.15.1"


def output_of(*command):
    """Whether a command succeeded, and what it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def syntax(pdf):
    """The file is well-formed PDF."""
    sound, said = output_of("qpdf", "--check", pdf)
    return [] if sound else [f"qpdf --check: {said.strip().splitlines()[-1]}"]


def fonts(pdf):
    """Only bundled fonts, all of them embedded."""
    done, said = output_of("pdffonts", pdf)
    rows = said.splitlines()[2:]
    errors = [] if done and rows else ["pdffonts lists no font"]
    for row in rows:
        embedded = row.split()[-5:-2]
        if not BUNDLED.match(row.split()[0]):
            errors.append(f"font {row.split()[0]} is not bundled")
        if embedded[0] != "yes":
            errors.append(f"font {row.split()[0]} is not embedded")
    return errors


def pages(pdf):
    """The number of pages and their size in points."""
    _, said = output_of("pdfinfo", pdf)
    count = int(re.search(r"^Pages:\s+(\d+)", said, re.M)[1])
    size = re.search(r"^Page size:\s+([\d.]+) x ([\d.]+)", said, re.M)
    return count, tuple(round(float(side)) for side in size.groups())


def facts(pdf, checklist):
    """Each fact of the checklist is in the text of the document, in one of its forms."""
    _, text = output_of("pdftotext", "-raw", pdf, "-")
    text = re.sub(r"\s", "", text)
    lines = [line for line in checklist if line.strip() and not line.startswith("#")]
    forms = lambda line: [re.sub(r"\s", "", form) for form in line.split(" | ")]
    return [f"not printed: {line}" for line in lines if not any(form in text for form in forms(line))]


def recompiled(source, pdf, folder):
    """The ordinary Typst compiler makes the same number of pages of the generated source."""
    with tempfile.TemporaryDirectory() as out:
        target = pathlib.Path(out) / "x.pdf"
        try:
            typst.compile(
                str(source), output=str(target), root=str(folder),
                font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True,
            )
        except typst.TypstError as error:
            return [f"does not compile: {error}"]
        theirs, ours = pages(target)[0], pages(pdf)[0]
        return [] if theirs == ours else [f"{theirs} pages from Typst, {ours} in the document"]


def typst_version():
    """The version of the Typst compiler in the Python package."""
    with tempfile.NamedTemporaryFile("w", suffix=".typ") as file:
        file.write("#metadata(str(sys.version))<version>")
        file.flush()
        return json.loads(typst.query(file.name, "<version>", field="value", one=True))


def geometry(pdf, size, count=None):
    """The pages have this size, and their number is as expected."""
    found_count, found_size = pages(pdf)
    errors = [] if found_size == size else [f"pages of {found_size}, not {size}"]
    return errors + ([] if count in (None, found_count) else [f"{found_count} pages, not {count}"])


def planted(folder, briefing, checklist, scratch):
    """Whether each check fails on something broken."""
    cut = scratch / "cut.pdf"
    cut.write_bytes(briefing.read_bytes()[:5000])
    # The font has the name of a bundled one, so that the only error is that it is not embedded.
    foreign = scratch / "foreign.pdf"
    foreign.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj "
        b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+BIZUDGothic-Regular>>endobj "
        b"5 0 obj<</Length 23>>stream\nBT /F 9 Tf (a) Tj ET   \nendstream endobj trailer<</Root 1 0 R>>\n"
    )
    source = folder / "typst"
    broken, longer = source / "planted-broken.typ", source / "planted-longer.typ"
    broken.write_text('#panic("planted")\n')
    longer.write_text((source / "briefing.typ").read_text() + "#pagebreak()\n#pagebreak()\n")
    results = {
        "syntax": syntax(cut),
        "fonts": fonts(foreign),
        "facts": facts(briefing, checklist + ["この事実は存在しない"]),
        "recompiled, error": recompiled(broken, briefing, folder),
        "recompiled, pages": recompiled(longer, briefing, folder),
        "geometry, size": geometry(briefing, (842, 595)),
        "geometry, count": geometry(briefing, (595, 842), 1),
    }
    broken.unlink()
    longer.unlink()
    return [f"the check `{name}` does not find its planted fault" for name, found in results.items() if not found]


def main(folder):
    briefing = folder / "briefing.pdf"
    checklist = [
        line for line in (ROOT / "tests/facts/2019.txt").read_text().splitlines()
        if line.strip() and not line.startswith("#")
    ]
    councils = json.loads((ROOT / "data/2019/report.json").read_text())["councils"]
    with tempfile.TemporaryDirectory() as scratch:
        checks = [("planted faults", planted(folder, briefing, checklist, pathlib.Path(scratch)))]
    version = typst_version()
    checks.append(("version of Typst", [] if version == TYPST else [f"{version} instead of {TYPST}"]))
    documents = [("briefing", briefing, (595, 842), None)]
    documents += [(f"summary-{id}", folder / f"summaries/{id}.pdf", (842, 595), 1) for id in councils]
    documents.append(("summaries", folder / "summaries.pdf", (842, 595), 1 + len(councils)))
    for name, pdf, size, count in documents:
        checks.append((f"{name}: qpdf", syntax(pdf)))
        checks.append((f"{name}: fonts", fonts(pdf)))
        checks.append((f"{name}: geometry", geometry(pdf, size, count)))
        checks.append((f"{name}: recompiled by Typst", recompiled(folder / "typst" / f"{name}.typ", pdf, folder)))
        print(f"{name}: {pages(pdf)[0]} pages")
    missing = facts(briefing, checklist)
    print(f"facts of the source report in the briefing: {len(checklist) - len(missing)} of {len(checklist)}")
    checks.append(("facts", missing if checklist else ["the checklist is empty"]))
    for name, found in checks:
        for error in found:
            print(f"ERROR {name}: {error}")
    failed = sum(1 for _, found in checks if found)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
