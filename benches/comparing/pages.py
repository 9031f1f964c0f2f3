"""What PDF files show, according to Poppler."""

import re
import subprocess

from .measure import Different, tool

POPPLER = "on Debian, `apt-get install poppler-utils`"


def said(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True)
    if done.returncode != 0:
        raise Different(f"{command[0]} on {command[-1]}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode(errors="replace")


def count(pdf):
    return int(re.search(r"^Pages:\s+(\d+)", said(tool("pdfinfo", None, POPPLER), pdf), re.M)[1])


def texts(pdf):
    """The text of each page in its layout."""
    return said(tool("pdftotext", None, POPPLER), "-layout", pdf, "-").split("\f")[:-1]


def solid(pdf):
    """The text of the whole file without white space."""
    return re.sub(r"\s", "", said(tool("pdftotext", None, POPPLER), "-raw", pdf, "-"))


def fonts(pdf):
    """The names of the embedded fonts, without subset tags."""
    lines = said(tool("pdffonts", None, POPPLER), pdf).splitlines()[2:]
    return sorted(line.split()[0].split("+")[-1] for line in lines)


def difference(one, other):
    """How two files differ in what they show, or None."""
    if count(one) != count(other):
        return f"{one.name} has {count(one)} pages, {other.name} {count(other)}"
    pages = list(zip(texts(one), texts(other)))
    if not any(text.strip() for text, _ in pages):
        return f"{one.name} shows no text"
    differing = [str(at) for at, (left, right) in enumerate(pages, 1) if left != right]
    return f"{one.name} and {other.name} differ on pages {', '.join(differing)}" if differing else None


def missing(pdf, checklist):
    """The facts that a file does not show; ` | ` separates alternative forms."""
    text = solid(pdf)
    lines = [line for line in checklist.splitlines() if line.strip() and not line.startswith("#")]
    return [line for line in lines if not any(re.sub(r"\s", "", form) in text for form in line.split(" | "))]
