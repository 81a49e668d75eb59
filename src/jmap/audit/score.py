"""The audit score: fractions until the last step, so that it can be recomputed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from typing import Final

from jmap.audit.points import tenths
from jmap.faults import Severity
from jmap.records import frozen
from jmap.rules.engine import Answer, Settings
from jmap.rules.registry import QUALITY

FORMULA_VERSION: Final = 1
SEVERITY_WEIGHTS: Final = {Severity.ERROR: 10, Severity.WARNING: 5, Severity.INFO: 2}
BANDS: Final = (("A", 90), ("B", 80), ("C", 65), ("D", 50), ("E", 0))
_CAP: Final = "D"


@frozen
class Count:
    """How many subjects of a rule passed, of how many it applied to, and what the rule weighs.

    `open_errors` counts its failures that are errors: one is enough to cap the grade.
    """

    code: str
    category: str
    weight: int
    passed: int
    applicable: int
    open_errors: int
    of_journey: bool

    @property
    def share(self) -> Fraction | None:
        """Return passed over applicable, or None where nothing is applicable."""
        return Fraction(self.passed, self.applicable) if self.applicable else None


@frozen
class CategoryScore:
    """The score of one category, from 0 to 100, or None where none of its rules applied."""

    name: str
    score: Fraction | None
    rules: tuple[Count, ...]

    @property
    def shown(self) -> str:
        """Return the score cut to one decimal, or a dash."""
        return shown(self.score)


@frozen
class Score:
    """How far a map, or a workspace, can be trusted.

    `overall` is from 0 to 100. `grade` is empty for a draft and where nothing applied. `capped_by` is the
    rule whose open error holds the grade down. `gains` says, for each rule with a failure, how many
    points one subject more would recover.
    """

    overall: Fraction | None
    grade: str
    capped_by: str | None
    weakest: str | None
    categories: Mapping[str, CategoryScore]
    counts: tuple[Count, ...]
    gains: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """Return the overall score cut to one decimal, or a dash."""
        return shown(self.overall)


def shown(score: Fraction | None) -> str:
    """Return a score cut, not rounded, to one decimal; a dash where there is none."""
    if score is None:
        return "-"
    whole, tenth = divmod(tenths(score), 10)
    return f"{whole}.{tenth}"


def counts_of(answers: Iterable[Answer], settings: Settings) -> list[Count]:
    """Return the counts of the rules of a map, sorted by code."""
    counts = []
    for answer in answers:
        rule = answer.rule
        errors = sum(settings.severity(rule, fault) is Severity.ERROR for _, fault in answer.faults)
        said = settings.config.severity.get(rule.code)
        weight = SEVERITY_WEIGHTS[Severity(said) if said is not None else rule.severity]
        category = QUALITY[rule.code[:3]]
        counts.append(
            Count(rule.code, category, weight, answer.passed, answer.applicable, errors, rule.of_journey)
        )
    return sorted(counts, key=lambda count: count.code)


def pooled(maps: Iterable[Iterable[Count]]) -> list[Count]:
    """Return the summed counts of several maps, sorted by code."""
    sums: dict[str, Count] = {}
    for counts in maps:
        for count in counts:
            so_far = sums.get(count.code)
            if so_far is None:
                sums[count.code] = count
                continue
            sums[count.code] = Count(
                count.code,
                count.category,
                count.weight,
                so_far.passed + count.passed,
                so_far.applicable + count.applicable,
                so_far.open_errors + count.open_errors,
                count.of_journey,
            )
    return [sums[code] for code in sorted(sums)]


def score(counts: Iterable[Count], weights: Mapping[str, Fraction], *, draft: bool = False) -> Score:
    """Return the score of counts; `weights` are those of the categories.

    Rules of the journey have no part in it. A rule with nothing applicable drops out, and so does a
    category without rules.
    """
    scored = tuple(count for count in counts if not count.of_journey)
    categories = _categories(scored)
    overall = _overall(categories, weights)
    counted = (each for each in categories.values() if weights[each.name] > 0)
    with_score = [each for each in counted if each.score is not None]
    weakest = min(with_score, key=lambda each: each.score or Fraction(0), default=None)
    grade = "" if overall is None or draft else next(name for name, low in BANDS if overall >= low)
    culprit = next((count.code for count in scored if count.open_errors), None)
    capped_by = culprit if culprit is not None and grade and grade < _CAP else None
    return Score(
        overall,
        _CAP if capped_by else grade,
        capped_by,
        weakest.name if weakest is not None else None,
        categories,
        scored,
        _gains(scored, overall, weights),
    )


def _categories(counts: tuple[Count, ...]) -> dict[str, CategoryScore]:
    categories = {}
    for name in QUALITY.values():
        rules = tuple(count for count in counts if count.category == name and count.applicable)
        weight = sum(count.weight for count in rules)
        total = sum((count.weight * (count.share or Fraction(0)) for count in rules), Fraction(0))
        categories[name] = CategoryScore(name, total / weight * 100 if weight else None, rules)
    return categories


def _overall(categories: Mapping[str, CategoryScore], weights: Mapping[str, Fraction]) -> Fraction | None:
    total = weight = Fraction(0)
    for name, category in categories.items():
        if category.score is not None:
            total += weights[name] * category.score
            weight += weights[name]
    return total / weight if weight else None


def _gains(
    counts: tuple[Count, ...], overall: Fraction | None, weights: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    gains: dict[str, Fraction] = {}
    if overall is None:
        return gains
    in_use = Fraction(0)
    weight_of: dict[str, int] = {}
    for count in counts:
        if count.applicable:
            if count.category not in weight_of:
                in_use += weights[count.category]
            weight_of[count.category] = weight_of.get(count.category, 0) + count.weight
    for count in counts:
        if count.passed < count.applicable and in_use:
            part = Fraction(count.weight, weight_of[count.category] * count.applicable) * 100
            gains[count.code] = part * weights[count.category] / in_use
    return gains
