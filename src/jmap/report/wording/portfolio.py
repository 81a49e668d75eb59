"""All maps together, in words."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.portfolio import CoverageGrid, EvidenceUse, MetricUse, Portfolio
from jmap.report.wording.figures import counted, listed, number, percent, with_unit


def gaps(grid: CoverageGrid) -> Iterator[tuple[str, str]]:
    """Yield, for each row with a gap, its name and the stages in which nobody looks at it."""
    for row in grid.rows:
        stages = [title for (_, title), cell in zip(grid.stages, row.cells, strict=True) if cell.gap]
        if stages and len(stages) == len(row.cells):
            yield row.title, "looked at in no stage"
        elif stages:
            yield row.title, f"not looked at in {listed(stages)}"


def gap_counts(grid: CoverageGrid) -> str:
    """Return how many cells of a grid nobody looks at."""
    cells = sum(len(row.cells) for row in grid.rows)
    where = f"{cells} places where a {grid.kind} meets a stage"
    return f"no map covers {grid.gaps} of {where}" if grid.gaps else f"maps cover all {where}"


def evidence_sums(portfolio: Portfolio) -> str:
    """Return what is not known any more, and what never was."""
    stale = [each for each in portfolio.evidence if each.stale]
    pieces = counted(len(portfolio.evidence), "piece")
    told = [f"{len(stale)} of {pieces} of evidence {'is' if len(stale) == 1 else 'are'} stale"]
    if portfolio.outdated:
        told.append(f"{counted(portfolio.outdated, 'claim rests', 'claims rest')} on stale evidence alone")
    if portfolio.claims:
        told.append(f"{portfolio.unproven} of {counted(portfolio.claims, 'claim')} cite no evidence at all")
    return "; ".join(told)


def evidence(line: EvidenceUse) -> str:
    """Return a piece of evidence with its age and what rests on it."""
    age = f"{line.age} days old" if line.age is not None else "undated"
    stale = ", stale" if line.stale else ""
    rests = f"{counted(line.claims, 'claim')}, {line.alone} with nothing else fresh"
    return f"{line.title} ({line.kind}): {age}{stale}, freshness {percent(line.freshness)}; {rests}"


def metric_state(line: MetricUse) -> str:
    """Return where a metric stands that several maps use."""
    target = f", target {with_unit(line.target, line.unit)}" if line.target is not None else ""
    value = f"{with_unit(line.actual, line.unit)}{target}, " if line.actual is not None else ""
    return f"{value}{line.state}"


def shared(portfolio: Portfolio) -> list[MetricUse]:
    """Return the metrics that more than one map uses."""
    return [each for each in portfolio.metrics if len(each.maps) > 1]


def count(value: int) -> str:
    """Return a count for a table: a dash for none."""
    return number(value) if value else "-"
