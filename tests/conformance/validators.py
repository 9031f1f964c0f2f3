"""Validators of PDF files with one interface: the rules that a file breaks."""

import json
import subprocess
import time

import outloud
import pdfua

# What veraPDF calls a profile, and what `kakugi` calls it.
PROFILES = {"2a": "PDF/A-2a", "2u": "PDF/A-2u", "3a": "PDF/A-3a", "ua1": "PDF/UA-1"}

# The rule on empty headings fails on every heading with more than one child.
PDFUA = pdfua.default_registry().select([rule.id for rule in pdfua.default_registry() if rule.id != "UA-14-001"])


class Broken(Exception):
    """A validator failed, so that finding nothing means nothing."""


def verapdf(jar, profile, files):
    """For each file the broken rules, as `clause-test`; the number of rules; and the seconds taken.

    One virtual machine checks all files, because starting it takes longer than most files do.
    """
    begun = time.monotonic()
    done = subprocess.run(
        ["java", "-cp", jar, "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", profile, "--format", "json",
         "--maxfailuresdisplayed", "1", *files],
        capture_output=True, text=True,
    )
    try:
        jobs = json.loads(done.stdout)["report"]["jobs"]
    except (ValueError, KeyError):
        raise Broken(f"veraPDF reports nothing: {(done.stderr or done.stdout)[-2000:]}") from None
    broken, rules = {}, set()
    for job in jobs:
        name = job["itemDetails"]["name"]
        if len(job.get("validationResult", [])) != 1:
            raise Broken(f"veraPDF cannot validate {name}: {json.dumps(job)[:2000]}")
        (result,) = job["validationResult"]
        if result["jobEndStatus"] != "normal":
            raise Broken(f"veraPDF stopped at {name}")
        details = result["details"]
        rules.add(details["passedRules"] + details["failedRules"])
        broken[name] = [f"{rule['clause']}-{rule['testNumber']}" for rule in details["ruleSummaries"]]
        if (not broken[name]) != result["compliant"] or len(broken[name]) != details["failedRules"]:
            raise Broken(f"veraPDF contradicts itself about {name}")
    missing = set(map(str, files)) - broken.keys()
    if missing or len(rules) != 1:
        raise Broken(f"veraPDF skipped {sorted(missing)}; numbers of rules: {sorted(rules)}")
    return broken, rules.pop(), time.monotonic() - begun


def of_pdfua(pdf):
    """What pdfua finds, of any severity."""
    report = pdfua.validate(str(pdf), PDFUA)
    for outcome in report.outcomes:
        if outcome.skipped_reason:
            raise Broken(f"pdfua skipped {outcome.rule_id} in {pdf}: {outcome.skipped_reason}")
    return [f"{finding.rule_id}: {finding.message}" for finding in report.findings]


def of_outloud(pdf):
    """The errors that outloud finds. Its warnings are guesses that assume a language with spaces."""
    result = outloud.check(str(pdf))
    crashed = [run.rule for run in result.runs if run.status == "crashed"]
    if result.error or crashed:
        raise Broken(f"outloud fails on {pdf}: {result.error or crashed}")
    return [f"{finding.rule}: {finding.message}" for finding in result.findings if finding.severity == "error"]


def built_in(kakugi, pdf, profiles):
    """For each profile, the clauses that are broken according to kakugi."""
    edition = "archive-2a" if "2a" in profiles else "archive"
    done = subprocess.run([kakugi, "archive", "check", pdf, "--edition", edition, "--format", "json"], capture_output=True, text=True)
    try:
        profiles = json.loads(done.stdout)["profiles"]
    except (ValueError, KeyError, TypeError):
        raise Broken(f"`archive check` reports nothing about {pdf}: {(done.stderr or done.stdout)[-2000:]}") from None
    broken = {}
    for profile in profiles:
        clauses = [error["clause"] for error in profile["failed"]]
        if profile["conforms"] != (not clauses):
            raise Broken(f"`archive check` contradicts itself about {pdf}")
        broken[profile["profile"]] = clauses
    return broken
