"""Checks that messages fit the width of a terminal, and are coloured only there and only if colours are wanted.

    terminal.py KAKUGI
"""

import fcntl
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unicodedata

KAKUGI = str(pathlib.Path(sys.argv[1]).resolve())
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def told(arguments, columns, **more):
    """What a run writes to a terminal with this number of columns."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    process = subprocess.Popen([KAKUGI, *arguments], stdin=inner, stdout=inner, stderr=inner, env=environment | more)
    os.close(inner)
    text = b""
    while True:
        try:
            piece = os.read(outer, 65536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    process.wait()
    return text.decode().replace("\r\n", "\n")


def width(line):
    """The width of a line in columns; wide East Asian characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in COLOUR.sub("", line) if not unicodedata.combining(c))


def main():
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report"
        shutil.copytree("tests/fixtures/small", report)
        council = report / "councils" / "water.json"
        council.write_text(council.read_text().replace('"purpose"', '"purposes"', 1).replace("。", "。" + "水の流れを調べた。" * 30, 1))
        for arguments in (["check", str(report), "--lang", "ja"], ["build", str(report), "-o", f"{folder}/out", "--lang", "ja"]):
            for columns in (60, 100):
                text = told(arguments, columns, TERM="xterm")
                if "K0103" not in text or not COLOUR.search(text):
                    sys.exit(f"{arguments[0]}: no coloured message on {columns} columns: {text!r}")
                wide = [line for line in text.split("\n") if re.match(r"\d+ *\|", COLOUR.sub("", line)) and width(line) > columns]
                if wide:
                    sys.exit(f"{arguments[0]}: a line is wider than {columns} columns: {wide[0]!r}")
            for more in ({"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}, {}):
                if COLOUR.search(told(arguments, 80, **more)):
                    sys.exit(f"{arguments[0]}: colours despite {more}")
            piped = subprocess.run([KAKUGI, *arguments], capture_output=True, env=os.environ | {"TERM": "xterm"})
            if b"\x1b" in piped.stdout + piped.stderr:
                sys.exit(f"{arguments[0]}: colours in a pipe")
    print("messages fit the width of the terminal and are coloured only there")


main()
