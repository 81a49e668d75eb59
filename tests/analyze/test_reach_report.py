"""Touchpoints, signs, milestones, segments, cohorts: on a terminal, and as audits read them."""

# Tables are as wide as they are.
# ruff: noqa: E501

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jmap.analyze.analysis import Analysis
from jmap.analyze.document import document
from jmap.analyze.formats import registry
from jmap.formats.style import Style
from jmap.measures.reading import measures_of
from tests.analyze.logs import WANTED, analysis

HOUR = 3600
MAP = """\
scope: lifecycle
leave: {event: gone}
dormant: {inactive: 30h}
stages:
  a:
    phase: before
    enter: {event: a}
    milestone: {event: talk}
    drivers: [{text: A talk, when: {event: talk}}, Prose]
    risks: [{text: Silence, when: {inactive: 3h}}]
  b: {phase: after, enter: {event: b}, milestone: {event: talk}}
touchpoints: {talk: {name: Talk, stage: a, events: talk}, none: {name: Never, stage: b, events: zz}}
segments: {big: {name: Big, where: {size: big}}, odd: {name: Odd, where: {moon: full}}}
"""
MILESTONES = """\
  Milestones, Kaplan-Meier
    stage                                        visits that reach it  may still  median  90 % by
    A                                         50.0 % (39 to 61) of 80          0     1 h        -
    B                                           2.1 % (0 to 11) of 48         47       -        -
    from the purchase to the first one after    2.1 % (0 to 11) of 48         47       -        -"""
TOUCHPOINTS = """\
  Touchpoints, first visits that have had 20 h: an association, no proof
    touchpoint         reach  contacts  moved on, met       not met              points     at the landmark   landmark
                 time if met    if not
    Talk        50.0 % of 80        40   90.0 % of 40  30.0 % of 40  +60.0 (+40 to +73)  +60.0 (+40 to +73)  1 h of 80
                         2 h       2 h
    Never        0.0 % of 48         0              -             -                   -                   -          -"""
SIGNS = """\
  Drivers, judged at the landmark: an association, no proof; 1 more no log can show
            stage       seen in  moved on with it       without              points
    A talk  A      50.0 % of 80      90.0 % of 40  30.0 % of 40  +60.0 (+40 to +73)  holds
  Risks, judged at the landmark: an association, no proof
             stage      seen in  left with it       without  points
    Silence  A      0.0 % of 80             -  40.0 % of 80       -  never seen"""
SEGMENTS = """\
  Segment Odd, not observed: the log has no attribute `moon`
  Segment Big, 50.0 % of 80 customers; 1 customer unknown
    share who                             in it        the rest            difference         p
    reach B from the step before   90.0 % of 40    30.0 % of 40    +60.0 (+40 to +73)  < 0.0001  differs
    move on from A                 90.0 % of 40    30.0 % of 40    +60.0 (+40 to +73)  < 0.0001  differs
    leave in A                     10.0 % of 40    70.0 % of 40    -60.0 (-73 to -40)  < 0.0001  differs
    are dormant                   100.0 % of 36  100.0 %* of 12     +0.0 (-10 to +24)         -  too few
    purchase                       90.0 % of 40    30.0 % of 40    +60.0 (+40 to +73)  < 0.0001  differs
    reach the milestone of A      100.0 % of 40     0.0 % of 40  +100.0 (+88 to +100)  < 0.0001  differs
    meet Talk                     100.0 % of 40     0.0 % of 40  +100.0 (+88 to +100)  < 0.0001  differs
    show the driver A talk        100.0 % of 40     0.0 % of 40  +100.0 (+88 to +100)  < 0.0001  differs
    median time in A                  2 h of 40       2 h of 40   +0 s (+0 s to +0 s)         -  not sure
    median time in B                    - of 36         - of 12                     -         -
    2 other comparisons show no sure difference"""
COHORTS = """\
  Cohorts, by the month of the first event
             customers  purchased so far       dormant
    2026-01         81      59.3 % of 81  98.0 % of 49"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    events: list[tuple[object, ...]] = []
    for n in range(40):
        big, small = {"size": "big"}, {"size": "small"}
        end = "b" if n < 36 else "gone"
        events += [(f"m{n:02}", "a", 0, big), (f"m{n:02}", "talk", 1, big), (f"m{n:02}", end, 2, big)]
        events += [(f"n{n:02}", "a", 0, small), (f"n{n:02}", "b" if n < 12 else "gone", 2, small)]
    events += [("m00", "talk", 9, {"size": "big"}), ("z", "other", 40, {"size": ""})]
    folder = tmp_path_factory.mktemp("reach")
    return analysis(folder, MAP, events, replace(WANTED, window=20 * HOUR))


def part(text: str, first: str, lines: int) -> str:
    """Return so many lines of a text, from the one that begins with some words."""
    every = text.splitlines()
    start = next(n for n, line in enumerate(every) if line.strip().startswith(first))
    return "\n".join(every[start : start + lines])


def test_the_report(made: Analysis) -> None:
    text = registry.load("full")(made, Style())
    assert part(text, "Milestones", 5) == MILESTONES
    assert part(text, "Touchpoints", 6) == TOUCHPOINTS
    assert part(text, "Drivers", 6) == SIGNS
    assert part(text, "Segment Odd", 14) == SEGMENTS
    assert part(text, "Cohorts", 3) == COHORTS
    assert text.endswith("  * of fewer than 30: too few to judge by\n")


def test_what_audits_read(made: Analysis) -> None:
    data = json.dumps(document(made)).encode()
    [found] = measures_of(data, "made.json").maps.values()
    talk = found.touchpoints["talk"]
    assert talk.reach is not None
    assert (talk.reach.n, talk.reach.of) == (40, 80)
    assert talk.lift == pytest.approx(0.6)
    assert talk.lift_low == pytest.approx(0.4, abs=0.05)
    assert found.touchpoints["none"].lift is None
    [written] = document(made)["maps"].values()
    [talked, prose] = written["drivers"]["a"]
    assert (talked["holds"], talked["landmark"]["forward"]["exposed"]["n"]) == (True, 36)
    assert prose == {"text": "Prose", "observed": False, "unseen": ["it has no `when`"]}
    assert written["segments"]["odd"] == {"observed": False, "unseen": ["the log has no attribute `moon`"]}
    assert written["segments"]["big"]["unknown"] == 1
    assert written["time_to_value"]["reached"]["n"] == 1
    [cohort] = written["cohorts"]["rows"]
    assert (cohort["began"], cohort["customers"], cohort["active"]) == ("2026-01", 81, [None])
