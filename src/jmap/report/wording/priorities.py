"""What to fix first and what to win, in words."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from jmap.audit.audit import Audit
from jmap.audit.moved import gained
from jmap.audit.priorities import OpportunityLine, Priorities, Unanswered
from jmap.audit.review import Fix
from jmap.findings.finding import Finding
from jmap.records import frozen
from jmap.report.wording.figures import counted, listed, number, signed, with_unit

AGREE = 0.3
"""From this rank correlation on, two orders are taken to agree, as rule JM910 does."""


@frozen
class Group:
    """Findings of one rule, the first of which stands for all. `others` are the rest, in their order."""

    first: Fix
    others: tuple[Fix, ...]

    @property
    def points(self) -> Fraction:
        """Return what mending all of them recovers."""
        return sum((each.points for each in (self.first, *self.others)), Fraction(0))


def grouped(fixes: Iterable[Fix]) -> list[Group]:
    """Return findings by rule, in the order of the first of each."""
    found: dict[str, list[Fix]] = {}
    for each in fixes:
        found.setdefault(each.finding.rule, []).append(each)
    return [Group(first, tuple(others)) for first, *others in found.values()]


def of_workspace(audit: Audit) -> list[tuple[Finding, Fraction]]:
    """Return the findings that concern no map alone with the points each recovers, the most first."""
    gains = audit.score.gains
    found = [(each, gains.get(each.rule, Fraction(0))) for each in audit.of_workspace]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].severity.rank, pair[0].order))


def who_and_when(fix: Fix) -> str:
    """Return who answers for a finding and until when, such as `Product, due 2026-12-01`."""
    due = f"due {fix.due}" if fix.due is not None else ""
    return ", ".join(part for part in (fix.owner or "no owner", due) if part)


def others_of(group: Group) -> str:
    """Return how many more findings a rule has and what all of them give, or ''."""
    if not group.others:
        return ""
    told = gained(group.points)
    return f"and {len(group.others)} more of {group.first.finding.rule}{f', {told} in all' if told else ''}"


def rank(value: float | None, place: int | None) -> str:
    """Return a score with its rank, such as `433 (1)`; a dash where it is not known."""
    if value is None:
        return "-"
    return f"{number(round(value) if abs(value) >= 100 else value)}{f' ({place})' if place else ''}"


def dispute(line: OpportunityLine) -> str:
    """Return how the three orders disagree on an opportunity, or '' where they do not."""
    if not line.disputed:
        return ""
    ranks = (
        ("RICE", line.rice_rank),
        ("Ulwick", line.ulwick_rank),
        ("impact / effort", line.impact_effort_rank),
    )
    return "disputed: " + ", ".join(f"rank {place} by {name}" for name, place in ranks if place is not None)


def opportunity_for(line: OpportunityLine) -> str:
    """Return what an opportunity answers and what it should move, or ''."""
    parts = []
    if line.answers:
        pains = sum(each.kind == "pain" for each in line.answers)
        lows = len(line.answers) - pains
        named = [counted(count, noun) for count, noun in ((pains, "pain"), (lows, "low")) if count]
        parts.append(f"answers {listed(named)}")
    if line.moves is not None:
        moves = line.moves
        way = f" from {with_unit(moves.actual, moves.unit)}" if moves.actual is not None else ""
        to = f" to {with_unit(moves.to, moves.unit)}" if moves.to is not None else ""
        by = f" by {moves.by}" if moves.by else ""
        parts.append(f"moves {moves.title}{way}{to}{by}")
    return "; ".join(parts)


def opportunity_state(line: OpportunityLine) -> str:
    """Return the state, the owner and the due date of an opportunity."""
    due = f"due {line.due}" if line.due is not None else ""
    if line.overdue:
        due = f"overdue since {line.due}" if line.due is not None else "overdue"
    return ", ".join(part for part in (line.state, line.owner or "no owner", due) if part)


def agreement(given: Priorities) -> str:
    """Return whether RICE and Ulwick agree over all, or '' where there are too few to tell."""
    if given.agreement is None:
        return ""
    words = "RICE and Ulwick agree" if given.agreement >= AGREE else "RICE and Ulwick disagree: talk it over"
    return f"{words} (rank correlation {signed(given.agreement)})"


def unanswered(line: Unanswered) -> str:
    """Return a pain or a low that nothing takes up."""
    if line.kind == "pain":
        return f"pain {number(line.weight)} of 5 at {line.title}: {line.text}"
    words = f": {line.text}" if line.text not in ("", line.title) else ""
    return f"low {signed(line.weight)} at {line.title}{words}"


def unanswered_counts(lines: Iterable[Unanswered]) -> str:
    """Return how many pains and lows nothing takes up, such as `2 pains and 1 low`."""
    kinds = [each.kind for each in lines]
    return listed([counted(kinds.count(kind), kind) for kind in ("pain", "low") if kind in kinds])
