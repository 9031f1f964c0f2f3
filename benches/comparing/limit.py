"""The limit: what Typst needs to set the text of the briefing plainly, in one of its fonts."""

from . import pages
from .briefing import build
from .measure import in_turn, run
from .table import HEADS, Table, rows

HEAD = (
    '#set page(paper: "a4")\n#set text(font: ("BIZ UDGothic", "Noto Sans JP"), size: 10pt, lang: "ja")\n#set par(justify: true)\n'
)


def plain(pdf):
    """A Typst source with the text of a file: a paragraph for each line, a new page for each page, and nothing else."""
    def paragraph(line):
        text = " ".join(line.split()).replace("\\", "\\\\").replace('"', '\\"')
        return f'#("{text}")\n\n' if text else ""

    return HEAD + "#pagebreak(weak: true)\n".join("".join(map(paragraph, page.splitlines())) for page in pages.texts(pdf))


def compare(tools, options, work):
    run(build(tools, options.report, work / "ours", "--only", "briefing"))
    source = work / "plain.typ"
    source.write_text(plain(work / "ours/briefing.pdf"), encoding="utf-8")
    everything = [tools.kakugi, "build", options.report, "--quiet", "--lang", "en", "-o", work / "out"]
    runs = in_turn(options.runs, {
        "typst compile, plain text": [
            tools.typst, "compile", "--root", work, "--font-path", tools.fonts, "--ignore-system-fonts",
            "--ignore-embedded-fonts", source, work / "plain.pdf",
        ],
        "kakugi, briefing, archive": build(tools, options.report, work / "out", "--only", "briefing"),
        "kakugi, all, both editions": everything,
    })
    table = Table("The limit", [
        "`typst compile` sets the text of the briefing line by line in one font: no tables, charts, diagrams, links, attachments or "
        "standards.",
        "The second row is the briefing, fitted, checked and judged; the third is what `kakugi build` makes by default.",
    ], HEADS, rows(runs))
    return [table], runs
