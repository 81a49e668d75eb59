"""All that the page shows, gathered from a quarterly review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from jmap.audit.audit import MapAudit
from jmap.audit.change import Change, Moved
from jmap.audit.portfolio import MetricUse
from jmap.audit.quarterly import Quarterly
from jmap.audit.score import Score
from jmap.audit.verdict import TITLES
from jmap.findings.finding import Finding
from jmap.formats.style import Style
from jmap.records import frozen
from jmap.render.header import ScoreShown
from jmap.report.page.changes import ChangeTold, change_told
from jmap.report.page.figures import WORDS
from jmap.report.page.fixing import FixFirst, fix_first
from jmap.report.page.journey import Journey, journey
from jmap.report.page.links import Links, links
from jmap.report.page.most import FINDINGS, FINDINGS_FOLDED, MAPS, RECKONED, ROWS, STAGES, STATES, Cut, cut
from jmap.report.page.opportunities import Opportunities, opportunities
from jmap.report.page.pooling import Of
from jmap.report.page.reckoning import Reckoned, reckoned
from jmap.report.page.scorecard import Scorecard, scorecard
from jmap.report.page.summary import (
    CategoryBar,
    Held,
    MapRow,
    amounts,
    bars,
    held,
    map_rows,
    ring,
    title_of,
)
from jmap.report.page.trend import TrendChart, trend_chart
from jmap.report.wording.maps import lowest_first
from jmap.report.wording.portfolio import shared
from jmap.report.wording.priorities import of_workspace
from jmap.rules.registry import QUALITY


@frozen
class ReportView:
    """A review as the page shows it.

    `several` tells whether there is more than one map, `apart` whether the score of the workspace is not that
    of its only map. `left_out` are the findings of maps that were not audited for them; `accepted` those not
    held against the maps; `scores` each score taken apart, the lowest first.
    """

    quarterly: Quarterly
    links: Links
    title: tuple[str, str]
    day: str
    several: bool
    apart: bool
    graded: bool
    score: ScoreShown | None
    bars: tuple[CategoryBar, ...]
    held: Held | None
    amounts: tuple[tuple[str, int, str], ...]
    trend: TrendChart | None
    change: ChangeTold | None
    maps: Cut[MapRow]
    drafts: tuple[MapRow, ...]
    journey: Journey
    fixing: FixFirst
    opportunities: Opportunities
    scorecard: Scorecard
    whole: Reckoned
    scores: Cut[tuple[MapAudit, Reckoned]]
    accepted: Cut[Of[Finding]]
    left_out: Cut[Finding]
    names: Mapping[str, MapAudit]
    drafts_left: int
    categories: tuple[str, ...]
    maps_moved: tuple[tuple[str, Moved], ...]
    with_accepted: Score
    weighted: bool
    shared_metrics: list[MetricUse]
    most_stages: int = STAGES
    most_rows: int = ROWS

    @property
    def first(self) -> bool:
        """Tell whether there is nothing to compare with."""
        return self.change is None and len(self.quarterly.trend) < 2

    def category(self, name: str) -> str:
        """Return the title of a category."""
        return TITLES[name]

    def moved(self, map_id: str) -> Moved | None:
        """Return a map's score then and now, None where it was not audited then."""
        change = self.quarterly.change
        return change.maps.get(map_id) if change is not None else None

    def in_order(self, bars: Iterable[CategoryBar]) -> list[CategoryBar]:
        """Return categories in their own order, for a table."""
        order = list(QUALITY.values())
        return sorted(bars, key=lambda each: order.index(each.name))

    def lang_of(self, map_id: str) -> str:
        """Return the language of a map's texts, English where it was not audited."""
        found = self.names.get(map_id)
        return found.review.lang if found is not None else "en"


def report_view(quarterly: Quarterly, style: Style) -> ReportView:
    """Return all that the page shows of a review."""
    audit = quarterly.audit
    ordered = lowest_first(audit.maps)
    graded = [each for each in ordered if not each.draft]
    drafts = [each for each in ordered if each.draft]
    several = len(audit.maps) > 1
    # Rules on the workspace count in its score, and may set it apart from that of its only map.
    one = audit.score if graded or several or not audit.maps else audit.maps[0].score
    apart = several or (bool(graded) and one.counts != graded[0].score.counts)
    gate = next((each for each in quarterly.gate if each.key == "overall"), None)
    return ReportView(
        quarterly,
        links(audit, style),
        title_of(audit, style.title),
        WORDS.day(audit.as_of),
        several,
        apart,
        bool(graded),
        ring(one),
        bars(one),
        held(one, tuple(graded)),
        amounts(audit),
        trend_chart(quarterly.trend, float(gate.asked) if gate is not None else None),
        change_told(quarterly.change, audit),
        cut(map_rows(graded), MAPS),
        tuple(map_rows(drafts[:ROWS])),
        journey(ordered),
        fix_first(ordered, audit, of_workspace(audit)),
        opportunities(ordered),
        scorecard(ordered),
        reckoned(one, audit.weights),
        cut(((each, reckoned(each.score, audit.weights)) for each in graded), RECKONED),
        cut((Of(each, found) for each in ordered for found in each.accepted), FINDINGS, FINDINGS_FOLDED),
        cut(audit.errors.findings, FINDINGS),
        {each.id: each for each in audit.maps},
        max(len(drafts) - ROWS, 0),
        tuple(TITLES[name] for name in QUALITY.values()),
        _moved(quarterly.change),
        audit.score_with_accepted if one is audit.score else audit.maps[0].score_with_accepted,
        len(set(audit.weights.values())) > 1,
        shared(audit.portfolio),
    )


def _moved(change: Change | None) -> tuple[tuple[str, Moved], ...]:
    """Return how maps moved, those that fell most first, as many as have room."""
    if change is None:
        return ()
    return tuple(sorted(change.maps.items(), key=lambda each: (each[1].by or Fraction(0), each[0]))[:STATES])
