"""How long the program takes to start, compared with a program that does nothing."""

import shutil
import statistics

from .measure import in_turn, median, run, tool
from .table import Table, time

RUNS = 50


def compare(tools, _options, work):
    empty, what = tool("true", None, "it is part of coreutils"), "`true`"
    if rustc := shutil.which("rustc"):
        source = work / "empty.rs"
        source.write_text("fn main() {}\n")
        run([rustc, "-O", "-o", work / "empty", source])
        empty, what = work / "empty", "an empty Rust program"
    commands = {"kakugi --version": [tools.kakugi, "--version"], what: [empty]}
    if tools.typst:
        commands["typst --version"] = [tools.typst, "--version"]
    runs = in_turn(RUNS, commands, quiet=True)
    base = runs[what]
    between = lambda one: statistics.median(a.seconds - b.seconds for a, b in zip(one, base))
    made = [
        [name, time(median(one, "seconds")), time(min(run.seconds for run in one)), f"{between(one) * 1000:.1f} ms"]
        for name, one in runs.items()
    ]
    table = Table("Starting", [
        f"{RUNS} runs each; the difference is the median of the differences in each round.",
    ], ["", "time", "fastest", f"more than {what}"], made)
    return [table], runs
