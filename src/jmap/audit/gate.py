"""The gate: each condition that the config sets, with its value."""

from __future__ import annotations

from fractions import Fraction

from jmap.audit.audit import Audit
from jmap.audit.change import Change
from jmap.records import frozen
from jmap.workspace.config_sections import Gate


@frozen
class Condition:
    """A condition of the gate: its key in the config, what is asked for, what there is, whether that is met.

    `asked` and `value` are figures as they are written, such as `0` and `65.0`; `says` is the whole in words.
    `met` is None where it cannot be judged, and `says` then tells why.
    """

    key: str
    asked: str
    value: str
    met: bool | None
    says: str


def conditions(audit: Audit, gate: Gate, change: Change | None) -> tuple[Condition, ...]:
    """Return each condition that the config sets, in order; none where all maps are drafts."""
    if not audit.graded():
        return ()
    errors, of_journey = audit.scored_errors(), audit.journey_errors()
    found = [_most("errors", gate.errors, errors, f"{_errors(errors)} of scored rules")]
    if gate.journey_errors is not None:
        found.append(
            _most("journey_errors", gate.journey_errors, of_journey, f"{_errors(of_journey)} of the journey")
        )
    if gate.new is not None:
        found.append(_new(gate.new, change))
    if gate.overall is not None:
        overall = audit.score.overall
        found.append(_least("overall", gate.overall, audit.score.shown, overall, "overall score"))
    weakest = audit.score.weakest
    if gate.weakest is not None and weakest is not None:
        category = audit.score.categories[weakest]
        found.append(_least("weakest", gate.weakest, category.shown, category.score, f"{weakest} at"))
    return tuple(found)


def _new(most: int, change: Change | None) -> Condition:
    if change is None:
        says = (
            f"no earlier audit to tell new findings by, {most} allowed; "
            "keep one with `--save`, or name a revision with `--since`"
        )
        return Condition("new", f"{most}", "-", None, says)
    again = change.count("reopened")
    count = change.count("new") + again
    since = change.since if change.kind == "snapshot" else f"`{change.since}`"
    back = f", {again} of them back again" if again else ""
    return _most("new", most, count, f"{count} new finding{'s' if count != 1 else ''} since {since}{back}")


def _most(key: str, most: int, count: int, what: str) -> Condition:
    return Condition(key, f"{most}", f"{count}", count <= most, f"{what}, {most} allowed")


def _least(key: str, least: float, shown: str, score: Fraction | None, what: str) -> Condition:
    met = score is not None and score >= Fraction(str(least))
    return Condition(key, f"{least:g}", shown, met, f"{what} {shown}, at least {least:g} asked for")


def _errors(count: int) -> str:
    return f"{count} open error{'s' if count != 1 else ''}"
