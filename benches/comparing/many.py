"""Reports of many councils: how time and memory grow."""

import os
import pathlib
import sys

from . import pages
from .briefing import build, compile_
from .measure import Different, OutOfMemory, median, progress, run
from .table import Table, ratio, size, time

GENERATOR = pathlib.Path(__file__).resolve().parents[1] / "generate-report"


def generated(work, councils):
    folder = work / f"councils-{councils}"
    if not folder.exists():
        run([sys.executable, "-B", GENERATOR, councils, folder])
    return folder


def summaries(tools, work, councils):
    """The command that makes all summaries of this number of councils, without the set if there are more than 100."""
    return build(tools, generated(work, councils), work / "out", "--only", "summaries")


def sampled(tools, options, work, few):
    """Commands for a sample of the smaller report's emitted sources, after each was compared with kakugi's file."""
    out = work / "emitted"
    progress(f"summaries of {few} councils, not counted")
    run([*build(tools, generated(work, few), out, "--only", "summaries", "--emit-typst")])
    made = sorted((out / "summaries").glob("*.pdf"), key=lambda pdf: pdf.stem.rsplit("-", 1)[1])
    sample = made[:: max(1, len(made) // options.sample)][: options.sample]
    for pdf in sample:
        run(compile_(tools, out, f"summary-{pdf.stem}.typ", work / "summary.pdf"))
        if found := pages.difference(pdf, work / "summary.pdf"):
            raise Different(found)
        if pages.count(pdf) != 1:
            raise Different(f"{pdf.name} has {pages.count(pdf)} pages")
    if len(sample) > 1 and not pages.difference(sample[0], sample[1]):
        raise Different("the comparison of pages does not distinguish two summaries")
    return [compile_(tools, out, f"summary-{pdf.stem}.typ", work / "summary.pdf") for pdf in sample]


def compare(tools, options, work):
    few, many = options.councils
    sample = sampled(tools, options, work, few)
    names = [f"kakugi, {few:,} councils", f"kakugi, {many:,} councils"]
    runs = {name: [] for name in [*names, "typst compile, one summary"]}
    for _ in range(options.many_runs):
        for name, councils in zip(names, options.councils):
            progress(f"summaries of {councils} councils")
            command = summaries(tools, work, councils)
            runs[name].append(run(command, memory=options.memory))
            runs["typst compile, one summary"].extend(run(command) for command in sample)
    single = runs["typst compile, one summary"]
    made = []
    for name, councils in zip(names, options.councils):
        one = median(runs[name], "seconds") / councils, median(runs[name], "processor") / councils
        ratios = ratio(median(single, "seconds"), one[0]), ratio(median(single, "processor"), one[1])
        made.append([name, time(median(runs[name], "seconds")), time(one[0]), time(one[1]), *ratios,
                     size(median(runs[name], "memory"))])
    made.append(["typst compile, one by one", f"{time(median(single, 'seconds') * many)} (computed)",
                 time(median(single, "seconds")), time(median(single, "processor")), "1.00", "1.00", size(median(single, "memory"))])
    grown = ratio(median(runs[names[1]], "memory"), median(runs[names[0]], "memory"))
    cores = len(os.sched_getaffinity(0))
    table = Table("Summaries of many councils", [
        f"Peak memory with {many:,} councils is {grown} times that with {few:,}.",
        "Ratios are the time, or processor time, of `typst compile` per summary divided by that of `kakugi`; above 1, `kakugi` is faster.",
        f"`typst compile` was run on {len(sample)} of the summaries, and the time multiplied; its pages are the same. It gets the layout "
        "that `kakugi` has to find, and lays out each summary once.",
        f"`kakugi` finds each layout and checks each file, on {cores} cores; "
        "its time per summary is the total time divided by the number of councils.",
    ], ["", "time", "per summary", "processor per summary", "time, ratio", "processor, ratio", "memory"], made)
    return [table], runs


# Seconds that a step of a briefing may take: more than anybody would wait.
LONG = 7200


def compare_briefings(tools, options, work):
    runs, made = {}, []
    for councils in (50, *options.councils):
        name = f"{councils:,} councils"
        progress(f"briefing of {name}")
        command = build(tools, generated(work, councils), work / "out", "--only", "briefing", "--memory", str(options.memory >> 20),
                        "--timeout", str(LONG))
        try:
            runs[name] = [run(command, memory=options.memory) for _ in range(options.many_runs)]
        except OutOfMemory:
            made.append([name, "–", f"more than {size(options.memory)}", *["–"] * 4])
            continue
        except Different as why:
            print(why, file=sys.stderr)
            made.append([name, "fails", *["–"] * 5])
            continue
        count, seconds, memory = pages.count(work / "out/briefing.pdf"), median(runs[name], "seconds"), median(runs[name], "memory")
        made.append([name, count, size(memory), time(seconds), time(seconds / count),
                     time(median(runs[name], "processor") / count), size(memory / count)])
    table = Table("Briefings of many councils", [], ["", "pages", "memory", "time", "time per page", "processor per page", "memory per page"], made)
    return [table], runs
