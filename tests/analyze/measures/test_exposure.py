"""Touchpoints, drivers and risks: the eight customers by hand, and logs by chance counted one by one."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from jmap.analyze.measures.exposure import Compared, Contrast
from jmap.analyze.measures.signs import holds
from tests.analyze import generated
from tests.analyze.logs import measured, visits
from tests.analyze.test_eight_customers import EVENTS, MAP

DAY = 24
HOUR = 3600
Counts = tuple[int, int, int, int]


def counts(contrast: Contrast) -> Counts:
    """Return (came out so, units) of those who met it, then of the others."""
    return (contrast.exposed.n, contrast.exposed.of, contrast.not_exposed.n, contrast.not_exposed.of)


def test_touched_and_untouched(tmp_path: Path) -> None:
    [mail] = measured(tmp_path, MAP, EVENTS, window=DAY * HOUR).exposures.contacts.values()
    # d and e are touched, of whom d goes on; a, c, f, g and h are not, of whom a and f go on in time.
    assert counts(mail.whole.forward) == (1, 2, 2, 5)
    assert counts(mail.whole.leaving) == (0, 2, 0, 5)
    assert (mail.reach.n, mail.reach.of, mail.contacts) == (2, 7, 2)
    assert (mail.time_exposed, mail.time_not_exposed) == (2 * HOUR, 2 * HOUR)
    # First touched after 1 and 4 hours. c, e, f, g and h are still there after 2.5, none of them touched.
    assert mail.at == 2.5 * HOUR
    assert mail.landmark is not None
    assert counts(mail.landmark.forward) == (0, 0, 1, 5)
    assert mail.landmark.forward.difference is None
    assert mail.guarded is mail.whole


def test_only_visits_with_time_enough_are_judged(tmp_path: Path) -> None:
    [mail] = measured(tmp_path, MAP, EVENTS, window=50 * HOUR).exposures.contacts.values()
    # The log ends after 50 hours: h, who came after one, has had 49. c moved on in the very last moment.
    assert counts(mail.whole.forward) == (1, 2, 3, 4)


def test_what_moves_a_customer_on_is_not_met_before(tmp_path: Path) -> None:
    text = (
        "stages: {a: {enter: {event: a}}, b: {enter: {event: b}}}\n"
        "touchpoints: {first: {stage: a, events: a}, last: {stage: a, events: b},"
        " never: {stage: a, events: z}}\n"
    )
    found = measured(tmp_path, text, [("x", "a", 0), ("x", "b", 5), ("y", "b", 9)], window=HOUR * 4)
    reach = {
        found.plan.contacts[n].id: (each.reach.n, each.reach.of)
        for n, each in found.exposures.contacts.items()
    }
    assert reach == {"first": (1, 1), "last": (0, 1), "never": (0, 1)}


def test_the_first_moment_of_a_visit_and_the_last_of_its_window_count(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}}\ntouchpoints: {t: {stage: a, events: t}}\n"
    events = [("x", "a", 0), ("x", "t", 0), ("y", "a", 0), ("y", "t", 4), ("z", "a", 0), ("z", "t", 4.01)]
    [t] = measured(tmp_path, text, events, window=HOUR * 4).exposures.contacts.values()
    assert (t.reach.n, t.reach.of, t.contacts, t.at) == (2, 3, 2, 2 * HOUR)


def test_a_touchpoint_of_a_stage_that_no_log_shows_is_not_measured(tmp_path: Path) -> None:
    text = "stages: {a: {enter: {event: a}}, b: {enter: Prose}}\ntouchpoints: {t: {stage: b, events: t}}\n"
    found = measured(tmp_path, text, [("x", "a", 0), ("x", "t", 1)])
    assert found.exposures.contacts == {}


SIGNS = """\
scope: lifecycle
leave: {event: gone}
stages:
  a:
    phase: before
    enter: {event: a}
    drivers: [Prose, {text: Two talks, when: {event: talk, times: 2}}]
    risks: [{text: Silence, when: {inactive: 3h}}, {text: Small, when: {attribute: size, is: small}}]
  b: {phase: after, enter: {event: b}}
"""


def test_drivers_and_risks(tmp_path: Path) -> None:
    big, small = {"size": "big"}, {"size": "small"}
    events = [
        *[("w", "a", 0, big), ("w", "talk", 1, big), ("w", "talk", 2, big), ("w", "b", 3, big)],
        *[("x", "a", 0, small), ("x", "talk", 1, small), ("x", "gone", 9, small)],
        *[("y", "a", 0, big), ("y", "gone", 2, big)],
        *[("z", "a", 0, small), ("z", "gone", 5, small), ("z", "late", 40, small)],
    ]
    found = measured(tmp_path, SIGNS, events, window=20 * HOUR)
    signs = {found.plan.signs[n].text: each for n, each in found.exposures.signs.items()}
    assert list(signs) == ["Two talks", "Silence", "Small"]
    assert counts(signs["Two talks"].whole.forward) == (1, 1, 0, 3)
    assert counts(signs["Two talks"].whole.leaving) == (0, 1, 3, 3)
    # x is silent from hour 4, z from hour 3.
    assert counts(signs["Silence"].whole.leaving) == (2, 2, 1, 2)
    assert signs["Silence"].at == 3.5 * HOUR
    assert signs["Silence"].landmark is not None
    # Of w, x, y and z, x and z are there after 3.5 hours; z has been silent by then.
    assert counts(signs["Silence"].landmark.leaving) == (1, 1, 1, 1)
    assert counts(signs["Small"].whole.leaving) == (2, 2, 1, 2)
    [prose] = [each for each in found.plan.signs if each.text == "Prose"]
    assert prose.when.unseen == ("it has no `when`",)


def test_a_sign_holds_where_the_interval_keeps_to_one_side(tmp_path: Path) -> None:
    text = SIGNS.replace("times: 2", "times: 1")
    events: list[tuple[str, str, float]] = []
    for n in range(40):
        events += [(f"m{n:02}", "a", 0), (f"m{n:02}", "talk", 1), (f"m{n:02}", "b" if n < 36 else "gone", 2)]
        events += [(f"n{n:02}", "a", 0), (f"n{n:02}", "b" if n < 12 else "gone", 2)]
    found = measured(tmp_path, text, [*events, ("z", "other", 50)], window=20 * HOUR)
    [(place, talk), *_] = found.exposures.signs.items()
    sign = found.plan.signs[place]
    assert talk.landmark is not None
    assert counts(talk.landmark.forward) == (36, 40, 12, 40)
    assert holds(sign, talk, 30) is True
    assert holds(sign, talk, 41) is None


@pytest.mark.parametrize("seed", range(6))
def test_it_is_what_counting_customer_by_customer_gives(tmp_path: Path, seed: int) -> None:
    window = 5
    text = (
        generated.MAP
        + "touchpoints: {t: {stage: one, events: [other, one]}, u: {stage: two, events: 'oth*'}}\n"
    )
    events = generated.log(seed)
    found = measured(tmp_path, text, events, window=window * HOUR)
    end = max(hours for *_, hours in events)
    seen = visits(tmp_path, text, events)
    for stage, codes, exposure in zip(
        ("one", "two"), (("other", "one"), ("other",)), found.exposures.contacts.values(), strict=True
    ):
        units = []
        for n, (who, at, came, went, nxt, _, _, _, number) in enumerate(seen):
            if at != stage or number != 1 or came + window > end:
                continue
            until = went if went is not None and went <= came + window else came + window + 0.5
            touches = {
                (name, hours)
                for one, name, hours in events
                if one == who and name in codes and came <= hours < until
            }
            fresh = nxt is not None and seen[n + 1][8] == 1
            names = generated.STEPS
            ahead = nxt is not None and (
                names.index(nxt) == names.index(stage) + 1
                or (fresh and names.index(nxt) > names.index(stage))
            )
            moved = ahead and went is not None and went <= came + window
            first = min((hours - came for _, hours in touches), default=None)
            units.append((first, len(touches), moved, None if went is None else went - came))
        hit, missed = [u for u in units if u[0] is not None], [u for u in units if u[0] is None]
        assert counts(exposure.whole.forward) == (
            sum(u[2] for u in hit),
            len(hit),
            sum(u[2] for u in missed),
            len(missed),
        )
        assert exposure.contacts == sum(u[1] for u in units)
        at = median(u[0] for u in hit if u[0] is not None)
        assert exposure.at == at * HOUR
        there = [u for u in units if u[3] is None or u[3] > at]
        early = [u for u in there if u[0] is not None and u[0] <= at]
        late = [u for u in there if u not in early]
        assert isinstance(exposure.landmark, Compared)
        assert counts(exposure.landmark.forward) == (
            sum(u[2] for u in early),
            len(early),
            sum(u[2] for u in late),
            len(late),
        )
        # The two sides are all units, and reach is their share.
        assert exposure.reach.n == len(hit)
        assert exposure.reach.of == len(units)


def test_nobody_is_said_to_stay_in_a_stage_that_no_log_shows_a_way_out_of(tmp_path: Path) -> None:
    text = (
        "stages: {a: {enter: {event: a}}, b: {enter: {event: b}, risks: [{text: R, when: {event: t}}]},"
        " c: {enter: Prose}}\ntouchpoints: {t: {stage: b, events: t}}\nleave: {event: gone}\n"
    )
    events = [("x", "b", 0), ("x", "t", 1), ("x", "gone", 3), ("y", "b", 0), ("y", "t", 9)]
    found = measured(tmp_path, text, events, window=HOUR * 4).exposures
    [t], [risk] = found.contacts.values(), found.signs.values()
    assert counts(t.whole.forward) == (0, 0, 0, 0)
    assert (t.reach.n, t.reach.of) == (1, 2)
    assert counts(risk.whole.leaving) == (1, 1, 0, 1)
    assert risk.guarded is risk.landmark
    back = text.replace("b: {enter", "b: {next: [a, c], enter")
    [t] = measured(tmp_path, back, events, window=HOUR * 4).exposures.contacts.values()
    assert counts(t.whole.forward) == (0, 1, 0, 1)
