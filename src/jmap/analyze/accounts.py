"""The health of accounts by name: all of them, the lowest first, or one with its parts and their change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from jmap.analyze.engine import Engine
from jmap.analyze.figures import HealthPlan
from jmap.analyze.measures.health import Accounts
from jmap.analyze.plan import MapPlan
from jmap.analyze.scoring import Score, apportioned
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.records import frozen

DIGITS: Final = 4
"""Scores and what they are made of are told to so many decimals, and add up to the last of them."""


@frozen
class Named:
    """An account by name with its score."""

    account: str
    plan: MapPlan
    model: HealthPlan
    score: Score


@frozen
class Told:
    """One part of a score as it is told; `change` is None where no earlier score is known."""

    indicator: str
    name: str
    value: float | None
    s: float | None
    weight: float
    contribution: float
    change: float | None


@frozen
class Earlier:
    """A score of before: when, what, and what each indicator gave to it, by id."""

    when: str
    score: float
    band: str | None
    contributions: Mapping[str, float]


@frozen
class Explained:
    """The score of one account: parts that add up to it, and changes that add up to its change."""

    named: Named
    score: float | None
    parts: tuple[Told, ...]
    earlier: Earlier | None

    @property
    def change(self) -> float | None:
        """Return by how much the score has changed."""
        if self.earlier is None or self.score is None:
            return None
        return round(self.score - self.earlier.score, DIGITS)


def named(
    engine: Engine, plan: MapPlan, model: HealthPlan, log: Log, wanted: Wanted, at: int
) -> Iterator[Named]:
    """Yield the accounts of a health score as they stood at a moment, in the order of their names."""
    names: dict[int, str] = dict(engine.rows("SELECT cid, customer FROM customers"))
    for cid, score in Accounts(engine, plan, model, log, wanted, at).scores():
        yield Named(names[cid], plan, model, score)


def lowest_first(accounts: Sequence[Named]) -> list[Named]:
    """Return accounts by score, those without one last; equal ones by name."""
    return sorted(
        accounts, key=lambda each: (each.score.score is None, each.score.score or 0.0, each.account)
    )


def earlier_of(score: Score, when: str) -> Earlier | None:
    """Return a score as one of before; None where it has no value."""
    if score.score is None:
        return None
    given = apportioned(score.score, [part.contribution for part in score.parts], DIGITS)
    parts = zip(score.parts, given, strict=True)
    return Earlier(
        when,
        round(score.score, DIGITS),
        score.band,
        {part.indicator.id: each for part, each in parts},
    )


def explained(account: Named, earlier: Earlier | None) -> Explained:
    """Return a score with its parts, and what has changed since an earlier one."""
    found = account.score
    if found.score is None:
        earlier = None
    given = apportioned(found.score or 0.0, [part.contribution for part in found.parts], DIGITS)
    before = dict(earlier.contributions) if earlier is not None else {}
    parts = [
        Told(
            part.indicator.id,
            part.indicator.title,
            part.value,
            part.s,
            part.indicator.weight,
            gives,
            round(gives - before.pop(part.indicator.id, 0.0), DIGITS) if earlier is not None else None,
        )
        for part, gives in zip(found.parts, given, strict=True)
    ]
    # What the model no longer looks at has its share in the change too.
    parts.extend(Told(id_, id_, None, None, 0.0, 0.0, round(-was, DIGITS)) for id_, was in before.items())
    score = None if found.score is None else round(found.score, DIGITS)
    return Explained(account, score, tuple(parts), earlier)


def as_data(found: Explained, as_of: str) -> dict[str, Any]:
    """Return an explained score as plain data."""
    earlier = found.earlier
    return {
        "account": found.named.account,
        "as_of": as_of,
        "band": found.named.score.band,
        "change": found.change,
        "covered": round(found.named.score.covered, 6),
        "map": found.named.plan.id,
        "method": found.named.model.method,
        "model": found.named.model.id,
        "parts": [
            {
                "indicator": part.indicator,
                "name": part.name,
                "value": None if part.value is None else round(part.value, 6),
                "s": None if part.s is None else round(part.s, DIGITS),
                "weight": part.weight,
                "contribution": part.contribution,
                "change": part.change,
            }
            for part in found.parts
        ],
        "score": found.score,
        "since": {"as_of": earlier.when, "score": earlier.score, "band": earlier.band} if earlier else None,
    }
