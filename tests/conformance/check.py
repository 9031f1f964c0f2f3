"""Checks on a folder that `kakugi build --emit-typst` wrote, by tools that are not ours.

Every check is a function that returns its faults as lines; each is first run on something
broken, to see that it can fail.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import typst

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUNDLED = re.compile(r"^[A-Z]{6}\+(BIZUDGothic|BIZUDPGothic|BIZUDMincho|NotoSansJP)(-|_|$)")
TYPST = "0.15.1"


def output_of(*command):
    """What a command prints, and whether it succeeded."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def syntax(pdf):
    """The file is sound PDF."""
    sound, said = output_of("qpdf", "--check", pdf)
    return [] if sound else [f"qpdf --check: {said.strip().splitlines()[-1]}"]


def fonts(pdf):
    """Only bundled fonts, all of them embedded."""
    done, said = output_of("pdffonts", pdf)
    rows = said.splitlines()[2:]
    faults = [] if done and rows else ["pdffonts lists no font"]
    for row in rows:
        embedded = row.split()[-5:-2]
        if not BUNDLED.match(row.split()[0]):
            faults.append(f"font {row.split()[0]} is not bundled")
        if embedded[0] != "yes":
            faults.append(f"font {row.split()[0]} is not embedded")
    return faults


def pages(pdf):
    """The number of pages and their size in points."""
    _, said = output_of("pdfinfo", pdf)
    count = int(re.search(r"^Pages:\s+(\d+)", said, re.M)[1])
    size = re.search(r"^Page size:\s+([\d.]+) x ([\d.]+)", said, re.M)
    return count, tuple(round(float(side)) for side in size.groups())


def facts(pdf, checklist):
    """Every fact of the checklist is in the text of the document, in one of its forms."""
    _, text = output_of("pdftotext", "-raw", pdf, "-")
    text = re.sub(r"\s", "", text)
    lines = [line for line in checklist if line.strip() and not line.startswith("#")]
    forms = lambda line: [re.sub(r"\s", "", form) for form in line.split(" | ")]
    return [f"not printed: {line}" for line in lines if not any(form in text for form in forms(line))]


def recompiled(source, pdf, folder):
    """The generated source compiles unchanged, to the same number of pages."""
    with tempfile.TemporaryDirectory() as out:
        target = pathlib.Path(out) / "x.pdf"
        try:
            typst.compile(
                str(source), output=str(target), root=str(folder),
                font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True,
            )
        except typst.TypstError as error:
            return [f"does not compile outside: {error}"]
        theirs, ours = pages(target)[0], pages(pdf)[0]
        return [] if theirs == ours else [f"{theirs} pages outside, {ours} here"]


def typst_version():
    """The version of the Typst compiler within the Python package."""
    with tempfile.NamedTemporaryFile("w", suffix=".typ") as file:
        file.write("#metadata(str(sys.version))<version>")
        file.flush()
        return json.loads(typst.query(file.name, "<version>", field="value", one=True))


def planted(folder, briefing, checklist):
    """Shows that each check fails on something broken."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        cut = scratch / "cut.pdf"
        cut.write_bytes(briefing.read_bytes()[:5000])
        foreign = scratch / "foreign.pdf"
        foreign.write_bytes(
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj "
            b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj "
            b"5 0 obj<</Length 23>>stream\nBT /F 9 Tf (a) Tj ET   \nendstream endobj trailer<</Root 1 0 R>>\n"
        )
        broken = folder / "typst" / "planted-fault.typ"
        broken.write_text('#import "kakugi.typ": *\n#panic("planted")\n')
        results = {
            "syntax": syntax(cut),
            "fonts": fonts(foreign),
            "facts": facts(briefing, checklist + ["この事実は存在しない"]),
            "recompiled": recompiled(broken, briefing, folder),
        }
        broken.unlink()
    return [f"the check `{name}` does not see a planted fault" for name, found in results.items() if not found]


def main(folder):
    briefing = folder / "briefing.pdf"
    checklist = (ROOT / "tests/facts/2019.txt").read_text().splitlines()
    faults = planted(folder, briefing, checklist)
    version = typst_version()
    if version != TYPST:
        faults.append(f"the Typst outside is {version}, not {TYPST}")
    summaries = sorted((folder / "summaries").glob("*.pdf"))
    checks = 0
    for pdf in [briefing, *summaries]:
        name = "briefing" if pdf == briefing else f"summary-{pdf.stem}"
        found = syntax(pdf) + fonts(pdf) + recompiled(folder / "typst" / f"{name}.typ", pdf, folder)
        count, size = pages(pdf)
        expected = (595, 842) if pdf == briefing else (842, 595)
        if size != expected or (pdf != briefing and count != 1):
            found.append(f"{count} pages of {size}")
        faults += [f"{pdf.name}: {fault}" for fault in found]
        checks += 4
        print(f"{pdf.relative_to(folder)}: {count} pages, qpdf, fonts, geometry, Typst outside")
    missing = facts(briefing, checklist)
    known = sum(1 for line in checklist if line.strip() and not line.startswith("#"))
    print(f"facts of the source in the briefing: {known - len(missing)} of {known}")
    faults += missing
    for fault in faults:
        print("FAULT", fault)
    print(f"{checks + 1 - len(faults)} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
