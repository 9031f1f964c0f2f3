"""Checks that nothing is lost if another user of the machine exchanges folders while runs remove leftovers.

Usage: exchange.py KAKUGI

A user's runs write into a shared folder in which a killed run has left a folder, and remove that. Meanwhile another user replaces that
folder, and those of active runs, with links to the first user's own folders, with one system call each, at least a
thousand times. This is tried in a folder where everybody may rename everything and in one like /tmp, with the kernel's
`protected_symlinks` off and on. Only root can become both users; for others, the last line says that it was not tried.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KAKUGI = Path(sys.argv[1]).resolve()
VICTIM, STRANGER = 64001, 64002
SWITCH = Path("/proc/sys/fs/protected_symlinks")
EXCHANGES = 1_000
# The lowest number of runs, however fast the exchanges are.
RUNS = 20
SECONDS = 90
# Seconds between two exchanges, so that the runs get processor time.
PAUSE = 0.002
MEMORY = Path("/dev/shm")
AT_FDCWD, RENAME_EXCHANGE = -100, 2
LIBC = ctypes.CDLL(None, use_errno=True)


def not_tried(why):
    print(f"NOT TRIED: folders exchanged by another user, because {why}", file=sys.stderr)
    sys.exit(0)


def fail(text):
    sys.exit(f"error: {text}")


def as_user(user):
    def become():
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    return become


def exchange(one, other):
    """Exchanges what two names refer to, atomically; returns whether it succeeded."""
    names = [os.fsencode(str(path)) for path in (one, other)]
    return LIBC.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0


def own(path, user):
    for inner in [path, *path.rglob("*")]:
        os.chown(inner, user, user, follow_symlinks=False)


def left_behind(shared, number):
    """Makes a folder as a killed run leaves it, with enough files that removing it takes a while, unless one is still there."""
    name = f".kakugi-dead{number:02}"
    made = shared.parent / "made" / name
    made.mkdir(mode=0o700, parents=True)
    for inner in [f"lock{name}", "lock", *map(str, range(40))]:
        (made / inner).write_text("half a docu")
    own(made, VICTIM)
    # A name in the shared folder may be a link by now, so nothing is written through it.
    try:
        if (shared / name).is_symlink():
            (shared / name).unlink()
        made.rename(shared / name)
    except OSError:
        shutil.rmtree(made)


def precious(home):
    """Makes folders of the victim that would be taken for leftovers if a link to them were followed."""
    for folder in ["letters", "photographs"]:
        (home / folder / "deep").mkdir(parents=True)
        names = ["lock", *(f"lock.kakugi-dead{number:02}" for number in range(2)), *map(str, range(40)), "deep/0", "deep/1"]
        for name in names:
            (home / folder / name).write_text(f"{folder} {name}")
    own(home, VICTIM)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stranger(shared, home, told):
    """Exchanges everything that has the name of a scratch folder; the length of a file counts the exchanges."""
    targets = [home / "letters", home / "photographs", home]
    count = 0
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    log = os.open(told, os.O_WRONLY | os.O_APPEND)
    while True:
        for name in [name for name in os.listdir(shared) if name.startswith(".kakugi-")]:
            # In the same folder, because moving another user's folder elsewhere requires write permission for it.
            link = shared / f"link{name}"
            if not link.is_symlink():
                if link.exists():
                    continue
                link.symlink_to(targets[count % len(targets)])
            # There and back, so that the name is a folder again when a run first looks at it.
            for _ in range(2):
                if exchange(shared / name, link):
                    count += 1
                    os.write(log, b".")
                time.sleep(PAUSE)


def attack(base, sticky):
    """Lets runs of the victim clean up a folder under attack; returns the numbers of runs and exchanges."""
    shared, home = base / "shared", base / "home"
    for folder in (shared, home):
        folder.mkdir()
    shared.chmod(0o1777 if sticky else 0o777)
    precious(home)
    # The stranger must not be able to write here, so that only the victim's own runs can lose anything.
    home.chmod(0o755)
    before = files(home)
    told = base / "exchanges"
    told.write_text("")
    os.chown(told, STRANGER, STRANGER)
    if sticky:
        # In such a folder, the stranger can exchange only its own things.
        for number in range(2):
            folder = shared / f".kakugi-dead{number:02}"
            folder.mkdir()
            (folder / f"lock{folder.name}").write_text("")
            own(folder, STRANGER)
    child = os.fork()
    if child == 0:
        try:
            as_user(STRANGER)()
            stranger(shared, home, told)
        finally:
            os._exit(1)
    runs, ended, codes = 0, time.monotonic() + SECONDS, {}
    try:
        while (runs < RUNS or told.stat().st_size < EXCHANGES) and time.monotonic() < ended:
            if not sticky:
                for number in range(2):
                    left_behind(shared, number)
            done = subprocess.run([KAKUGI, "schema", "-o", shared], preexec_fn=as_user(VICTIM), capture_output=True, text=True)
            codes[done.returncode] = codes.get(done.returncode, 0) + 1
            runs += 1
            if files(home) != before:
                after = files(home)
                lost, new = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
                fail(f"after {runs} runs the victim's folder has changed: {len(lost)} lost {lost[:5]}, {len(new)} new {new[:5]}")
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    if not set(codes) <= {0, 3}:
        fail(f"runs ended neither well nor with a message: exit codes {codes}")
    exchanges = told.stat().st_size
    if exchanges < EXCHANGES:
        fail(f"only {exchanges} exchanges in {SECONDS} seconds")
    return runs, exchanges


def main(program):
    """`program` is a folder for a copy of kakugi, because other users may not be able to read the original."""
    program.chmod(0o755)
    global KAKUGI
    KAKUGI = Path(shutil.copy(KAKUGI, program / "kakugi"))
    if os.getuid() != 0:
        not_tried("only root can become two other users")
    if not hasattr(LIBC, "renameat2"):
        not_tried("the C library has no renameat2")
    # In any case, the setting is restored and the stranger ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    before = SWITCH.read_text() if SWITCH.exists() else None
    settings = []
    try:
        for setting in ("0", "1"):
            try:
                SWITCH.write_text(setting)
                settings.append(setting)
            except OSError as e:
                print(f"NOT TRIED: protected_symlinks {setting}, because it cannot be set here ({e.strerror})", file=sys.stderr)
        if not settings:
            settings = [None]
        for setting in settings:
            if setting is not None:
                SWITCH.write_text(setting)
            for sticky in (False, True):
                # In memory: on a disk, each sync would wait for all these renames.
                with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
                    base = Path(folder)
                    base.chmod(0o755)
                    runs, exchanges = attack(base, sticky)
                where = "a folder like /tmp" if sticky else "a folder where everybody may rename"
                known = setting or (before or "unknown").strip()
                print(f"nothing was lost in {exchanges} exchanges and {runs} runs, in {where}, with protected_symlinks {known}")
    finally:
        if before is not None and settings != [None]:
            SWITCH.write_text(before)


with tempfile.TemporaryDirectory() as program:
    main(Path(program))
