"""Checks the store with `ocfl-py`, and exported bags with `bagit`.

Usage: archive.py KAKUGI

The store must be accepted after it was made, after a re-issue, after each of fifty runs that are killed at a random moment, after a run
with a full disk, and after an export; copies that were tampered with must be refused. Data extracted from a single PDF must be the
data that went in, and rebuilt documents must be the same, byte for byte, from another folder, on one core, in another locale and
time zone.
"""

import json
import logging
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bagit
import ocfl

KAKUGI = Path(sys.argv[1]).resolve()
REPOSITORY = Path(__file__).resolve().parents[2]
# Otherwise there would be a line for each valid file.
logging.disable(logging.WARNING)

STAGING = "archive/extensions/kakugi-staging"
KILLS = 50
BY = ["--by", "記録係 <records@example.lg.jp>"]


def fail(text):
    sys.exit(f"error: {text}")


def run(desk, *arguments, code=0, **options):
    """Runs `kakugi archive`, which must end with this exit code; returns what it printed."""
    done = subprocess.run([KAKUGI, "archive", *arguments], cwd=desk, capture_output=True, text=True, **options)
    if done.returncode != code:
        fail(f"{arguments} ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def accepted(root):
    """Whether `ocfl-py` accepts the storage root and every object in it."""
    store = ocfl.StorageRoot(root=str(root))
    good = store.validate(log_errors=False)
    return good and store.num_objects == store.good_objects


def versions(desk):
    """The number of versions in the newest inventory of the report; 0 without the report."""
    inventory = desk / "archive/2019/inventory.json"
    return len(json.loads(inventory.read_text())["versions"]) if inventory.exists() else 0


def change(desk, number):
    """Changes the report, so that the next issue differs from all earlier ones."""
    path = desk / "2019/councils/water.json"
    original = (REPOSITORY / "tests/fixtures/small/councils/water.json").read_text()
    changed = original.replace("12.5", f"{number}.5")
    if changed == original:
        fail("the report has no number to change")
    path.write_text(changed)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def same(what, one, other):
    if one.keys() != other.keys():
        fail(f"{what}: {sorted(one.keys() ^ other.keys())} are only in one of the two")
    for path, content in one.items():
        if other[path] != content:
            fail(f"{what}: {path} differs")
    if not one:
        fail(f"{what}: there is nothing to compare")


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def killed(desk, dice):
    """Kills runs that add a version, half of them while the store is being written."""
    begun = time.monotonic()
    change(desk, 100)
    run(desk, "add", "2019", "--reason", "訂正", *BY, "--quiet")
    whole = time.monotonic() - begun
    outcome = {"absent": 0, "complete": 0, "while writing": 0}
    for number in range(KILLS):
        change(desk, 200 + number)
        before = versions(desk)
        command = [KAKUGI, "archive", "add", "2019", "--reason", "訂正", *BY, "--quiet"]
        process = subprocess.Popen(command, cwd=desk, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if number % 2:
            while not (desk / STAGING).exists() and process.poll() is None:
                pass
            time.sleep(dice.uniform(0, whole / 2))
        else:
            time.sleep(dice.uniform(0, 1.5 * whole))
        process.kill()
        process.wait()
        outcome["while writing"] += (desk / STAGING).exists()
        if not accepted(desk / "archive"):
            fail(f"ocfl-py refuses the store after kill {number}")
        # Any command cleans up what is left.
        run(desk, "list")
        after = versions(desk)
        if after not in (before, before + 1):
            fail(f"after kill {number} there are {after} versions, not {before} or {before + 1}")
        outcome["absent" if after == before else "complete"] += 1
        if (desk / "archive/extensions").exists():
            fail(f"after kill {number} unfinished files are left")
        if not accepted(desk / "archive"):
            fail(f"ocfl-py refuses the store that was cleaned up after kill {number}")
        if number % 10 == 9:
            run(desk, "verify", "--bytes-only", "--quiet", *BY)
    if outcome["while writing"] == 0:
        fail("no run was killed while it was writing")
    return outcome


def full(desk):
    """A run that can write no file larger than 64 kB must leave the store as it was."""
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))

    change(desk, 900)
    before = files(desk / "archive")
    said = run(desk, "add", "2019", "--reason", "訂正", *BY, "--quiet", code=3, preexec_fn=limited)
    if "K0715" not in said:
        fail(f"a full disk is not reported: {said}")
    same("the store after a full disk", before, files(desk / "archive"))


def tampered(desk):
    """Copies of the store and the bag in which one byte has changed."""
    for path in ["v1/content/source/report/report.json", "inventory.json", "v1/inventory.json.sha512", "0=ocfl_object_1.1"]:
        shutil.copytree(desk / "archive", desk / "copy")
        flip(desk / "copy/2019" / path)
        if accepted(desk / "copy"):
            fail(f"ocfl-py accepts a store with a changed {path}")
        said = run(desk, "verify", "--bytes-only", "--quiet", "--store", "copy", *BY, code=1)
        if f"copy/2019/{path}" not in said:
            fail(f"verify does not name {path}: {said}")
        shutil.rmtree(desk / "copy")
    for path in ["data/documents/archive/briefing.pdf", "bag-info.txt", "provenance/logs/000001-created.json"]:
        shutil.copytree(desk / "bag", desk / "bag-copy")
        flip(desk / "bag-copy" / path)
        if bagit.Bag(str(desk / "bag-copy")).is_valid():
            fail(f"bagit accepts a bag with a changed {path}")
        shutil.rmtree(desk / "bag-copy")


def back_again(desk, report):
    """Extracts data from a single PDF and rebuilds documents from it, in another place."""
    elsewhere = desk / "elsewhere/far away"
    elsewhere.mkdir(parents=True)
    stored = desk / "archive" / report.name / "v1/content/documents/archive"
    shutil.copy(stored / "briefing.pdf", elsewhere / "record.pdf")
    run(elsewhere, "extract", "record.pdf", "-o", "data")
    typed = {path: content for path, content in files(report).items() if path != "README.md"}
    same("data extracted from a PDF", typed, files(elsewhere / "data/report"))
    environment = {**os.environ, "LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8", "TZ": "Asia/Tokyo"}
    alone = {"preexec_fn": lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})}
    run(elsewhere, "rebuild", "record.pdf", "-o", "anew", "--quiet", env=environment, **alone)
    same("documents rebuilt from a PDF", files(stored), files(elsewhere / "anew"))
    run(elsewhere, "rebuild", report.name, "-o", "again", "--quiet", "--store", desk / "archive", "--version", "1")
    printed = {f"print/{name}": content for name, content in files(stored.parent / "print").items()}
    same("documents rebuilt from the store", files(stored) | printed, files(elsewhere / "again"))
    shutil.rmtree(desk / "elsewhere")


def main():
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        shutil.copytree(REPOSITORY / "tests/fixtures/small", desk / "2019")
        small = desk / "small"
        shutil.copytree(desk / "2019", small)
        for number, reason in [(1, []), (2, ["--reason", "件数の誤記の訂正"])]:
            if number > 1:
                change(desk, number)
            run(desk, "add", "2019", *reason, *BY, "--quiet")
            if not accepted(desk / "archive") or versions(desk) != number:
                fail(f"ocfl-py refuses the store after issue {number}")
        run(desk, "add", "small", *BY, "--quiet")
        back_again(desk, small)
        run(desk, "add", REPOSITORY / "data/2019", "--id", "2019-sample", *BY, "--quiet")
        (desk / "2019-sample").symlink_to(REPOSITORY / "data/2019")
        back_again(desk, desk / "2019-sample")
        print("extracted data and rebuilt documents are equal to the originals, byte for byte")
        outcome = killed(desk, random.Random(2019))
        full(desk)
        run(desk, "export", "2019", "--bagit", "bag", *BY)
        bagit.Bag(str(desk / "bag")).validate()
        if not accepted(desk / "archive"):
            fail("ocfl-py refuses the store after an export")
        tampered(desk)
        run(desk, "verify", "small", "--quiet", *BY)
        counted = ", ".join(f"{count} {what}" for what, count in outcome.items())
        print(f"ocfl-py accepts the store after {KILLS} killed runs ({counted}); bagit accepts the bag")


main()
