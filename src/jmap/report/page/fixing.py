"""What to fix first: findings by points, problems of the journey apart, what nothing answers yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.priorities import Unanswered
from jmap.audit.review import Fix
from jmap.audit.verdict import worth
from jmap.findings.finding import Finding
from jmap.records import frozen
from jmap.report.page.most import FINDINGS, FINDINGS_FOLDED, Cut, cut
from jmap.report.page.pooling import Of, each_of


@frozen
class FixFirst:
    """Findings that the score counts by points, problems of the journey by severity, unanswered by weight.

    `gains` are what mending a finding adds to the score of all maps, by its fingerprint, where there are
    several: they set the order, as they do in the verdict. `drafts` are how many maps are left out, since
    they show their own three first.
    """

    fixes: Cut[Of[Fix]]
    gains: Mapping[str, Fraction]
    problems: Cut[Of[Fix]]
    unanswered: Cut[Of[Unanswered]]
    drafts: int
    of_workspace: Cut[tuple[Finding, Fraction]]


def fix_first(
    maps: list[MapAudit], audit: Audit, of_workspace: Iterable[tuple[Finding, Fraction]]
) -> FixFirst:
    """Return what to fix first over maps; drafts have a part in nothing but what is unanswered.

    `of_workspace` are findings that concern no map alone, with the points that each recovers.
    """
    graded = [each for each in maps if not each.draft]
    # Where a library is shared, so are the findings on it.
    fixes = _once(each_of(graded, lambda review: review.fixes))
    gains: dict[str, Fraction] = {}
    if len(graded) > 1:
        # A finding on what maps share is counted with each of them.
        gains = {
            each.line.finding.fingerprint: worth(each.line.finding, audit) * len(each.maps) for each in fixes
        }

    def by_points(each: Of[Fix]) -> tuple[Fraction, int, tuple[str | int, ...]]:
        finding = each.line.finding
        return -gains.get(finding.fingerprint, each.line.points), finding.severity.rank, finding.order

    fixes.sort(key=by_points)
    problems = _once(each_of(graded, lambda review: review.problems))
    problems.sort(key=lambda each: (each.line.finding.severity.rank, *each.line.finding.order))
    unanswered = sorted(each_of(maps, lambda review: review.priorities.unanswered), key=_weight)
    return FixFirst(
        cut(fixes, FINDINGS, FINDINGS_FOLDED),
        gains,
        cut(problems, FINDINGS, FINDINGS_FOLDED),
        cut(unanswered, FINDINGS, FINDINGS_FOLDED),
        len(maps) - len(graded),
        cut(of_workspace, FINDINGS),
    )


def overdue(due: date | None, as_of: date) -> bool:
    """Tell whether a day is past."""
    return due is not None and due < as_of


def _once(every: Iterable[Of[Fix]]) -> list[Of[Fix]]:
    found: dict[str, Of[Fix]] = {}
    for each in every:
        before = found.get(each.line.finding.fingerprint)
        if before is None:
            found[each.line.finding.fingerprint] = each
        else:
            more = Of(before.audit, before.line, (*before.others, each.audit))
            found[each.line.finding.fingerprint] = more
    return list(found.values())


def _weight(each: Of[Unanswered]) -> tuple[bool, float]:
    """Return what to sort by: pains from 5 down, then lows from -2 up."""
    pain = each.line.kind == "pain"
    return not pain, -each.line.weight if pain else each.line.weight
