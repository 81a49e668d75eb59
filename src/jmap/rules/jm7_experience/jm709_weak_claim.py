"""What is said of a moment of truth rests on too little.

What: in a map with `state: current` every emotion, pain and performance of a moment of truth has a
confidence of at least 0.5. Confidence is 1 less the product, over the evidence cited, of (1 - weight x
freshness x enough). The weight is 1 for analytics, interviews, diaries and observation, 0.9 for surveys,
0.8 for support, 0.6 for reviews, 0.3 for workshops, and 0.1 for assumptions and what does not say its
`kind`. Freshness is 0.5^(age / 180 days), or 1 without a `date`. Enough is `n` / 5, of a survey `n` / 100,
but no more than 1, and 1 where no `n` is said. A claim without evidence has a confidence of 0. As in JM707
a pain's own evidence goes before its touchpoint's, and that before its stage's.

Why: moments of truth are where money and time go first. A guess there costs more than a guess elsewhere,
and looks the same on the wall.

Fix: cite more evidence, or newer. Five interviews of this month are worth more than a workshop of last
year; each further piece of evidence raises the confidence, and none ever lowers it.

Source: the figures are ours; that independent evidence adds up in this way is the noisy-or of Pearl,
"Probabilistic Reasoning in Intelligent Systems" (1988).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.claims import claims_of
from jmap.rules.confidence import HALF_LIFE, confidence, in_force, strength
from jmap.rules.figures import plain, tidy
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM709",
    name="weak-claim",
    severity=Severity.WARNING,
    on="moment of truth",
    options={
        "min": Option(0.5, "lowest confidence", ours=True, least=0, most=1),
        "half_life": Option(
            HALF_LIFE, "days after which evidence counts half", ours=True, least=1, most=36500
        ),
    },
)

_SHOWN = 3


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Weigh the evidence of each claim on the day of the run."""
    if see.journey.file.state != "current":
        return
    least, half_life = see.options["min"], max(1, see.options["half_life"])
    for claim in claims_of(touchpoint, see.journey):
        cited = in_force(see.journey, claim.evidence)
        held = tidy(confidence(cited, see.as_of, half_life))
        if held >= least:
            yield see.passed(touchpoint, claim.at)
            continue
        said = f"{claim.wording}, a moment of truth,"
        if not cited:
            message, hint = f"{said} rests on no evidence", "ask a few customers, and cite it with `evidence`"
        else:
            message = f"{said} has a confidence of {_cut(held)}; {plain(least)} is asked for"
            hint = "cite more evidence, or newer: interviews, observation and analytics weigh most"
        related: tuple[Place, ...] = tuple(
            see.related(each, f"counts for {_cut(strength(each, see.as_of, half_life))}")
            for each in cited[:_SHOWN]
        )
        yield see.failed(touchpoint, message, hint, at=claim.at, related=related, offending=claim.offending)


def _cut(number: float) -> str:
    """Return a number cut to two decimals, so that what is shown as 0.5 is enough."""
    return plain(math.floor(tidy(number) * 100) / 100)
