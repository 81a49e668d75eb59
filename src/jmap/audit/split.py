"""Splits the change of a score since a snapshot into what the maps did and what the ruler did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from jmap.audit.ruler_changes import shared_rules
from jmap.audit.score import Count, Score, score
from jmap.audit.snapshot import CountThen, ScoreThen
from jmap.records import frozen
from jmap.rules.registry import QUALITY


@frozen
class Split:
    """Points that the content changed the score by, and the ruler; None where `why` says why not.

    `shared` is how many rules both rulers measure alike, None where the ruler is the same.
    """

    content: Fraction | None
    ruler: Fraction | None
    shared: int | None
    why: str


def split(
    then: ScoreThen,
    now: Score,
    measures: tuple[Mapping[str, object], Mapping[str, object]],
    weights: Mapping[str, Fraction],
) -> Split:
    """Return the change from one score to another in its two parts, which sum to it.

    `measures` are the parts of the rulers of then and now, `weights` those of the categories today. With
    another ruler the content is measured on the rules that both share, with today's weights.
    """
    if then.overall is None:
        return Split(None, None, None, "nothing had been scored then")
    if now.overall is None:
        return Split(None, None, None, "nothing could be scored now")
    whole = now.overall - then.overall
    if measures[0] == measures[1]:
        return Split(whole, Fraction(0), None, "")
    shared = shared_rules(*measures)
    was = _overall(_as_counts(then.counts, now), shared, weights)
    is_ = _overall(now.counts, shared, weights)
    if was is None or is_ is None:
        why = "the rulers of then and now share no rule that applied both times"
        return Split(None, None, len(shared), why)
    content = is_ - was
    return Split(content, whole - content, len(shared), "")


def _overall(
    counts: Iterable[Count], shared: frozenset[str], weights: Mapping[str, Fraction]
) -> Fraction | None:
    return score((each for each in counts if each.code in shared), weights).overall


def _as_counts(then: Mapping[str, CountThen], now: Score) -> Iterable[Count]:
    # What a rule of each severity weighs is today's too, wherever today's counts tell it.
    weights = {each.code: each.weight for each in now.counts}
    for code, each in then.items():
        category = QUALITY.get(code[:3])
        if category is not None:
            weight = weights.get(code, each.weight)
            yield Count(code, category, weight, each.passed, each.applicable, 0, of_journey=False)
