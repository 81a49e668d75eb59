"""The top of the report: what it is of, the score, its categories from the weakest."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from jmap.audit.audit import Audit, MapAudit, of_journey
from jmap.audit.review import Fix
from jmap.audit.score import BANDS, Score
from jmap.audit.verdict import TITLES
from jmap.faults import Severity
from jmap.findings.build import once
from jmap.records import frozen
from jmap.render.header import ScoreShown, score_shown
from jmap.report.page.figures import WORDS
from jmap.rules import registry
from jmap.rules.registry import QUALITY

_LOW: Final = dict(BANDS)["C"]


@frozen
class CategoryBar:
    """A category of a score: its figure, its share of 100, and a word where it is weak."""

    name: str
    title: str
    shown: str
    share: float | None
    word: str


@frozen
class Held:
    """Why a grade is held down: the rule, and the findings that do it with their maps."""

    code: str
    name: str
    culprits: tuple[tuple[MapAudit, Fix], ...]


@frozen
class MapRow:
    """A map in the list of maps: its score as a ring, its categories from the weakest, why it is held."""

    audit: MapAudit
    score: ScoreShown | None
    bars: tuple[CategoryBar, ...]
    held: Held | None
    errors: int
    first: tuple[Fix, ...]


def title_of(audit: Audit, title: str) -> tuple[str, str]:
    """Return the title of a report and its language: that of its one map, else of the workspace."""
    if len(audit.maps) == 1:
        return audit.maps[0].title, audit.maps[0].review.lang
    return (title or ("Customer journeys" if audit.maps else "Audit")), "en"


def ring(score: Score) -> ScoreShown | None:
    """Return a score as a ring draws it."""
    return score_shown(score, WORDS)


def bars(score: Score) -> tuple[CategoryBar, ...]:
    """Return the categories of a score, the weakest first, those without a score last."""
    every = [score.categories[name] for name in QUALITY.values()]
    every.sort(key=lambda each: (each.score is None, each.score or Fraction(0)))
    return tuple(
        CategoryBar(
            each.name,
            TITLES[each.name],
            each.shown,
            None if each.score is None else float(each.score / 100),
            _word(each.name, each.score, score),
        )
        for each in every
    )


def _word(name: str, value: Fraction | None, score: Score) -> str:
    if value is None:
        return "nothing applies"
    if name == score.weakest and value < 100:
        return "weakest"
    return "low" if value < _LOW else ""


def held(score: Score, maps: tuple[MapAudit, ...]) -> Held | None:
    """Return what holds a grade down, or None where nothing does."""
    if score.capped_by is None:
        return None
    culprits = tuple(
        (each, fix)
        for each in maps
        for fix in each.review.fixes
        if fix.finding.rule == score.capped_by and fix.finding.severity is Severity.ERROR
    )
    return Held(score.capped_by, registry.get(score.capped_by).rule.name, culprits)


def map_rows(maps: list[MapAudit]) -> Iterator[MapRow]:
    """Yield maps as the list shows them; a draft with the findings that would recover most."""
    for each in maps:
        errors = sum(one.severity is Severity.ERROR for one in each.findings)
        first = each.review.fixes[:3] if each.draft else ()
        yield MapRow(each, ring(each.score), bars(each.score), held(each.score, (each,)), errors, first)


def amounts(audit: Audit) -> tuple[tuple[str, int, str], ...]:
    """Return how many findings of each severity are open, and how many of those concern the journey."""
    every = list(once((*(each for one in audit.maps for each in one.findings), *audit.of_workspace)))
    found = []
    for severity in Severity:
        same = [each for each in every if each.severity is severity]
        journey = sum(of_journey(each) for each in same)
        found.append(
            (severity.value, len(same), f"{WORDS.number(journey)} of the journey" if journey else "")
        )
    return tuple(found)
