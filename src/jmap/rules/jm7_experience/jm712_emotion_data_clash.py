"""A feeling is drawn that what customers did contradicts.

What: where measures are read (`--measures`), no touchpoint in the worst quarter of drop-off is drawn happy,
at 1 or more, and none in the best quarter unhappy, at -1 or less. Drop-off is the share of those who met the
touchpoint that did not move on. Compared are the touchpoints of the map that at least `min_n` customers met,
where there are four or more; of those that are level, all are in a quarter or none. A feeling that changes
counts as it ends, and that of the map's point of view counts. Touchpoints without a feeling are let off.

Why: a curve is most often drawn from talk. Where people leave in numbers from what is drawn as a delight,
either the feeling or the reading of the data is wrong, and decisions rest on both.

Fix: look at what those who left did next, and ask some of them. Then mend the emotion, or cite the evidence
that explains both.

Source: ours; that drawn feelings want checking against behaviour is common practice in journey analytics.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.feelings import feeling, written_at
from jmap.rules.figures import percent
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.went_on import drop_offs
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM712",
    name="emotion-data-clash",
    severity=Severity.WARNING,
    on="map",
    options={
        "happy": Option(1, "emotion from which a touchpoint is drawn happy", ours=True, least=-2, most=2),
        "unhappy": Option(
            -1, "emotion down from which a touchpoint is drawn unhappy", ours=True, least=-2, most=2
        ),
        "part": Option(
            0.25, "share of touchpoints that are the worst, or the best", ours=True, least=0, most=0.5
        ),
        "least": Option(
            4, "measured touchpoints that can be compared", ours=True, least=2, most=1000, whole=True
        ),
    },
    measured=True,
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Hold the end of each touchpoint's feeling against its drop-off."""
    if see.measured is None:
        return
    for each in drop_offs(journey, see.measured, see.min_n, **see.options):
        subject, at = written_at(each.point, journey)
        if not each.clash:
            yield see.passed(subject, at)
            continue
        happy = each.quarter == "worst"
        rank = "one of the worst" if happy else "one of the best"
        message = (
            f"touchpoint `{each.touchpoint.id}` is drawn {'happy' if happy else 'unhappy'}, at"
            f" {feeling(each.point)}, but {percent(each.share)} of {each.n} who met it did not move on,"
            f" {rank} of {each.others} touchpoints"
        )
        who = "left" if happy else "stayed"
        hint = f"ask those who {who} what they felt, then mend the emotion or cite what explains both"
        yield see.failed(subject, message, hint, at=at)
