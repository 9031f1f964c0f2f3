"""The sizes of the files and programs."""

from .briefing import build, compile_
from .measure import run
from .table import Table, size


def compare(tools, options, work):
    out, plain = work / "sizes", work / "sizes-plain"
    run([*build(tools, options.report, out, "--emit-typst")])
    run([tools.kakugi, "build", options.report, "--edition", "archive-2a", "--quiet", "-o", plain])
    run(compile_(tools, out, "briefing.typ", work / "briefing-typst.pdf"))
    run(compile_(tools, out, "summaries.typ", work / "summaries-typst.pdf"))
    of = lambda path: size(path.stat().st_size)
    made = [
        [name, of(out / f"{name}.pdf"), of(plain / f"{name}.pdf"), of(work / f"{name}-typst.pdf")] for name in ("briefing", "summaries")
    ]
    files = Table("Sizes of files", [
        "`archive` carries what the document was made from; the others carry nothing.",
    ], ["", "kakugi, archive", "kakugi, archive-2a", "typst compile"], made)
    binaries = Table("Sizes of programs", ["`kakugi` contains its fonts, templates and profiles; `typst` contains its own fonts."], ["", "size"], [
        ["kakugi", of(tools.kakugi)], ["typst", of(tools.typst)],
    ])
    return [files, binaries], {}
