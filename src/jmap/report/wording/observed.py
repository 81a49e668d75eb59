"""Milestones, drivers and risks, and segments as a log shows them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from jmap.audit.milestone_lines import MilestoneLine, ValueLine
from jmap.audit.segment_lines import SegmentLine
from jmap.audit.sign_lines import SignLine
from jmap.measures.measured import Difference, Rate
from jmap.report.wording.figures import counted, duration, number, percent, rate, signed

FEW: Final = "too few to judge by"


def milestone(line: MilestoneLine) -> str:
    """Return how many visits reach a milestone, and how soon."""
    time = f" within {line.within}" if line.within else ""
    return f"{rate(line.reached)} of visits reach it{time}{_soon(line)}"


def milestone_name(line: MilestoneLine) -> str:
    """Return the stage of a milestone, with what the map calls it."""
    return f"{line.title} ({line.label})" if line.label else line.title


def time_to_value(line: ValueLine) -> str:
    """Return how many who purchased reach a milestone after it, and how soon."""
    return f"{rate(line.reached)} of those who purchased reach a milestone after it{_soon(line)}"


def _soon(line: MilestoneLine | ValueLine) -> str:
    parts = []
    if line.median is not None:
        parts.append(f"median {duration(line.median)}")
    if line.p90 is not None:
        parts.append(f"p90 {duration(line.p90)}")
    if line.waiting:
        parts.append(f"{line.waiting} may yet")
    if line.few:
        parts.append(FEW)
    return "".join(f", {part}" for part in parts)


def sign_counts(lines: Sequence[SignLine]) -> str:
    """Return how many drivers and risks hold, such as `2 drivers and risks in the log: 2 borne out`."""
    states = [sign_state(each) for each in lines]
    parts = [f"{states.count(state)} {words}" for state, words in _STATES.items() if state in states]
    return f"{counted(len(lines), 'driver or risk', 'drivers and risks')} in the log: {', '.join(parts)}"


_STATES: Final = {
    "holds": "borne out",
    "opposite": "the other way round",
    "open": "without a clear difference",
    "few": "with too few cases",
}


def sign_state(line: SignLine) -> str:
    """Return `holds`, `opposite`, `open` where the difference may be chance, or `few`."""
    if line.holds is not None:
        return "holds" if line.holds else "opposite"
    return "few" if line.few else "open"


def sign_verdict(line: SignLine) -> str:
    """Return what the data says of a driver or risk, in a few words."""
    if line.holds is None:
        if line.reach is not None and not line.reach.n:
            return "never seen"
        return FEW if line.few else "no clear difference"
    return "holds" if line.holds else "the other way round"


def sign(line: SignLine) -> str:
    """Return what the data says of a driver or risk, with its cases; an association and no proof."""
    if line.reach is not None and not line.reach.n:
        return f"{sign_verdict(line)} in {counted(line.reach.of, 'visit')}"
    shares = ""
    if line.shown is not None and line.not_shown is not None:
        does = "move on in time" if line.kind == "driver" else "leave"
        shares = f": {_of(line.shown)} {does} with it, {_of(line.not_shown)} without"
    return f"{sign_verdict(line)}{shares}{points(line.difference)}"


def points(difference: Difference | None) -> str:
    """Return a difference in points with its interval, such as `, +12 points (3 to 20)`; '' for none."""
    if difference is None:
        return ""
    low, high = (number(round(100 * each, 1)) for each in (difference.low, difference.high))
    return f", {signed(round(100 * difference.value, 1))} points ({low} to {high})"


def _of(share: Rate) -> str:
    if share.value is None:
        return "none"
    return f"{percent(share.value)} ({share.n} of {share.of})"


def segment_counts(lines: Iterable[SegmentLine]) -> str:
    """Return in how much segments differ from the rest."""
    every = list(lines)
    worse = sum(each.worse for each in every)
    return f"{counted(len(every), 'difference')} from the rest by more than chance, {worse} for the worse"


def segment(line: SegmentLine) -> str:
    """Return how a segment differs from the rest, with the cases of both."""
    return f"{segment_what(line)}: {_of(line.inside)}, the rest {_of(line.rest)}{points(line.difference)}"


def segment_what(line: SegmentLine) -> str:
    """Return what is compared, such as `leave from Try it`."""
    stage = f" {line.at}" if line.at else ""
    return {
        "funnel": f"reach{stage} from the step before",
        "forward": f"move on in time from{stage}",
        "left": f"leave from{stage}",
        "dormant": "are dormant",
        "conversion": "purchase",
    }.get(line.measure, line.measure)
