"""The part of a report that an editor shows for one file."""

from __future__ import annotations

from jmap.faults import On, Severity, Span
from jmap.findings.collect import concerning
from jmap.findings.finding import Accepted, Finding, Remembered, Report, Spot


def finding(file: str, how: Accepted | None = None) -> Finding:
    spot = Spot(file, Span(1, 1, 1, 2), "", ())
    route = ("title",)
    return Finding("JM101", "unknown-key", Severity.ERROR, "m", "", spot, route, On.KEY, "f", (), "m", how)


def entry(file: str) -> Remembered:
    return Remembered("f", "JM101", file, "m", "2026-01-01")


def test_findings_accepted_findings_and_absent_entries_of_other_files_go() -> None:
    silenced = Accepted("suppressed")
    report = Report(
        (finding("a.journey.yaml"), finding("b.journey.yaml")),
        7,
        (finding("a.journey.yaml", silenced), finding("b.journey.yaml", silenced)),
        ("JM101",),
        (entry("a.journey.yaml"), entry("b.journey.yaml")),
    )
    assert concerning(report, ("b.journey.yaml",)) == Report(
        (finding("b.journey.yaml"),),
        1,
        (finding("b.journey.yaml", silenced),),
        ("JM101",),
        (entry("b.journey.yaml"),),
        ("b.journey.yaml",),
    )


def test_without_a_baseline_there_is_still_none() -> None:
    assert concerning(Report((), 3), ("a.journey.yaml",)).absent is None
