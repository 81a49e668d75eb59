"""JUnit XML, which CI services show as test results: a suite for each file, a case for each finding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from jmap.faults import Severity
from jmap.findings.finding import Finding, Report, Spot
from jmap.formats.sinks.xml import start, text
from jmap.formats.style import Style
from jmap.formats.words import shortened, why
from jmap.project import rule_page
from jmap.records import frozen

_SUFFIXES = (".journey.yaml", ".journey.yml")
_PASSED = "no findings"
_MOST_NAME = 200


@frozen
class Case:
    """A test case: its class and name, which are its identity, what came of it and why."""

    group: str
    name: str
    outcome: Literal["passed", "failure", "skipped"]
    type: str = ""
    message: str = ""
    lines: tuple[str, ...] = ()


def render(report: Report, style: Style) -> str:
    """Return the report as test suites.

    An error fails its case, and so does what `--fail-on` names. What else is found is skipped with its
    words, and so is what is suppressed or baselined. A file without findings is a case that passes.
    """
    suites = list(_suites(report, style))
    cases = [case for _, each in suites for case in each]
    failures = _count(cases, "failure")
    totals: dict[str, str | int] = {
        "name": "jmap",
        "tests": len(cases),
        "failures": failures,
        "errors": 0,
        "time": "0",
    }
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"{start('testsuites', totals)}>"]
    for file, each in suites:
        lines.extend(_suite(file, each))
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _suites(report: Report, style: Style) -> Iterator[tuple[str, list[Case]]]:
    """Yield each file with its cases, files sorted."""
    found = sorted((*report.findings, *report.accepted), key=lambda finding: finding.order)
    by_file = {file: list(group) for file, group in groupby(found, key=lambda each: each.spot.file)}
    names = _Names()
    for file in sorted({*by_file, *report.read}):
        shown = style.in_repository(file)
        group = _group(shown)
        cases = [_case(finding, names.apart(group, finding), style) for finding in by_file.get(file, ())]
        yield shown, cases or [Case(group, _PASSED, "passed")]
    if not by_file and not report.read:
        yield "jmap", [Case("jmap", _PASSED, "passed")]


class _Names:
    """Gives each case a name that stays when lines move, and that no other case of its class has.

    GitLab passes over all but the first of the cases that share a name.
    """

    def __init__(self) -> None:
        self._next: dict[tuple[str, str], int] = {}

    def apart(self, group: str, finding: Finding) -> tuple[str, str]:
        """Return the class and the name of a finding's case."""
        route = "/".join(str(step) for step in finding.route)
        plain = shortened(f"{finding.rule} {finding.name}{f': {route}' if route else ''}", _MOST_NAME)
        name = plain
        while (group, name) in self._next:
            self._next[group, plain] += 1
            name = f"{plain} ({self._next[group, plain]})"
        self._next[group, name] = 1
        return group, name


def _case(finding: Finding, name: tuple[str, str], style: Style) -> Case:
    severity, accepted = finding.severity, finding.accepted
    fails = accepted is None and _fails(severity, style)
    state = severity.value if accepted is None else why(accepted)
    message = finding.message if fails else f"{state} - {finding.message}"
    lines = [
        f"{_place(finding.spot, style)}: {finding.message}",
        *([finding.hint] if finding.hint else []),
        f"{severity.value}[{finding.rule}] {finding.name}",
        *([why(accepted)] if accepted is not None else []),
        *(f"{_place(spot, style)}: {spot.label or 'see also'}" for spot in finding.related),
        rule_page(finding.rule),
    ]
    return Case(*name, "failure" if fails else "skipped", severity.value, message, tuple(lines))


def _place(spot: Spot, style: Style) -> str:
    return f"{style.in_repository(spot.file)}:{spot.span.line}:{spot.span.column}"


def _fails(severity: Severity, style: Style) -> bool:
    asked = style.fail_on is not None and severity.rank <= style.fail_on.rank
    return severity is Severity.ERROR or asked


def _group(file: str) -> str:
    """Return the class that a file's cases are shown under: dots make the folders of a test tree."""
    for suffix in _SUFFIXES:
        file = file.removesuffix(suffix)
    return file.replace(".", "-").replace("/", ".")


def _suite(file: str, cases: list[Case]) -> Iterator[str]:
    attributes: dict[str, str | int] = {
        "name": file,
        "tests": len(cases),
        "failures": _count(cases, "failure"),
        "errors": 0,
        "skipped": _count(cases, "skipped"),
        "time": "0",
    }
    yield f"  {start('testsuite', attributes)}>"
    for case in cases:
        opening = "    " + start("testcase", {"classname": case.group, "name": case.name, "time": "0"})
        if case.outcome == "passed":
            yield opening + "/>"
            continue
        yield opening + ">"
        body = "\n".join(text(each) for each in case.lines)
        kind = {"type": case.type, "message": case.message}
        yield f"      {start(case.outcome, kind)}>{body}</{case.outcome}>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _count(cases: list[Case], outcome: str) -> int:
    return sum(case.outcome == outcome for case in cases)
