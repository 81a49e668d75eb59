"""A stage has the same step twice.

What: no two touchpoints of a stage have the same name, whatever its case, spacing and punctuation, or names
that are alike by 0.93 or more (twice the letters that they share in order, over the letters of both). Names
with different numbers in them are different, and names of fewer than ten letters are only compared as they
are. In a stage of more than 200 touchpoints, so are all names.

Why: two teams wrote down the same step, each with its own pains and owner. Whoever counts touchpoints counts
it twice, and whoever mends it mends half.

Fix: make one touchpoint of them. Where they differ, let the names say how.

Source: ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from jmap.faults import Severity
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.words import excerpt

RULE = Rule(
    code="JM613",
    name="same-thing-twice",
    severity=Severity.WARNING,
    on="stage",
    options={
        "alike": Option(0.93, "likeness of two names at which they are one", ours=True, least=0.5, most=1)
    },
)

_MANY = 200
_SHORT = 10
_NUMBERS = re.compile("[0-9]+")
_NO_WORD = re.compile(r"[\W_]+")


def check(stage: Stage, see: See) -> Iterator[Outcome]:
    """Compare each touchpoint with those before it in its stage."""
    touchpoints = see.journey.touchpoints_of(stage.id)
    alike = see.options["alike"] if len(touchpoints) <= _MANY else 1
    before: dict[str, Touchpoint] = {}
    for each in touchpoints:
        name = normalised(each.title)
        twin = before.get(name)
        if twin is None and alike < 1:
            likely = (other for known, other in before.items() if _likeness(known, name, alike) >= alike)
            twin = next(likely, None)
        before.setdefault(name, each)
        if twin is None:
            yield see.passed(each)
            continue
        at = ("name",) if each.name is not None else ()
        message = f"touchpoint `{each.id}` has the name of `{twin.id}` in the same stage"
        if normalised(twin.title) != name:
            message = f"touchpoint `{each.id}` is called almost as `{twin.id}`, “{excerpt(twin.title)}”"
        related = (see.related(twin, "the same step?", ("name",) if twin.name is not None else ()),)
        yield see.failed(each, message, "make one of them, or say how they differ", at=at, related=related)


def normalised(name: str) -> str:
    """Return a name without case, spacing and punctuation."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _NO_WORD.sub(" ", folded).strip()


def _likeness(one: str, other: str, least: float) -> float:
    """Return how alike two names are, or 0 where it cannot be `least`."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _SHORT or 2 * shorter < least * (shorter + longer):
        return 0
    if _NUMBERS.findall(one) != _NUMBERS.findall(other):
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < least:
        return 0
    # The order of the two can matter to the matcher, and must not matter to the answer.
    return max(matcher.ratio(), SequenceMatcher(None, other, one, autojunk=False).ratio())
