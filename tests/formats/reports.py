"""Reports made by hand, and one made by a run over the workspace in `example`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jmap.cli.baseline_file import find_baseline
from jmap.faults import On, Severity, Span
from jmap.findings.collect import validate
from jmap.findings.finding import Accepted, Finding, Report, Spot
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config
from jmap.workspace.discovery import find_home
from jmap.workspace.workspace import Workspace, asked_for

EXAMPLE = Path(__file__).parent / "example"
RULES = ("JM101", "JM103", "JM104", "JM106", "JM113", "JM201", "JM202", "JM304", "JM402")
"""What the run over the example asks for: one rule more than find something."""


def example_report() -> Report:
    """Return what a run over the example finds, with one finding suppressed and one baselined."""
    home = find_home(EXAMPLE)
    loaded = load_config(home.config)
    workspace = Workspace(home, loaded.config, asked_for([EXAMPLE], home, loaded.config))
    settings = Settings(loaded.config, date(2026, 10, 1), select=RULES)
    return validate(workspace, settings, baseline=find_baseline(home.root).baseline)


def spot(
    file: str = "a.journey.yaml",
    line: int = 3,
    column: int = 6,
    *,
    end: tuple[int, int] | None = None,
    label: str = "",
) -> Spot:
    end_line, end_column = end or (line, column + 5)
    return Spot(file, Span(line, column, end_line, end_column), label, ("  x: wrong",))


def finding(
    number: int = 0,
    severity: Severity = Severity.ERROR,
    *,
    at: Spot | None = None,
    rule: str = "JM103",
    name: str = "wrong-type",
    message: str = "`x` is wrong",
    hint: str = "mend it",
    route: tuple[str | int, ...] = ("x",),
    related: tuple[Spot, ...] = (),
    map_: str = "a",
    accepted: Accepted | None = None,
) -> Finding:
    """Return a finding; those of different numbers have different fingerprints and lines."""
    return Finding(
        rule=rule,
        name=name,
        severity=severity,
        message=message,
        hint=hint,
        spot=at or spot(line=number + 1),
        route=route,
        on=On.VALUE,
        fingerprint=f"{number:016x}",
        related=related,
        map=map_,
        accepted=accepted,
    )


def many(errors: int = 0, warnings: int = 0, infos: int = 0) -> tuple[Finding, ...]:
    """Return so many findings of each severity, the errors last in the file."""
    severities = [Severity.INFO] * infos + [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    return tuple(finding(number, severity) for number, severity in enumerate(severities))
