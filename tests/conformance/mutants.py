"""Checks that `kakugi` handles broken PDF files: it reports findings, in limited time and memory.

Usage: mutants.py KAKUGI COUNT [FIRST] [--keep FOLDER]. Makes COUNT random files from documents that the program builds and from pages made
here; the file of a number, counted from FIRST, is always the same. Each goes through `preflight`, `preflight --png`, `archive check`, and
`check` as a picture of a report. Those that fail are written to FOLDER.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import mutate
import seeds

SECONDS = 60
MEGABYTES = 1_000
ROOT = pathlib.Path(__file__).resolve().parents[2]
SHOWN = '"pictures/weir.png", "alt": "点検の写真"'
# Words of the programming language and its libraries, which users must not see.
RAW = re.compile(r"panicked at|RUST_BACKTRACE|stack overflow|overflowed its stack|memory allocation of|thread '|\.rs:\d+|core dumped")
# Codes of runs that were ended from outside; the limits inside must end the work before that.
ENDED = re.compile(r"\[(K051[0-3])\]")
CODE = re.compile(r"error\[K\d{4}\]")


class Done:
    """A finished run: its exit code, output, seconds, and megabytes including its children."""

    def __init__(self, command):
        start = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, start_new_session=True)
            kill = threading.Timer(SECONDS, os.killpg, [child.pid, signal.SIGKILL])
            kill.start()
            _, status, usage = os.wait4(child.pid, 0)
            kill.cancel()
            child.returncode = self.code = os.waitstatus_to_exitcode(status)
            self.out, self.err = (self.text(stream) for stream in (out, err))
        self.seconds, self.megabytes = time.monotonic() - start, usage.ru_maxrss / 1_000

    @staticmethod
    def text(stream):
        stream.seek(0)
        return stream.read().decode("utf-8", "replace")


def findings(done):
    """The number of findings in the JSON on standard output; None if it is not JSON."""
    try:
        said = json.loads(done.out)
    except ValueError:
        return None
    if "findings" in said:
        return len(said["findings"])
    return sum(len(profile["failed"]) for profile in said["profiles"])


def errors(kind, done):
    """The errors in how a run ended."""
    said = done.out + done.err
    if done.seconds >= SECONDS or done.code == -signal.SIGKILL:
        yield f"takes more than {SECONDS} seconds"
    if done.megabytes > MEGABYTES:
        yield f"takes {done.megabytes:.0f} MB"
    if done.code not in (0, 1, 3):
        yield f"exit code {done.code}"
    if raw := RAW.search(said):
        yield f"words of the programming language: {raw[0]}"
    if ended := ENDED.search(said):
        yield f"ended by {ended[1]}"
    if done.code == 3 and not CODE.search(done.err):
        yield "exit code 3 without a message"
    if kind == "picture":
        if done.code == 1 and "plan.pdf" not in said:
            yield "errors that do not name the picture"
    elif kind == "preflight --png":
        if (done.code == 1) != bool(CODE.search(done.out)) and done.code != 3:
            yield f"exit code {done.code} does not match the findings"
    elif done.code in (0, 1) and (found := findings(done)) is None or done.code in (0, 1) and (done.code == 1) != (found > 0):
        yield f"exit code {done.code}, but findings: {found}"


def commands(kakugi, folder):
    pdf = folder / "plan.pdf"
    yield "preflight", [kakugi, "preflight", pdf, "--format", "json"]
    yield "preflight --png", [kakugi, "preflight", pdf, "--png", folder / "pages"]
    yield "archive check", [kakugi, "archive", "check", pdf, "--format", "json"]
    yield "picture", [kakugi, "check", folder / "report"]


class Trial:
    """Tries files, several in parallel."""

    def __init__(self, kakugi, own, scratch, keep):
        self.kakugi, self.own, self.scratch, self.keep = kakugi, own, scratch, keep
        self.local, self.lock = threading.local(), threading.Lock()
        self.ended = collections.defaultdict(collections.Counter)
        self.most = collections.defaultdict(lambda: [(0, 0), (0, 0)])
        self.wrong = []

    def folder(self):
        """A folder of this thread with a report that shows the file."""
        if not hasattr(self.local, "folder"):
            folder = pathlib.Path(tempfile.mkdtemp(dir=self.scratch))
            shutil.copytree(ROOT / "tests/fixtures/small", folder / "report")
            water = folder / "report/councils/water.json"
            text = water.read_text()
            if SHOWN not in text:
                sys.exit("the small report shows no picture")
            water.write_text(text.replace(SHOWN, SHOWN.replace("weir.png", "plan.pdf")))
            self.local.folder = folder
        return self.local.folder

    def __call__(self, number):
        name, data = mutate.mutant(random.Random(f"mutant {number}"), self.own)
        folder = self.folder()
        for path in (folder / "plan.pdf", folder / "report/pictures/plan.pdf"):
            path.write_bytes(data)
        shutil.rmtree(folder / "pages", ignore_errors=True)
        for kind, command in commands(self.kakugi, folder):
            done = Done(command)
            wrong = list(errors(kind, done))
            with self.lock:
                self.ended[kind][done.code] += 1
                most = self.most[kind]
                most[:] = max(most[0], (done.seconds, number)), max(most[1], (done.megabytes, number))
                if wrong:
                    self.wrong.append(f"{number} ({name}), {kind}: {'; '.join(wrong)}")
            if wrong and self.keep:
                self.keep.mkdir(parents=True, exist_ok=True)
                (self.keep / f"{number}.pdf").write_bytes(data)


def built(kakugi, scratch):
    """The objects of documents of both editions."""
    subprocess.run(
        [kakugi, "build", ROOT / "tests/fixtures/small", "--edition", "all", "--council", "parks", "--quiet", "-o", scratch], check=True
    )
    found = {}
    for at, pdf in enumerate(sorted(scratch.rglob("*.pdf"))):
        plain = scratch / f"{at}.qdf"
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--decode-level=generalized", pdf, plain], check=True)
        found[str(pdf.relative_to(scratch))] = seeds.read(plain.read_bytes())
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kakugi", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("--keep", type=pathlib.Path)
    given = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        kakugi = given.kakugi.resolve()
        made = {"drawing": seeds.drawing(), "pictures": seeds.pictures(), "letters": seeds.letters(), "paper": seeds.paper()}
        trial = Trial(kakugi, made | built(kakugi, scratch / "built"), scratch, given.keep)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(trial, range(given.first, given.first + given.count)))
    for kind, ended in trial.ended.items():
        codes = ", ".join(f"{count} × {code}" for code, count in sorted(ended.items()))
        (seconds, slow), (megabytes, large) = trial.most[kind]
        print(f"{kind}: exit codes {codes}; at most {seconds:.1f} s ({slow}), {megabytes:.0f} MB ({large})")
    if trial.wrong:
        sys.exit("\n".join(sorted(trial.wrong)))
    print(f"{given.count} randomly broken PDF files in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
