"""How a score is made, so that it can be recomputed by hand: every rule, every category, the whole."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from jmap.audit.score import SEVERITY_WEIGHTS, Count, Score, shown
from jmap.audit.verdict import TITLES
from jmap.project import rule_page
from jmap.records import frozen
from jmap.report.page.figures import WORDS, exact, points
from jmap.rules import registry
from jmap.rules.registry import QUALITY

_SEVERITIES: Final = {weight: severity.value for severity, weight in SEVERITY_WEIGHTS.items()}


@frozen
class RuleReckoned:
    """A rule in a score: its share in percent, its weight times that share, what one more pass gives."""

    code: str
    name: str
    severity: str
    weight: int
    passed: int
    applicable: int
    share: str
    part: str
    gain: str
    page: str


@frozen
class CategoryReckoned:
    """A category in a score. `weight` is its weight in the whole, `sum` and `of` give its score in words."""

    title: str
    shown: str
    weight: str
    sum: str
    of: int
    rules: tuple[RuleReckoned, ...]


@frozen
class Reckoned:
    """A score taken apart. `formula` is the whole in words with its numbers; `not_applicable` are codes."""

    score: Score
    categories: tuple[CategoryReckoned, ...]
    formula: str
    not_applicable: tuple[str, ...]
    passed: int
    asked: int


def reckoned(score: Score, weights: Mapping[str, Fraction]) -> Reckoned:
    """Return a score taken apart, categories in their own order."""
    with_rules = [score.categories[name] for name in QUALITY.values() if score.categories[name].rules]
    told = tuple(
        CategoryReckoned(
            TITLES[each.name],
            each.shown,
            WORDS.number(float(weights[each.name])),
            exact(sum((rule.weight * (rule.share or Fraction(0)) for rule in each.rules), Fraction(0))),
            sum(rule.weight for rule in each.rules),
            tuple(_rule(rule, score) for rule in each.rules),
        )
        for each in with_rules
    )
    applied = [count for count in score.counts if count.applicable]
    return Reckoned(
        score,
        told,
        _formula(told, score, weights),
        tuple(count.code for count in score.counts if not count.applicable),
        sum(count.passed == count.applicable for count in applied),
        len(applied),
    )


def _rule(count: Count, score: Score) -> RuleReckoned:
    share = count.share or Fraction(0)
    gain = score.gains.get(count.code)
    return RuleReckoned(
        count.code,
        registry.get(count.code).rule.name,
        _SEVERITIES.get(count.weight, ""),
        count.weight,
        count.passed,
        count.applicable,
        shown(share * 100),
        exact(count.weight * share),
        points(gain) if gain is not None else "",
        rule_page(count.code),
    )


def _formula(told: tuple[CategoryReckoned, ...], score: Score, weights: Mapping[str, Fraction]) -> str:
    if score.overall is None:
        return ""
    alike = len(set(weights.values())) == 1
    parts = [each.shown if alike else f"{each.weight} × {each.shown}" for each in told]
    of = len(told) if alike else sum((Fraction(each.weight) for each in told), Fraction(0))
    divisor = WORDS.number(float(of))
    return f"({' + '.join(parts)}) ÷ {divisor} = {score.shown}"
