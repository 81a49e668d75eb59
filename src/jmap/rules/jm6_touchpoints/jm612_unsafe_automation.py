"""Something runs by itself, and nothing says when it starts, when it stops and how much is too much.

What: a play with `automation: full` says `when`, `stop` and `cap`. A touchpoint with `automation: full` is
named in the `touchpoints` of a play that says all three; a dropped play does not count.

Why: a machine does not notice that the customer has just complained. Without a stop it writes to people who
have left, and without a cap five campaigns write on one day.

Fix: write a play for the touchpoint, with what sets it off as `when`, what ends it as `stop`, and a `cap`
such as `1 a week per customer`.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.actions import Play
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(code="JM612", name="unsafe-automation", severity=Severity.WARNING, on="map")

_AT = ("automation",)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look at what runs by itself: touchpoints, then plays."""
    running = [play for play in journey.plays() if play.state != "dropped"]
    for touchpoint in journey.touchpoints:
        if touchpoint.automation == "full":
            yield _touchpoint(
                touchpoint, [each for each in running if touchpoint.id in each.touchpoints], see
            )
    for play in running:
        if play.automation != "full":
            continue
        missing = _missing(play)
        if missing:
            message = f"play `{play.id}` runs by itself, but has no {keys(missing)}"
            yield see.failed(play, message, f"add {keys(missing, 'and')}", at=_AT)
        else:
            yield see.passed(play, _AT)


def _touchpoint(touchpoint: Touchpoint, plays: list[Play], see: See) -> Outcome:
    if not plays:
        message = f"touchpoint `{touchpoint.id}` runs by itself, but no play says when and how often"
        hint = f"add a play with `touchpoints: {touchpoint.id}`, `when`, `stop` and `cap`"
        return see.failed(touchpoint, message, hint, at=_AT)
    play = min(plays, key=lambda each: len(_missing(each)))
    missing = _missing(play)
    if not missing:
        return see.passed(touchpoint, _AT)
    message = f"touchpoint `{touchpoint.id}` runs by itself, but its play `{play.id}` has no {keys(missing)}"
    related = (see.related(play, "the play that runs it"),)
    return see.failed(touchpoint, message, f"add {keys(missing, 'and')} to the play", at=_AT, related=related)


def _missing(play: Play) -> list[str]:
    return [key for key in ("when", "stop", "cap") if not getattr(play, key)]
