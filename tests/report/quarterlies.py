"""A quarterly review made by hand, with something in every record that a report shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.behaviour import Behaviour, ClashLine, HealthLine, MoveLine, StageLine
from jmap.audit.change import Change, MetricMoved, Moved
from jmap.audit.experience import Cliff, EmotionLine, FeltAt, LevelLine, MomentLine
from jmap.audit.figures import Standing
from jmap.audit.gate import Condition
from jmap.audit.metric_lines import MetricLine, Seen, Trend
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
from jmap.audit.quarterly import Quarterly
from jmap.audit.review import Fix, Review
from jmap.audit.score import Count, Score, pooled, score
from jmap.audit.scorecard import ScoreRow
from jmap.audit.snapshot import FindingThen
from jmap.audit.trend import TrendPoint
from jmap.audit.where import Where
from jmap.faults import On, Severity, Span
from jmap.findings.finding import Accepted, Finding, Report, Spot
from jmap.measures.measured import MetricMeasured, Rate
from jmap.model.kinds.times import PeriodText, parse_period
from jmap.rules import registry
from jmap.rules.registry import QUALITY

AS_OF = date(2026, 11, 22)
RULER = "4f1c2ab09d3e"
WEIGHTS = {name: Fraction(1) for name in QUALITY.values()}
GATE = (
    Condition("errors", "5", "3", True, "3 open errors of scored rules, 5 allowed"),
    Condition("new", "5", "-", None, "no earlier audit to tell new findings by, 5 allowed"),
    Condition("overall", "65", "63.6", False, "overall score 63.6, at least 65 asked for"),
)
_COUNTS = (
    ("JM501", 10, 1, 1, 0),
    ("JM502", 5, 0, 1, 0),
    ("JM511", 5, 1, 3, 0),
    ("JM601", 5, 1, 1, 0),
    ("JM603", 5, 3, 4, 0),
    ("JM604", 2, 1, 3, 0),
    ("JM701", 5, 4, 4, 0),
    ("JM707", 5, 5, 9, 0),
    ("JM710", 5, 2, 3, 1),
    ("JM801", 5, 2, 3, 0),
    ("JM802", 5, 5, 6, 0),
    ("JM810", 5, 0, 0, 0),
    ("JM901", 5, 7, 12, 0),
    ("JM903", 5, 1, 1, 0),
)


def period(text: str) -> PeriodText:
    found = parse_period(text)
    assert found is not None
    return found


def where(map_: str, line: int, section: str = "", id_: str = "", *, file: str = "") -> Where:
    anchor = {"touchpoints": f"tp-{id_}", "stages": f"st-{id_}"}.get(section, "st-trial" if section else "")
    return Where(map_, file or f"{map_}.journey.yaml", line, 3, section, id_, anchor)


def finding(
    map_: str,
    rule: str,
    message: str,
    *,
    line: int = 12,
    hint: str = "",
    severity: str = "",
    subject: Any = (),
) -> Finding:
    known = registry.get(rule).rule
    spot = Spot(f"{map_ or 'library/company'}.journey.yaml", Span(line, 3, line, 9), "", ("  trial:",))
    return Finding(
        rule,
        known.name,
        Severity(severity) if severity else known.severity,
        message,
        hint,
        spot,
        tuple(subject),
        On.KEY,
        f"{map_}-{rule}-{line}",
        (),
        map_,
    )


def _score(map_: str, shift: int, *, draft: bool = False) -> Score:
    counts = []
    for code, weight, passed, of, errors in _COUNTS:
        less = min(passed, shift if of > 3 else 0)
        counts.append(Count(code, QUALITY[code[:3]], weight, passed - less, of, errors, False))
    return score(counts, WEIGHTS, draft=draft)


def metric(
    map_: str,
    id_: str,
    title: str,
    unit: str,
    values: list[float],
    *,
    target: float | None = None,
    floor: float | None = None,
    better: Any = "higher",
    measured: MetricMeasured | None = None,
    line: int = 80,
) -> MetricLine:
    months = [f"2026-{month:02}" for month in range(11 - len(values), 11)]
    actual = values[-1] if values else None
    sign = 1 if better == "higher" else -1
    gap = actual - target if actual is not None and target is not None else None
    state: Any = "no data" if actual is None else "no target" if gap is None else "on target"
    if gap is not None and sign * gap < 0:
        state = "missed"
    near = state == "missed" and gap is not None and abs(gap) <= 0.15 * abs(target or 0)
    breached = actual is not None and floor is not None and sign * (actual - floor) < 0
    stand = Standing(
        actual,
        period(months[-1]) if values else None,
        240 if values else None,
        target,
        floor,
        gap,
        state,
        near,
        breached,
    )
    trend = None
    if len(values) > 1:
        change = values[-1] - values[-2]
        way: Any = "same" if change == 0 else "better" if sign * change > 0 else "worse"
        trend = Trend(months[-2], values[-2], change, way, 2)
    history = tuple(Seen(when, value, 240) for when, value in zip(months, values, strict=True))
    place = where(map_, line, "metrics", id_)
    return MetricLine(id_, title, unit, better, stand, trend, history, measured, "Growth", ("Trial",), place)


def opportunity(map_: str, number: int, title: str, **said: Any) -> OpportunityLine:
    values: dict[str, Any] = {
        "number": f"O-{number}",
        "id": f"opp-{number}",
        "title": title,
        "problem": f"Why {title.lower()} is wanted",
        "state": "planned",
        "owner": "Growth",
        "since": date(2026, 3, 1),
        "due": date(2026, 12, 24),
        "overdue": False,
        "reach": 2000.0,
        "impact": 2.0,
        "confidence": 80.0,
        "effort": 3.0,
        "importance": 9.0,
        "satisfaction": 3.0,
        "answers": (
            Answered("pain", "Nobody answers the phone", 4.0, where(map_, 40, "touchpoints", "sign-up")),
        ),
        "moves": Moves("done", "Trials done", "%", 45.0, 60.0, "2027-Q1", where(map_, 80, "metrics", "done")),
        "solutions": ("A call back within the hour",),
        "where": where(map_, 120 + number, "opportunities", f"opp-{number}"),
        **said,
    }
    reach, impact, confidence, effort = (values[each] for each in ("reach", "impact", "confidence", "effort"))
    known = None not in (reach, impact, confidence, effort)
    values.setdefault("rice", reach * impact * confidence / 100 / effort if known else None)
    weight, satisfied = values["importance"], values["satisfaction"]
    values.setdefault("ulwick", weight + max(weight - satisfied, 0) if weight is not None else None)
    values.setdefault("impact_effort", impact / effort if impact and effort else None)
    for name in ("rice_rank", "ulwick_rank", "impact_effort_rank"):
        values.setdefault(name, number)
    values.setdefault("disputed", False)
    return OpportunityLine(**values)


def row(map_: str, number: int, title: str, **said: Any) -> ScoreRow:
    values: dict[str, Any] = {
        "id": f"tp-{number}",
        "title": title,
        "stage": "Trial" if number < 3 else "Use",
        "channels": ("Web", "Telephone"),
        "moment": number == 1,
        "importance": 9.0,
        "performance": float(number + 2),
        "emotion": 1.5 - number,
        "pains": number,
        "worst_pain": 4 if number > 1 else None,
        "confidence": 0.25 * number if number < 4 else None,
        "age": 40 * number if number < 4 else None,
        "owner": "Growth",
        "sla": "answer within 4 hours, 90 %" if number == 2 else "",
        "kept": False if number == 2 else None,
        "automation": "assisted",
        "reach": Rate(0.62, 0.58, 0.66, 620, 1000) if number < 3 else None,
        "lift": 12.5 if number < 3 else None,
        "lift_low": 4.0 if number < 3 else None,
        "lift_high": 21.0 if number < 3 else None,
        "findings": number - 1,
        "where": where(map_, 30 + number, "touchpoints", f"tp-{number}"),
        **said,
    }
    if "gap" not in values:
        values["gap"] = values["importance"] - values["performance"]
    return ScoreRow(**values)


def _fixes(map_: str, gains: Any) -> tuple[tuple[Fix, ...], tuple[Fix, ...]]:
    def fix(number: int, found: Finding, **said: Any) -> Fix:
        values: dict[str, Any] = {
            "points": gains.get(found.rule, Fraction(0)),
            "of_journey": registry.get(found.rule).rule.of_journey,
            "place": "Trial › Sign up",
            "owner": "Growth",
            "due": date(2026, 12, 24),
            "where": where(map_, found.spot.span.line, "touchpoints", "sign-up"),
            **said,
        }
        return Fix(f"F-{number:02}", found, *(values[each.name] for each in fields(Fix)[2:]))

    fixes = (
        fix(
            1,
            finding(
                map_,
                "JM710",
                "evidence `calls` names a file that is not there",
                hint="add the file",
                severity="error",
            ),
            due=None,
        ),
        fix(
            3,
            finding(map_, "JM502", "this map says no scenario", hint="write one as `scenario`"),
            place="",
            owner="",
        ),
        fix(
            4,
            finding(
                map_, "JM603", "touchpoint `sign-up` has no importance", line=31, hint="add `importance`"
            ),
        ),
        fix(5, finding(map_, "JM511", "stage `trial` has no needs", line=19, hint="add `needs`")),
        fix(6, finding(map_, "JM901", "nobody owns metric `done`", line=80, hint="add `owner`")),
    )
    problems = (
        fix(
            2, finding(map_, "JM808", "metric `done` is at 45%, below its floor of 50%", line=80, hint="act")
        ),
        fix(
            7,
            finding(map_, "JM605", "touchpoint `sign-up` has a gap of 6", line=32, hint="add an opportunity"),
        ),
    )
    return fixes, problems


def map_review(map_: str, gains: Any, *, lang: str = "en") -> Review:
    tp = where(map_, 31, "touchpoints", "tp-1")
    low, peak = FeltAt(-1.9, "Import", "lost", tp), FeltAt(-1.9, "Import", "lost", tp)
    end, start = FeltAt(1.2, "Renewal", "", tp), FeltAt(1.0, "Sign up", "hopeful", tp)
    fixes, problems = _fixes(map_, gains)
    opportunities = (
        opportunity(map_, 1, "A price without a call", disputed=True, ulwick_rank=6),
        opportunity(map_, 2, "An import that tells what is wrong", impact=3.0, effort=2.0, reach=900.0),
        opportunity(
            map_, 3, "Answers to security questions", impact=2.0, effort=3.0, reach=700.0, overdue=True
        ),
        opportunity(
            map_, 4, "A tour of the first day", impact=0.5, effort=1.0, due=None, moves=None, answers=()
        ),
        opportunity(map_, 5, "A letter before the price", impact=1.0, effort=8.0, state="doing"),
        opportunity(
            map_,
            6,
            "Ask after a week",
            reach=None,
            confidence=None,
            importance=None,
            satisfaction=None,
            impact=0.5,
            effort=1.0,
            rice_rank=None,
            ulwick_rank=None,
            owner="",
            solutions=(),
        ),
    )
    return Review(
        "Growth",
        date(2026, 10, 2),
        lang,
        (
            metric(map_, "done", "Trials done", "%", [38, 40, 44, 45], target=60, floor=50, line=80),
            metric(map_, "time", "Days to first value", "d", [9, 9, 8], target=7, better="lower", line=86),
            metric(map_, "nps", "Would recommend", "", [31, 35, 41], target=40, line=92),
            metric(map_, "asks", "Questions to support", "", [120], line=98),
            metric(
                map_,
                "churn",
                "Leave within a year",
                "%",
                [],
                target=5,
                better="lower",
                line=104,
                measured=MetricMeasured(6.25, 1200, 5.0, 7.7),
            ),
        ),
        (
            MomentLine("tp-1", "Sign up", "Trial", 9, 3, 6, "In within a minute", "Gives up", tp),
            MomentLine("tp-3", "Import", "Use", 8, 7, 1, "All rows in", "Rows lost", tp),
            MomentLine("tp-4", "Renewal", "Use", 7, None, None, "", "", tp),
        ),
        EmotionLine("Ops manager", 0.27, low, peak, end, -0.35, 0.65, 20, (Cliff(start, low, 2.9),)),
        (
            LevelLine("tp-2", "Ask support", "Trial", "4h", "2d", 90, 72.5, False, "Support", tp),
            LevelLine("tp-5", "Outage", "Use", "30m", "", 95, None, None, "", tp),
            LevelLine("tp-6", "Chat", "Use", "5m", "1h", 80, 84, True, "Support", tp),
        ),
        Behaviour(
            True,
            (
                MoveLine(
                    "trial",
                    "use",
                    "Trial → Use",
                    60,
                    42.5,
                    "measured",
                    "2026-09-01 to 2026-11-20",
                    800,
                    39.1,
                    46,
                    17.5,
                    140,
                    "Growth",
                    where(map_, 22, "stages", "trial"),
                ),
                MoveLine(
                    "use",
                    "renew",
                    "Use → Renewal",
                    80,
                    83,
                    "history",
                    "Renewed",
                    None,
                    None,
                    None,
                    None,
                    None,
                    "",
                    where(map_, 25, "stages", "use"),
                ),
                MoveLine(
                    "renew",
                    "tell",
                    "Renewal → Telling others",
                    20,
                    None,
                    "",
                    "",
                    None,
                    None,
                    None,
                    None,
                    None,
                    "",
                    where(map_, 28, "stages", "use"),
                ),
            ),
            (
                StageLine(
                    "trial",
                    "Trial",
                    1000,
                    "14 days",
                    864_000,
                    2_419_200,
                    640,
                    31,
                    Rate(0.36, 0.33, 0.39, 360, 1000),
                    True,
                    where(map_, 19, "stages", "trial"),
                ),
                StageLine(
                    "use", "Use", 420, "", 5400, None, 40, 380, None, False, where(map_, 24, "stages", "use")
                ),
            ),
            Rate(0.12, 0.1, 0.14, 120, 1000),
            Rate(0.91, 0.9, 0.92, 9100, 10_000),
            (
                HealthLine(
                    "health", "Account health", {"Green": 210, "Amber": 90, "Red": 30}, 12, where(map_, 130)
                ),
            ),
            (ClashLine("tp-1", "Sign up", 1.5, 0.61, 180, "worst", tp),),
        ),
        Priorities(
            opportunities,
            0.21,
            (
                Unanswered("pain", "Twice asked for the same papers", 5, "Contract", "Legal", tp),
                Unanswered("low", "Invoice", -1.6, "Invoice", "", tp),
            ),
        ),
        (
            row(map_, 1, "Sign up"),
            row(map_, 2, "Ask support"),
            row(map_, 3, "Import"),
            row(
                map_,
                4,
                "Renewal",
                importance=None,
                performance=None,
                gap=None,
                owner="",
                automation="",
                channels=(),
            ),
        ),
        fixes,
        problems,
        4_000,
    )


def map_audit(map_: str, title: str, shift: int = 0, *, status: str = "active", lang: str = "en") -> MapAudit:
    own = _score(map_, shift, draft=status == "draft")
    held = replace(
        finding(map_, "JM707", "emotion of `sign-up` cites no evidence", line=33),
        accepted=Accepted("suppressed", "asked in May", until="2026-12-31"),
    )
    review = map_review(map_, own.gains, lang=lang)
    found = tuple(each.finding for each in (*review.fixes, *review.problems))
    path = f"{map_}.journey.yaml"
    return MapAudit(map_, title, path, status, own, review, found, (held,), _score(map_, shift + 1))


def change(maps: tuple[MapAudit, ...], now: Fraction) -> Change:
    states: dict[str, Any] = {}
    for each in maps:
        for index, one in enumerate(each.findings):
            states[one.fingerprint] = ("new", "reopened", "expired", "unchanged")[min(index, 3)]
        states |= {one.fingerprint: "accepted" for one in each.accepted}
    gone = FindingThen(
        "gone", "JM904", "warning", maps[0].id, maps[0].path, "this map was never checked with customers"
    )
    return Change(
        "snapshot",
        "2026-08-20",
        Moved(Fraction(611, 10), now, "D", "D"),
        "action",
        now - Fraction(611, 10) + Fraction(15, 10),
        Fraction(-15, 10),
        31,
        "",
        "0aa1b2c3d4e5",
        ("JM710 weighs 10, not 5", "JM817 is asked now"),
        {"customer": Moved(Fraction(50), Fraction(583, 10), "", "")},
        {each.id: Moved(Fraction(60), each.score.overall, "D", each.score.grade) for each in maps[:2]},
        tuple(each.id for each in maps[2:3]),
        ("old-map",),
        states,
        (gone,),
        2,
        (
            MetricMoved(maps[0].id, "done", "Trials done", "%", 40, 45, "missed", "missed", "better"),
            MetricMoved(maps[0].id, "nps", "Would recommend", "", 43, 41, "on target", "on target", "worse"),
            MetricMoved(
                maps[0].id, "churn", "Leave within a year", "%", None, None, "no target", "no data", ""
            ),
        ),
    )


def portfolio(maps: tuple[MapAudit, ...]) -> Portfolio:
    first, ids = maps[0].id, tuple(each.id for each in maps)
    seen, gap = CoverageCell(3, ids[:2]), CoverageCell(0, ())
    stages = (("trial", "Trial"), ("use", "Use"))
    return Portfolio(
        (
            CoverageGrid("persona", stages, (CoverageRow("ops", "Ops manager", (seen, gap)),)),
            CoverageGrid("segment", stages, (CoverageRow("large", "Large firms", (seen, seen)),)),
        ),
        (
            OwnerLoad("growth", "Growth", 2, 3, 9, 4, 5, 1, 6, 1, 7, 2, "6.2"),
            OwnerLoad("", "", 0, 1, 2, 1, 1, 0, 0, 0, 4, 0, "2.5"),
        ),
        (MetricUse("done", "Trials done", "%", 45, 60, "missed", ids, where(first, 80, "metrics", "done")),),
        (
            EvidenceUse(
                "calls",
                "Calls of spring",
                "interview",
                date(2025, 2, 1),
                659,
                0.08,
                True,
                6,
                4,
                ids,
                where(first, 140, "evidence", "calls"),
            ),
            EvidenceUse(
                "log",
                "Product log",
                "analytics",
                None,
                None,
                0.0,
                True,
                2,
                0,
                ids[:1],
                where(first, 144, "evidence", "log"),
            ),
            EvidenceUse(
                "poll",
                "Autumn poll",
                "survey",
                date(2026, 10, 1),
                52,
                0.82,
                False,
                8,
                5,
                ids,
                where(first, 148, "evidence", "poll"),
            ),
        ),
        31,
        9,
    )


def rich(maps: tuple[MapAudit, ...] | None = None) -> Quarterly:
    """Return a review of three maps and a draft, with an earlier audit and a trend that breaks."""
    maps = maps or (
        map_audit("lifecycle", "From first look to advocate"),
        map_audit("onboarding", "Die ersten 60 Tage", 1, lang="de"),
        map_audit("renewal", "Renewal without surprise", 3),
        map_audit("sketch", "A sketch", 1, status="draft"),
    )
    counted = [each.score.counts for each in maps if each.status != "draft"]
    found = tuple(one for each in maps for one in each.findings)
    error = finding("broken", "JM201", "no stage `adoptoin`", severity="error")
    audit = Audit(
        AS_OF,
        RULER,
        score(pooled(counted), WEIGHTS),
        maps,
        Report((error,), 6),
        Report(found, 6, tuple(one for each in maps for one in each.accepted)),
        (),
        score(pooled([each.score_with_accepted.counts for each in maps]), WEIGHTS),
        portfolio(maps),
        WEIGHTS,
        (finding("", "JM901", "nobody owns team `growth`", line=4, hint="name who leads it"),),
    )
    points = (
        (date(2025, 11, 20), 552, True, "aa"),
        (date(2026, 2, 19), 580, False, "aa"),
        (date(2026, 5, 21), 574, False, "aa"),
        (date(2026, 8, 20), 611, True, "bb"),
        (AS_OF, int((audit.score.overall or Fraction(0)) * 10), True, RULER),
    )
    trend = tuple(
        TrendPoint(
            day,
            Fraction(tenths, 10),
            "C" if tenths >= 650 else "D",
            by,
            breaks and index > 0,
            day == AS_OF,
            60,
        )
        for index, (day, tenths, breaks, by) in enumerate(points)
    )
    return Quarterly(
        audit,
        "Weakest is action and governance at 54.1; these 4 maps can be trusted to 63.6 of 100, grade D. "
        "1 of 5 metrics is on target, and 6 problems of the journey itself are open.",
        GATE if audit.graded() else (),
        change(maps, audit.score.overall or Fraction(0)),
        trend,
        ("`audits/2025-05-01.json` could not be read",),
    )


def many(count: int) -> Quarterly:
    """Return a review of many maps."""
    maps = tuple(map_audit(f"m/{number:04}", f"Map {number}", number % 4) for number in range(count))
    return rich(maps)


def with_texts(value: Any, told: Callable[[str, str], str], name: str = "") -> Any:
    """Return records with every text replaced by what `told` makes of the name of its field and itself."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return told(name, value)
    if isinstance(value, tuple):
        return tuple(with_texts(each, told, name) for each in value)
    if isinstance(value, dict):
        return {key: with_texts(each, told, name) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type | Score | PeriodText):
        parts = {each.name: with_texts(getattr(value, each.name), told, each.name) for each in fields(value)}
        return replace(value, **parts)
    return value
