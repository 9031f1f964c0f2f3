"""Runs whole commands in alternation and measures each run."""

import contextlib
import dataclasses
import os
import pathlib
import resource
import shutil
import statistics
import sys
import tempfile
import time


class Missing(Exception):
    """A tool is missing; the text says how to get it."""


class Different(Exception):
    """Results that should be equal differ, or a command failed."""


@dataclasses.dataclass
class Run:
    """One run of a command: elapsed seconds, seconds of processor time (user and system), peak memory in bytes."""

    seconds: float
    processor: float
    memory: int


class OutOfMemory(Exception):
    """A command was stopped at the memory limit."""


def run(command, *, memory=None):
    """Runs a command to its end.

    All commands get the same `SOURCE_DATE_EPOCH`, and at most `memory` bytes of address space if given. The memory of a run is
    never below that of this script, some 20 MB, because the kernel counts what the process had before it became the command.
    """
    command = [str(part) for part in command]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1559347200", "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as said, open(os.devnull, "r+b") as nothing:
        files = [(os.POSIX_SPAWN_DUP2, nothing.fileno(), 0), (os.POSIX_SPAWN_DUP2, nothing.fileno(), 1)]
        files.append((os.POSIX_SPAWN_DUP2, said.fileno(), 2))
        start = time.perf_counter()
        process = os.posix_spawn(command[0], command, environment, file_actions=files)
        if memory:
            resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))
        _, status, used = os.wait4(process, 0)
        seconds = time.perf_counter() - start
        code = os.waitstatus_to_exitcode(status)
        if code != 0:
            said.seek(0)
            text = said.read().decode(errors="replace")
            if memory and ("memory allocation" in text or code == -9):
                raise OutOfMemory
            raise Different(f"{' '.join(command)}\nexited with {code}:\n{text[:2000]}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def in_turn(count, commands, *, quiet=False):
    """Runs the commands in alternation, `count` times, after one uncounted run of each."""
    runs = {name: [] for name in commands}
    for at in range(-1, count):
        for name, command in commands.items():
            done = run(command)
            if at >= 0:
                runs[name].append(done)
                if not quiet:
                    progress(f"{name}: {done.seconds:.2f} s")
    return runs


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)


def progress(text):
    print(f"  {text}", file=sys.stderr, flush=True)


def tool(name, given, remedy):
    """The path of a tool: the given one, otherwise that on the search path."""
    found = shutil.which(given or name)
    if not found:
        raise Missing(f"`{given or name}` is missing: {remedy}")
    return pathlib.Path(found).absolute()


@contextlib.contextmanager
def folder():
    """A temporary folder for everything that is written."""
    with tempfile.TemporaryDirectory(prefix="kakugi-compare-") as path:
        yield pathlib.Path(path)
