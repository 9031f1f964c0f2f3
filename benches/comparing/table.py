"""Tables, as text or Markdown, and the figures in them."""

import dataclasses

from .measure import median


@dataclasses.dataclass
class Table:
    """What a comparison prints: a title, rows with their column heads, and notes on what was compared."""

    title: str
    notes: list
    heads: list
    rows: list

    def text(self, markdown):
        rows = [[str(cell) for cell in row] for row in [self.heads, *self.rows]]
        widths = [max(len(row[at]) for row in rows) for at in range(len(self.heads))]

        def line(cells):
            first, *others = zip(cells, widths)
            padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
            return "| " + " | ".join(padded) + " |" if markdown else "  ".join(padded).rstrip()

        rule = "|---|" + "---:|" * (len(widths) - 1) if markdown else "  ".join("-" * width for width in widths)
        head, *others = map(line, rows)
        bullet = "- " if markdown else "  "
        return "\n".join([f"{'### ' if markdown else ''}{self.title}", "", head, rule, *others, ""]
                         + [bullet + note for note in self.notes] + ([""] if self.notes else []))


HEADS = ["", "time", "fastest to slowest", "processor", "memory", "time, ratio", "processor, ratio", "memory, ratio"]


def rows(runs):
    """A row per command: medians, and their ratios to those of the first command."""
    first = next(iter(runs.values()))
    made = []
    for name, all_of_it in runs.items():
        seconds = sorted(run.seconds for run in all_of_it)
        made.append([
            name, time(median(all_of_it, "seconds")), f"{time(seconds[0])} to {time(seconds[-1])}",
            time(median(all_of_it, "processor")), size(median(all_of_it, "memory")),
            *(ratio(median(all_of_it, what), median(first, what)) for what in ("seconds", "processor", "memory")),
        ])
    return made


def time(seconds):
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def size(count):
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def ratio(value, of):
    return f"{value / of:.2f}"
