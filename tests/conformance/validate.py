"""Checks folders of PDF files, and copies with planted faults, with all validators.

    validate.py --verapdf JAR [--built-in KAKUGI] --plant PROFILES FILE --hold PROFILES FOLDER...

PROFILES are names of veraPDF profiles, separated by commas, such as `3a,ua1`. A file passes if veraPDF finds no broken rule of
any of them, pdfua finds nothing and outloud no error. With `--built-in`, the program's own check must agree with veraPDF on every
file, with or without a fault, and find the planted faults that no validator can find.
"""

import argparse
import concurrent.futures
import pathlib
import sys
import tempfile

import plant
import validators


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--verapdf", required=True, metavar="JAR")
    parser.add_argument("--built-in", metavar="KAKUGI")
    parser.add_argument("--plant", required=True, nargs=2, metavar=("PROFILES", "FILE"))
    parser.add_argument("--hold", required=True, nargs="+", action="append", metavar="PROFILES FOLDER")
    return parser.parse_args()


def main():
    given = arguments()
    profiles = {}
    for names, *folders in given.hold:
        files = [pdf.resolve() for folder in folders for pdf in sorted(pathlib.Path(folder).rglob("*.pdf"))]
        if not files:
            sys.exit(f"no PDF file in {' '.join(folders) or 'no folder'}")
        profiles |= {str(pdf): names.split(",") for pdf in files}
    held = list(profiles)

    with tempfile.TemporaryDirectory() as scratch:
        names, original = given.plant
        paths = plant.plant(original, names.split(","), pathlib.Path(scratch).resolve())
        planted = {name: str(path) for name, path in paths.items()}
        profiles |= {path: names.split(",") for path in planted.values()}
        found = findings(given.verapdf, profiles)
        checks = [*conforming([*held, planted["no fault"]], found), *recognised(planted, found)]
        if given.built_in:
            own = {path: validators.built_in(given.built_in, path, names) for path, names in profiles.items()}
            checks += [*agreeing(profiles, found, own), *refused(planted, own)]

    for name, errors in checks:
        for error in errors:
            print(f"ERROR {name}: {error}")
    failed = sum(1 for _, errors in checks if errors)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


def findings(jar, profiles):
    """For each file, what each validator finds; veraPDF appears by its profiles."""
    with concurrent.futures.ThreadPoolExecutor() as pool:
        runs = {}
        for profile in sorted(set().union(*profiles.values())):
            files = [path for path, names in profiles.items() if profile in names]
            runs[profile] = pool.submit(validators.verapdf, jar, profile, files)
        found = {}
        for path in profiles:
            found[path] = {"pdfua": validators.of_pdfua(path), "outloud": validators.of_outloud(path)}
        for profile, run in runs.items():
            broken, rules, seconds = run.result()
            print(f"veraPDF {profile}: {len(broken)} files against {rules} rules in {seconds:.1f} s")
            for path, errors in broken.items():
                found[path][profile] = errors
    return found


def conforming(paths, found):
    """No validator finds anything in a file without a fault."""
    for path in paths:
        for validator, errors in found[path].items():
            yield f"{short(path)}: {validator}", errors


def recognised(planted, found):
    """The validators find each planted fault by the rule that forbids it."""
    for name, (_, rules) in plant.FAULTS.items():
        for validator, rule in rules.items() if name in planted else ():
            errors = found[planted[name]].get(validator)
            if errors is not None:
                seen = any(error == rule or error.startswith(f"{rule}:") for error in errors)
                yield f"planted, {name}: {validator}", [] if seen else [f"{rule} is not among {errors}"]


def agreeing(profiles, found, own):
    """The program agrees with veraPDF, for each profile."""
    for path, names in profiles.items():
        for name in names:
            theirs, ours = found[path][name], own[path].get(validators.PROFILES[name], "not checked")
            agreed = ours != "not checked" and bool(ours) == bool(theirs)
            yield f"same verdict on {short(path)}: {name}", [] if agreed else [f"veraPDF: {theirs}; kakugi: {ours}"]


def refused(planted, own):
    """The program finds each planted fault, including those that no validator can find."""
    for name, path in planted.items():
        found = {profile: clauses for profile, clauses in own[path].items() if clauses}
        if name == "no fault":
            yield "no fault planted: kakugi", [str(found)] if found else []
        else:
            yield f"planted, {name}: kakugi", [] if found else ["not found"]


def short(path):
    return "/".join(pathlib.Path(path).parts[-3:])


if __name__ == "__main__":
    sys.exit(main())
