"""The briefing, compared with `typst compile` on the source that it is made from."""

import re

from . import pages
from .measure import Different, in_turn, run
from .table import HEADS, Table, rows


def build(tools, report, out, *more):
    """The command that makes documents of the archive edition."""
    return [tools.kakugi, "build", report, "--edition", "archive", "--quiet", "--lang", "en", "-o", out, *more]


def compile_(tools, folder, source, pdf):
    """The command by which Typst compiles an emitted source with the same fonts and for the same standards."""
    return [
        tools.typst, "compile", "--root", folder, "--font-path", tools.fonts, "--ignore-system-fonts",
        "--ignore-embedded-fonts", "--pdf-standard", "a-3a,ua-1", folder / "typst" / source, pdf,
    ]


def assert_same_pages(tools, folder, source, pdf):
    """Raises if Typst's file differs from ours, or if the comparison would not notice a changed source."""
    theirs = folder / "typst.pdf"
    run(compile_(tools, folder, source, theirs))
    if found := pages.difference(pdf, theirs):
        raise Different(found)
    text = (folder / "typst" / source).read_text(encoding="utf-8")
    digits = re.compile(r'(\[#\("\d*?)(\d)("\);\])')
    for planted in (digits.sub(lambda found: found[1] + str(9 - int(found[2])) + found[3], text), text + "#pagebreak()\nx\n"):
        (folder / "typst/planted.typ").write_text(planted, encoding="utf-8")
        run(compile_(tools, folder, "planted.typ", theirs))
        if not pages.difference(pdf, theirs):
            raise Different("the comparison of pages does not find a planted difference")


def compare(tools, options, work):
    ours = work / "briefing"
    run([*build(tools, options.report, ours, "--only", "briefing", "--emit-typst")])
    assert_same_pages(tools, ours, "briefing.typ", ours / "briefing.pdf")
    runs = in_turn(options.runs, {
        "kakugi": build(tools, options.report, work / "out", "--only", "briefing"),
        "typst compile": compile_(tools, ours, "briefing.typ", work / "typst.pdf"),
    })
    count = pages.count(ours / "briefing.pdf")
    table = Table(f"The briefing of {count} pages", [
        "Both files have the same pages with the same text, which is checked first.",
        "`kakugi` also reads and checks the data, fills the templates, checks the pages, checks the file against PDF/A-3a and PDF/UA-1 and "
        "attaches what it was made from; `typst compile` starts from the finished source.",
    ], HEADS, rows(runs))
    return [table], runs
