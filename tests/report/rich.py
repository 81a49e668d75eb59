"""Reviews made by hand, with something in every record that a report shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.behaviour import Behaviour, ClashLine, HealthLine, MoveLine, StageLine
from jmap.audit.change import Change, MetricMoved, Moved
from jmap.audit.experience import Cliff, EmotionLine, FeltAt, LevelLine, MomentLine
from jmap.audit.figures import Standing
from jmap.audit.gate import conditions
from jmap.audit.metric_lines import MetricLine, Seen, Trend
from jmap.audit.milestone_lines import MilestoneLine, ValueLine
from jmap.audit.portfolio import (
    CoverageCell,
    CoverageGrid,
    CoverageRow,
    EvidenceUse,
    MetricUse,
    OwnerLoad,
    Portfolio,
)
from jmap.audit.priorities import Answered, Moves, OpportunityLine, Priorities, Unanswered
from jmap.audit.quarterly import Quarterly, quarterly
from jmap.audit.review import Fix, Review
from jmap.audit.score import Count, pooled, score
from jmap.audit.scorecard import ScoreRow
from jmap.audit.segment_lines import SegmentLine
from jmap.audit.sign_lines import SignKind, SignLine
from jmap.audit.snapshot import FindingThen
from jmap.audit.trend import TrendPoint
from jmap.audit.where import Where
from jmap.faults import Severity
from jmap.findings.finding import Accepted, Finding, Report
from jmap.measures.measured import MetricMeasured, Rate
from jmap.measures.proportion import difference, rate
from jmap.model.kinds.times import PeriodText
from jmap.rules import registry
from jmap.rules.registry import QUALITY
from jmap.workspace.config_sections import Gate
from tests.formats.reports import finding, spot

AS_OF = date(2026, 11, 20)
RULER = "0123456789ab"
WEIGHTS = {name: Fraction(1) for name in QUALITY.values()}
COUNTS = {
    "JM501": (1, 1),
    "JM511": (1, 3),
    "JM603": (3, 4),
    "JM607": (1, 1),
    "JM703": (1, 2),
    "JM801": (2, 3),
    "JM903": (0, 1),
}


def where(
    line: int, section: str = "touchpoints", id_: str = "import", file: str = "trial.journey.yaml"
) -> Where:
    """Return a place on the map `trial`."""
    return Where("trial", file, line, 3, section, id_, f"tp-{id_}")


def fix(
    number: int,
    rule: str,
    message: str,
    *,
    severity: Severity = Severity.WARNING,
    points: Fraction = Fraction(0),
    owner: str = "Product",
    due: date | None = None,
    map_: str = "trial",
    line: int = 0,
) -> Fix:
    """Return a finding as it stands in a review."""
    registered = registry.get(rule).rule
    at = spot(f"{map_}.journey.yaml", line or 10 + number)
    found = finding(
        number + (1000 if map_ != "trial" else 0),
        severity,
        at=at,
        rule=rule,
        name=registered.name,
        message=message,
        hint=f"mend it as {rule} says",
        route=("touchpoints", "import"),
        map_=map_,
    )
    place = Where(map_, at.file, at.span.line, at.span.column, "touchpoints", "import", "tp-import")
    return Fix(f"F-{number:02d}", found, points, registered.of_journey, "Trial › Import", owner, due, place)


def counts(given: Mapping[str, tuple[int, int]] = COUNTS, errors: tuple[str, ...] = ()) -> list[Count]:
    """Return counts of rules; those of `errors` have an open error."""
    weights = {Severity.ERROR: 10, Severity.WARNING: 5, Severity.INFO: 2}
    made = []
    for code, (passed, applicable) in sorted(given.items()):
        rule = registry.get(code).rule
        made.append(
            Count(
                code,
                QUALITY[code[:3]],
                weights[rule.severity],
                passed,
                applicable,
                int(code in errors),
                rule.of_journey,
            )
        )
    return made


def standing(
    actual: float | None, target: float | None = None, floor: float | None = None, *, near: bool = False
) -> Standing:
    """Return where a metric stands of which more is better."""
    gap = None if actual is None or target is None else actual - target
    state: Any = "no data" if actual is None else "no target"
    if gap is not None:
        state = "on target" if gap >= 0 else "missed"
    breached = actual is not None and floor is not None and actual < floor
    return Standing(
        actual,
        PeriodText("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        210,
        target,
        floor,
        gap,
        state,
        near,
        breached,
    )


def metric(
    id_: str,
    title: str,
    at: Standing,
    trend: Trend | None = None,
    unit: str = "%",
    line: int = 40,
    measured: MetricMeasured | None = None,
) -> MetricLine:
    """Return a metric of which more is better."""
    history = (Seen("2026-Q2", 40.0, 180), Seen("2026-Q3", 45.0, 210))
    place = where(line, "metrics", id_)
    return MetricLine(id_, title, unit, "higher", at, trend, history, measured, "Product", ("Trial",), place)


def metrics() -> tuple[MetricLine, ...]:
    """Return metrics in every state, as they stand in a review."""
    return (
        metric("done", "Imports done", standing(45.0, 60.0, 50.0), Trend("2026-Q2", 40.0, 5.0, "better", 2)),
        metric(
            "ease", "Ease", standing(5.2, 5.5, near=True), Trend("2026-Q2", 5.4, -0.2, "worse", 1), "points"
        ),
        metric("nps", "NPS", standing(42.0, 40.0), Trend("2026-Q2", 42.0, 0.0, "same", 1), ""),
        metric(
            "active",
            "Active accounts",
            standing(12345.0),
            None,
            "accounts",
            measured=MetricMeasured(12001.0, 800, 11900.0, 12100.0),
        ),
        metric("calls", "Calls", standing(None, 2.0), None, "calls"),
    )


def emotion() -> EmotionLine:
    """Return a curve with one cliff."""
    high = FeltAt(1.5, "Sign up", "", where(10, id_="sign-up"))
    low = FeltAt(-1.8, "Import", "Waiting for the file", where(14))
    end = FeltAt(0.5, "Invite", "", where(20, id_="invite"))
    return EmotionLine("The buyer", 0.07, low, low, end, -0.65, 2 / 3, 3, (Cliff(high, low, 3.3),))


def behaviour() -> Behaviour:
    """Return what customers did, with one move short and one reached."""
    return Behaviour(
        True,
        (
            MoveLine(
                "Trial",
                "Adoption",
                "goes on",
                60.0,
                38.1,
                "measured",
                "2026-Q3",
                210,
                31.8,
                44.8,
                21.9,
                46.0,
                "Product",
                where(5, "stages", "trial"),
            ),
            MoveLine(
                "Adoption",
                "Renewal",
                "",
                80.0,
                85.0,
                "history",
                "renewals",
                None,
                None,
                None,
                None,
                None,
                "",
                where(6, "stages", "adoption"),
            ),
        ),
        (
            StageLine(
                "trial",
                "Trial",
                210,
                "7d",
                6 * 86_400.0,
                20 * 86_400.0,
                210,
                12,
                Rate(0.4, 0.33, 0.47, 80, 200),
                True,
                where(5, "stages", "trial"),
            ),
        ),
        Rate(0.05, 0.03, 0.08, 10, 200),
        Rate(0.95, 0.94, 0.96, 950, 1000),
        (HealthLine("health", "Health", {"good": 120, "at risk": 30}, 4, where(70, "health", "health")),),
        (ClashLine("sign-up", "Sign up", 1.5, 0.62, 50, "worst", where(10, id_="sign-up")),),
        milestones=milestones(),
        time_to_value=ValueLine(
            Rate(0.9, 0.83, 0.94, 90, 100), 6, 4.5 * 86_400, 30 * 86_400.0, few=False, where=where(1, "", "")
        ),
        signs=signs(),
        segments=segments(),
    )


def milestones() -> tuple[MilestoneLine, ...]:
    """Return a milestone that is to be reached in time, and one with few visits."""
    trial, adoption = where(5, "stages", "trial"), where(6, "stages", "adoption")
    return (
        MilestoneLine(
            "trial", "Trial", "First import", "14d", rate(126, 210), 7, 3 * 86_400.0, None, False, trial
        ),
        MilestoneLine("adoption", "Adoption", "", "", rate(2, 9), 0, None, None, True, adoption),
    )


def signs() -> tuple[SignLine, ...]:
    """Return drivers and risks of which the data says all that it can say."""
    trial = where(5, "stages", "trial")

    def sign(
        kind: SignKind, text: str, shown: Rate, without: Rate, holds: bool | None, few: bool = False
    ) -> SignLine:
        reach = rate(shown.of, shown.of + without.of)
        apart = difference(shown, without)
        return SignLine("trial", "Trial", kind, text, reach, shown, without, apart, holds, few, trial)

    return (
        sign("driver", "Imports in week one", rate(60, 100), rate(20, 100), True),
        sign("driver", "Opens the guide", rate(40, 100), rate(40, 100), None),
        sign("driver", "Calls us", rate(0, 0), rate(80, 200), None, True),
        sign("risk", "Silent for a week", rate(5, 100), rate(30, 100), False),
        sign("risk", "The buyer has left", rate(3, 4), rate(32, 196), None, True),
    )


def segments() -> tuple[SegmentLine, ...]:
    """Return where segments differ, by every measure there is."""
    less, more = rate(30, 100), rate(60, 100)

    def line(id_: str, measure: str, stage: str, inside: Rate, rest: Rate, worse: bool) -> SegmentLine:
        apart = difference(inside, rest)
        assert apart is not None
        at = where(80, "segments", id_)
        return SegmentLine(
            id_, f"{id_.title()} firms", measure, stage, stage.title(), inside, rest, apart, 0.001, worse, at
        )

    return (
        line("small", "forward", "trial", less, more, True),
        line("small", "left", "trial", more, less, True),
        line("small", "funnel", "adoption", less, more, True),
        line("large", "dormant", "", less, more, False),
        line("large", "conversion", "", more, less, False),
    )


def opportunity(
    number: int, id_: str, title: str, ranks: tuple[int, int, int], **others: Any
) -> OpportunityLine:
    """Return an opportunity with all scores."""
    given: dict[str, Any] = {
        "number": f"O-{number}",
        "id": id_,
        "title": title,
        "problem": "The file has to be right the first time",
        "state": "planned",
        "owner": "Product",
        "since": date(2026, 5, 1),
        "due": date(2026, 12, 1),
        "overdue": False,
        "reach": 2000.0,
        "impact": 2.0,
        "confidence": 80.0,
        "effort": 3.0,
        "importance": 9.0,
        "satisfaction": 3.0,
        "rice": 3200 / 3,
        "ulwick": 15.0,
        "impact_effort": 2 / 3,
        "rice_rank": ranks[0],
        "ulwick_rank": ranks[1],
        "impact_effort_rank": ranks[2],
        "disputed": False,
        "answers": (),
        "moves": None,
        "solutions": (),
        "where": where(50 + number, "opportunities", id_),
    }
    return OpportunityLine(**(given | others))


def priorities() -> Priorities:
    """Return opportunities of which one is disputed, and a pain and a low that nothing answers."""
    return Priorities(
        (
            opportunity(
                1,
                "template",
                "A template of nine columns",
                (1, 3, 1),
                disputed=True,
                answers=(
                    Answered("pain", "The file is refused", 5.0, where(15)),
                    Answered("low", "Import", -1.8, where(14)),
                ),
                moves=Moves("done", "Imports done", "%", 45.0, 60.0, "2027-Q1", where(40, "metrics", "done")),
            ),
            opportunity(
                2,
                "check",
                "Check the file at once",
                (2, 1, 2),
                state="doing",
                overdue=True,
                due=date(2026, 10, 1),
            ),
            opportunity(
                3, "call", "Call on day two", (3, 2, 3), rice=None, rice_rank=None, owner="", due=None
            ),
        ),
        0.12,
        (
            Unanswered("pain", "Nobody says how long it takes", 4.0, "Import", "Product", where(16)),
            Unanswered("low", "", -1.2, "Invite", "", where(20, id_="invite")),
        ),
    )


def scorecard() -> tuple[ScoreRow, ...]:
    """Return two touchpoints, one with all that can be known."""
    return (
        ScoreRow(
            "import", "Import", "Trial", ("web",), True, 9.0, 3.0, 6.0, -1.8, 2, 5, 0.62, 40, "Product",
            "answer within 4 h", False, "assisted", Rate(0.8, 0.74, 0.85, 168, 210), -4.0, -9.0, 1.0, 2,
            where(13),
        ),
        ScoreRow(
            "invite", "Invite", "Trial", (), False, None, None, None, None, 0, None, None, None, "", "", None,
            "", None, None, None, None, 0, where(20, id_="invite"),
        ),
    )  # fmt: skip


def review(fixes: tuple[Fix, ...], problems: tuple[Fix, ...]) -> Review:
    """Return a review with every part."""
    moments = (
        MomentLine("import", "Import", "Trial", 9.0, 3.0, 6.0, "It is in", "It is refused", where(13)),
        MomentLine("invite", "Invite", "Trial", 8.0, None, None, "", "", where(20, id_="invite")),
    )
    levels = (
        LevelLine("import", "Import", "Trial", "4h", "2d", 90.0, 71.0, False, "Product", where(18)),
        LevelLine("invite", "Invite", "Trial", "", "", 90.0, None, None, "", where(22, id_="invite")),
    )
    return Review(
        "Growth",
        date(2026, 6, 17),
        "en",
        metrics(),
        moments,
        emotion(),
        levels,
        behaviour(),
        priorities(),
        scorecard(),
        fixes,
        problems,
    )


def fixes(of: Mapping[str, Fraction], map_: str = "trial") -> tuple[tuple[Fix, ...], tuple[Fix, ...]]:
    """Return what the score counts and what is of the journey, as the counts above have it."""
    counted = (
        fix(4, "JM903", "the last review was 156 days ago", points=of["JM903"], map_=map_, line=2),
        fix(
            5,
            "JM703",
            "the feeling at touchpoint `import` is -1.8, and nothing answers it",
            points=of["JM703"],
            due=date(2026, 12, 1),
            map_=map_,
        ),
        fix(6, "JM511", "stage `trial` has no `needs`", points=of["JM511"], map_=map_, line=5),
        fix(7, "JM511", "stage `adoption` has no `needs`", points=of["JM511"], map_=map_, line=6, owner=""),
    )
    journey = (
        fix(1, "JM808", "metric `done` is at 45%", severity=Severity.ERROR, map_=map_, line=40),
        fix(
            2, "JM605", "moment of truth `import` has a gap of 6", severity=Severity.ERROR, map_=map_, line=13
        ),
    )
    return counted, journey


def rich_map(
    id_: str = "trial", title: str = "The trial", status: str = "active", errors: tuple[str, ...] = ()
) -> MapAudit:
    """Return a map with every part."""
    own = score(counts(errors=errors), WEIGHTS, draft=status == "draft")
    counted, journey = fixes(own.gains, id_)
    accepted = finding(
        30, Severity.WARNING, rule="JM504", name="invented-persona",
        message="persona `buyer` rests on no evidence",
        accepted=Accepted("suppressed", "interviews are under way", until="2027-01-31"), map_=id_,
        at=spot(f"{id_}.journey.yaml", 4),
    )  # fmt: skip
    return MapAudit(
        id=id_,
        title=title,
        path=f"{id_}.journey.yaml",
        status=status,
        score=own,
        review=review(counted, journey),
        findings=tuple(each.finding for each in (*journey, *counted)),
        accepted=(accepted,),
        score_with_accepted=own,
    )


def portfolio() -> Portfolio:
    """Return all maps together, with gaps, load and evidence that is stale."""
    some, none = CoverageCell(3, ("trial",)), CoverageCell(0, ())
    stages = (("trial", "Trial"), ("adoption", "Adoption"), ("renewal", "Renewal"))
    return Portfolio(
        (
            CoverageGrid(
                "persona",
                stages,
                (
                    CoverageRow("buyer", "The buyer", (some, none, none)),
                    CoverageRow("user", "The user", (some, some, some)),
                    CoverageRow("payer", "The payer", (none, none, none)),
                ),
            ),
            CoverageGrid("segment", stages, ()),
        ),
        (
            OwnerLoad("product", "Product", 1, 2, 12, 4, 5, 1, 3, 1, 9, 2, "23.4"),
            OwnerLoad("", "", 0, 1, 3, 0, 0, 0, 0, 0, 2, 0, "0.0"),
        ),
        (
            MetricUse("done", "Imports done", "%", 45.0, 60.0, "missed", ("trial", "other"),
                      where(40, "metrics", "done")),
            MetricUse("nps", "NPS", "", 42.0, 40.0, "on target", ("trial",), where(42, "metrics", "nps")),
        ),
        (
            EvidenceUse("talks", "Five talks", "interview", date(2025, 3, 1), 629, 0.09, True, 7, 4,
                        ("trial",), where(80, "evidence", "talks")),
            EvidenceUse("log", "Event log", "analytics", date(2026, 11, 1), 19, 0.93, False, 3, 0,
                        ("trial",), where(84, "evidence", "log")),
            EvidenceUse("guess", "What we think", "assumption", None, None, 0.0, True, 1, 1,
                        ("trial",), where(88, "evidence", "guess")),
        ),
        40,
        12,
        5,
    )  # fmt: skip


def change(maps: tuple[MapAudit, ...], overall: Fraction | None, grade: str, *, ruler: bool = True) -> Change:
    """Return what changed since August: the score up, by content and by the ruler."""
    before = Fraction(50)
    by = (overall or before) - before
    found = [one for each in maps for one in each.findings]
    states: dict[str, Any] = dict.fromkeys((one.fingerprint for one in found), "unchanged")
    for one, state in zip(found, ("new", "reopened", "expired"), strict=False):
        states[one.fingerprint] = state
    for each in maps:
        states |= dict.fromkeys((one.fingerprint for one in each.accepted), "accepted")
    moved = Moved(before, overall, "D", grade)
    return Change(
        kind="snapshot",
        since="2026-08-20",
        score=moved,
        weakest_before="action",
        content=by + Fraction(3, 10) if ruler else by,
        ruler=Fraction(-3, 10) if ruler else Fraction(0),
        shared=6 if ruler else None,
        why="",
        ruler_before="ba9876543210" if ruler else RULER,
        ruler_changes=("JM607 counts otherwise (revision 1 -> 2)", "JM801 is new") if ruler else (),
        categories={"customer": Moved(Fraction(40), Fraction(60), "", "")},
        maps={maps[0].id: Moved(Fraction(45), maps[0].score.overall, "E", maps[0].score.grade)}
        if maps
        else {},
        maps_added=("other",) if len(maps) > 1 else (),
        maps_gone=("old",),
        states=states,
        fixed=(
            FindingThen(
                "f" * 16, "JM801", "warning", "trial", "trial.journey.yaml", "nothing measures stage `trial`"
            ),
            FindingThen("e" * 16, "JM808", "error", "trial", "trial.journey.yaml", "metric `nps` is at 12"),
        ),
        not_looked_at=2,
        metrics=(
            MetricMoved("trial", "nps", "NPS", "", 38.0, 42.0, "missed", "on target", "better"),
            MetricMoved("trial", "ease", "Ease", "points", 5.4, 5.2, "missed", "missed", "worse"),
        ),
    )


def trend(overall: Fraction | None, grade: str) -> tuple[TrendPoint, ...]:
    """Return three audits, with another ruler from the second on."""
    return (
        TrendPoint(date(2026, 2, 20), Fraction(41), "E", "a" * 12, breaks=False, now=False, findings=60),
        TrendPoint(date(2026, 5, 20), Fraction(50), "D", "b" * 12, breaks=True, now=False, findings=50),
        TrendPoint(AS_OF, overall, grade, "b" * 12, breaks=False, now=True, findings=40),
    )


def rich(
    *maps: MapAudit,
    gate: Gate | None = None,
    since: bool = True,
    errors: tuple[Finding, ...] = (),
    notes: tuple[str, ...] = ("`audits/2026-02-30.json` could not be read",),
) -> Quarterly:
    """Return the review of maps, by default of one with every part."""
    maps = maps or (rich_map(),)
    every = [counts() for each in maps if not each.draft]
    capping = [
        code for each in maps for count in each.score.counts if count.open_errors for code in [count.code]
    ]
    pool = pooled(every)
    pool = [dataclasses.replace(each, open_errors=int(each.code in capping)) for each in pool]
    whole = score(pool, WEIGHTS)
    report = Report(
        tuple(sorted((one for each in maps for one in each.findings), key=lambda one: one.order)),
        len(maps),
        tuple(one for each in maps for one in each.accepted),
    )
    audit = Audit(AS_OF, RULER, whole, maps, Report(errors, len(maps)), report, (), whole, portfolio())
    asked = gate if gate is not None else Gate(errors=0, overall=65.0, new=0)
    changed = change(maps, whole.overall, whole.grade) if since else None
    made = quarterly(audit, asked, changed, trend(whole.overall, whole.grade) if since else (), notes)
    assert made.gate == conditions(audit, asked, changed)
    return made
