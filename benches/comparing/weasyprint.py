"""The briefing, compared with WeasyPrint on the same content as HTML."""

import os
import pathlib
import subprocess
import sys

from . import html_report, pages
from .briefing import build
from .measure import Different, Missing, in_turn, progress, run
from .table import HEADS, Table, rows

VERSION = "70.0"
LIBRARIES = "on Debian, `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"
# Without this library, WeasyPrint subsets fonts by much slower code, which would not be a fair comparison.
PROBE = "import weasyprint.text.ffi as ffi; print(ffi.harfbuzz_subset is not None)"


def installed():
    """The path of WeasyPrint, which is installed in a virtual environment in the user's cache."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    venv = cache / "kakugi/weasyprint"
    python = venv / "bin/python"

    def said(code):
        if not python.exists():
            return 1, "", ""
        done = subprocess.run([python, "-c", code], capture_output=True, text=True)
        return done.returncode, done.stdout.strip(), done.stderr.strip()

    version = "from importlib.metadata import version; print(version('weasyprint'))"
    if said(version)[:2] != (0, VERSION):
        progress(f"installing WeasyPrint {VERSION} in {venv}")
        for step in ([sys.executable, "-m", "venv", "--clear", venv],
                     [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"weasyprint=={VERSION}"]):
            if subprocess.run(step, stdout=subprocess.DEVNULL).returncode != 0:
                raise Missing(f"WeasyPrint {VERSION} could not be installed in {venv}: it needs Python's `venv` and access to PyPI or a mirror")
    code, has_subset, why = said(PROBE)
    if code != 0:
        raise Missing(f"WeasyPrint does not start; it needs Pango: {LIBRARIES}\n{why.splitlines()[-1] if why else ''}")
    if has_subset != "True":
        raise Missing(f"WeasyPrint does not find HarfBuzz's library for font subsets: {LIBRARIES}")
    return venv / "bin/weasyprint"


def assert_same_content(tools, report, document, pdf):
    """Raises if a text of the report is not in the HTML, or a fact not in the PDF, or if either would go unnoticed.

    Returns the number of facts, or None if there is no checklist.
    """
    if not html_report.lost({"planted": "この文は存在しない"}, document):
        raise Different("the comparison of texts does not find a planted text")
    if lost := html_report.lost(report, document):
        raise Different(f"the HTML lacks {len(lost)} texts of the report, such as {lost[0]}")
    if foreign := [font for font in pages.fonts(pdf) if not font.startswith("BIZ-")]:
        raise Different(f"WeasyPrint used fonts other than those of the style sheet: {', '.join(foreign)}")
    if not tools.facts:
        return None
    checklist = tools.facts.read_text(encoding="utf-8")
    if pages.missing(pdf, "この事実は存在しない\n") == []:
        raise Different("the search finds a fact that does not exist")
    if missing := pages.missing(pdf, checklist):
        raise Different(f"WeasyPrint's file lacks {len(missing)} facts, such as {missing[0]}")
    return sum(1 for line in checklist.splitlines() if line.strip() and not line.startswith("#"))


def compare(tools, options, work):
    program = installed()
    here = pathlib.Path(__file__).parent
    css = (here / "report.css").read_text(encoding="utf-8").replace("FONTS/", tools.fonts.as_uri() + "/")
    report = html_report.load(options.report)
    document = html_report.document(report, css)
    (work / "briefing.html").write_text(document, encoding="utf-8")
    pdf = work / "weasyprint.pdf"
    theirs = [program, "--pdf-variant", "pdf/ua-1", "--quiet", work / "briefing.html", pdf]
    run(theirs)
    facts = assert_same_content(tools, report, document, pdf)
    runs = in_turn(options.runs, {
        "kakugi": build(tools, options.report, work / "out", "--only", "briefing"), f"WeasyPrint {VERSION}": theirs,
    })
    checked = f", and all {facts} facts of the source in WeasyPrint's PDF" if facts else ""
    table = Table("The briefing as HTML", [
        f"Same content: every text of the report is in the HTML{checked}.",
        f"Different pages: charts are tables of their values, diagrams and the map are lists; WeasyPrint makes {pages.count(pdf)} "
        f"pages, `kakugi` {pages.count(work / 'out/briefing.pdf')}.",
        "WeasyPrint writes PDF/UA-1 with the same fonts; it cannot claim PDF/A-3a at the same time.",
    ], HEADS, rows(runs))
    return [table], runs
