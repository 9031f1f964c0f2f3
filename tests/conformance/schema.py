"""Checks the JSON Schemas with a third-party validator, and compares them with the program.

Usage: schema.py PROGRAM. The meta-schema must accept the schemas, and these must accept the sample report. Both the schemas and the
program must refuse each broken copy below.
"""

import copy
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECK = pathlib.Path(sys.executable).with_name("check-jsonschema")
REPORT, COUNCIL = "report.json", "councils/water.json"
GONE = object()

# The file, the path to a place in it, and what is put there instead.
BROKEN = {
    "required key gone": (COUNCIL, ["name"], GONE),
    "unknown key": (COUNCIL, ["color"], "green"),
    "key of another kind of block": (COUNCIL, ["reference", 0, "blocks", 0, "rows"], [["a"]]),
    "text instead of list": (COUNCIL, ["purpose"], "水源を守る。"),
    "number in quotes": (COUNCIL, ["results", "metrics", 0, "value"], "1376"),
    "number too large": (COUNCIL, ["results", "metrics", 0, "value"], 10**18),
    "value of null without words for it": (COUNCIL, ["results", "metrics", 0, "value"], None),
    "words beside a value": (COUNCIL, ["results", "metrics", 0, "pending"], "集計中"),
    "baseline without a target": (COUNCIL, ["results", "metrics", 1, "baseline"], 10),
    "direction that is none": (COUNCIL, ["results", "metrics", 0, "better"], "less"),
    "empty list": (COUNCIL, ["achievements"], []),
    "empty text": (COUNCIL, ["name"], ""),
    "blank text": (COUNCIL, ["name"], "　"),
    "line break": (COUNCIL, ["name"], "水源\n保全"),
    "zero-width space": (COUNCIL, ["name"], "水源\u200b保全"),
    "mark of the source map": (COUNCIL, ["name"], "水源\U000f0000保全"),
    "noncharacter": (COUNCIL, ["name"], "水源\U0001ffff保全"),
    "month that does not exist": (COUNCIL, ["established"], "2018-13"),
    "day that does not exist": (COUNCIL, ["established"], "2018-04-31"),
    "no leap year": (COUNCIL, ["established"], "2100-02-29"),
    "date by era": (COUNCIL, ["established"], "平成30年4月"),
    "id in capitals": (COUNCIL, ["results", "metrics", 0, "id"], "Weirs"),
    "id too long": (COUNCIL, ["results", "metrics", 1, "id"], "a" * 65),
    "link to a file": (COUNCIL, ["message"], "[手引](weirs.pdf)"),
    "link to a script": (COUNCIL, ["message"], "手引は[市](https://example.jp)の[頁](javascript:a)"),
    "unknown type of block": (COUNCIL, ["reference", 0, "blocks", 0, "type"], "paragraf"),
    "unknown kind of chart": (COUNCIL, ["reference", 0, "blocks", 2, "kind"], "pie"),
    "kind of chart that needs more series": (COUNCIL, ["reference", 0, "blocks", 2, "kind"], "bullet"),
    "chart without data": (COUNCIL, ["reference", 0, "blocks", 2, "series"], GONE),
    "chart with data twice": (COUNCIL, ["reference", 0, "blocks", 2, "from"], {"table": "weir-table", "by": "地区"}),
    "table without rows": (COUNCIL, ["reference", 0, "blocks", 1, "rows"], GONE),
    "table with rows twice": (COUNCIL, ["reference", 0, "blocks", 1, "csv"], "pictures/weir.png"),
    "highlight with both": (COUNCIL, ["highlight", "text"], "全地区"),
    "highlight with neither": (COUNCIL, ["highlight", "metric"], GONE),
    "switch in quotes": (COUNCIL, ["results", "metrics", 1, "approximate"], "true"),
    "null": (COUNCIL, ["short_name"], None),
    "council listed twice": (REPORT, ["councils"], ["water", "parks", "water"]),
    "report without title": (REPORT, ["title"], GONE),
    "framing as a text": (REPORT, ["framing"], "全体"),
}


def run(*command):
    """Whether a command succeeds, and what it says."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def refused(schema, files):
    """The files that check-jsonschema refuses; one that it cannot judge is an error."""
    code, said = run(CHECK, "--output-format", "json", "--schemafile", schema, *files)
    found = json.loads(said[said.index("{"):])
    if code not in (0, 1) or found.get("parse_errors"):
        raise SystemExit(f"check-jsonschema: {said}")
    return {pathlib.Path(error["filename"]).resolve() for error in found.get("errors", [])}


def schema_of(path, language):
    return ROOT / f"schemas/{language}/{'report' if path == REPORT else 'council'}.schema.json"


def change(document, steps, value):
    """A copy of a document with one place changed."""
    document = copy.deepcopy(document)
    place = document
    for step in steps[:-1]:
        place = place[step]
    if value is GONE:
        del place[steps[-1]]
    else:
        place[steps[-1]] = value
    return document


def meta(schema):
    code, said = run(CHECK, "--check-metaschema", schema)
    return [] if code == 0 else [f"{schema}: {said.strip()}"]


def main(program):
    errors = []
    schemas = sorted(ROOT.glob("schemas/*/*.schema.json"))
    for schema in schemas:
        errors += meta(schema)
    sample = [ROOT / "data/2019/report.json", *sorted((ROOT / "data/2019/councils").glob("*.json"))]
    small = ROOT / "tests/fixtures/small"
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch).resolve()
        broken_schema = scratch / "broken.schema.json"
        broken_schema.write_text('{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "text"}')
        if not meta(broken_schema):
            errors.append("the check with the meta-schema does not find a planted fault")
        copies = {}
        for number, (name, (path, steps, value)) in enumerate([("unbroken", (COUNCIL, ["name"], "水")), *BROKEN.items()]):
            folder = scratch / str(number)
            shutil.copytree(small, folder)
            document = json.loads((small / path).read_text())
            (folder / path).write_text(json.dumps(change(document, steps, value), ensure_ascii=False))
            copies[name] = folder / path
            code, said = run(program, "build", folder, "-o", scratch / "out", "--only", "summaries", "--quiet")
            if code != (0 if name == "unbroken" else 1):
                errors.append(f"{name}: the program exits with {code}: {said.strip()}")
        for language in ("en", "ja"):
            for path in (REPORT, COUNCIL):
                kind = [file for file in sample if (file.name == REPORT) == (path == REPORT)]
                files = [file for file in copies.values() if (file.name == REPORT) == (path == REPORT)]
                found = refused(schema_of(path, language), kind + files)
                errors += [f"{file} is refused ({language})" for file in kind if file in found]
                for name, file in copies.items():
                    if file in files and (file in found) != (name != "unbroken"):
                        errors.append(f"{name}: the schema ({language}) disagrees")
    for error in errors:
        print(f"ERROR schema: {error}")
    print(f"schemas: {len(schemas)} valid, {len(sample)} files accepted, {len(BROKEN)} broken copies, {len(errors)} errors")
    return 1 if errors or len(schemas) != 4 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
