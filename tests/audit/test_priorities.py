"""Opportunities side by side, what they answer, and what nothing answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jmap.audit.answers import MOST
from jmap.audit.priorities import OpportunityLine, Priorities, priorities
from tests.audit.maps import AS_OF, journey

START = "title: Trial\nowner: sales\nteams: {sales: Sales people, desk: Service desk}\n"
STAGES = "stages: {try: {name: Try it}, use: {}}\n"


def found(folder: Path, text: str, config: str = "") -> Priorities:
    return priorities(*journey(folder, text, config))


def lines(folder: Path, opportunities: dict[str, str], more: str = "") -> tuple[OpportunityLine, ...]:
    written = "".join(f"  {id_}: {{stages: try, {said}}}\n" for id_, said in opportunities.items())
    return found(folder, START + STAGES + "opportunities:\n" + written + more).opportunities


def test_a_map_without_opportunities_or_pains_has_nothing_to_do(tmp_path: Path) -> None:
    assert found(tmp_path, START + STAGES) == Priorities((), None, ())


def test_a_line_has_everything_that_is_said_of_an_opportunity(tmp_path: Path) -> None:
    text = (
        START
        + STAGES
        + (
            """\
metrics: {signed: {name: Signed, kind: rate, target: 40, history: {2026-Q3: 31, 2027-Q1: 50}}}
opportunities:
  first: {stages: use, state: idea}
  price:
    name: Say the price
    problem: Nobody knows the price
    stages: try
    owner: desk
    state: doing
    since: 2026-03-01
    due: 2026-10-14
    reach: 2000
    impact: 2
    confidence: 80%
    effort: 3
    importance: 9
    satisfaction: 3
    solutions: [A page, {name: A call, state: idea}]
    expected: {metric: signed, to: 40, by: 2026-Q4}
"""
        )
    )
    line, other = found(tmp_path, text).opportunities
    assert (line.number, line.id, line.title) == ("O-2", "price", "Say the price")
    assert (line.problem, line.state, line.owner) == ("Nobody knows the price", "doing", "Service desk")
    assert (line.since, line.due, line.overdue) == (date(2026, 3, 1), date(2026, 10, 14), True)
    assert (line.reach, line.impact, line.confidence, line.effort) == (2000, 2, 80, 3)
    assert (line.importance, line.satisfaction, line.ulwick) == (9, 3, 15)
    assert line.rice == pytest.approx(1066.67, abs=0.005)
    assert line.impact_effort == pytest.approx(0.6667, abs=0.0001)
    assert (line.rice_rank, line.ulwick_rank, line.impact_effort_rank, line.disputed) == (1, 1, 1, False)
    assert line.solutions == ("A page", "A call")
    assert line.moves is not None
    assert (line.moves.metric, line.moves.title, line.moves.unit) == ("signed", "Signed", "%")
    assert (line.moves.actual, line.moves.to, line.moves.by) == (31, 40, "2026-Q4")
    assert line.moves.where.line == 6
    assert (line.where.line, line.where.anchor) == (9, "st-try")
    assert (other.number, other.owner, other.since, other.due) == ("O-1", "Sales people", None, None)
    assert (other.rice, other.ulwick, other.impact_effort) == (None, None, None)
    assert (other.rice_rank, other.ulwick_rank, other.impact_effort_rank) == (None, None, None)
    assert (other.moves, other.solutions, other.answers) == (None, (), ())


def test_they_stand_by_rice_then_ulwick_then_impact_by_effort_then_id(tmp_path: Path) -> None:
    rice = "reach: {}, impact: 1, confidence: 100%, effort: 1"
    every = lines(
        tmp_path,
        {
            "z-bare": "state: idea",
            "a-bare": "state: idea",
            "effort": "impact: 3, effort: 1",
            "ulwick": "importance: 9, satisfaction: 1",
            "nought": rice.format(0),
            "ten": rice.format(10),
            "ten-wanted": rice.format(10) + ", importance: 5, satisfaction: 1",
            "twenty": rice.format(20),
            "done": rice.format(99) + ", state: done",
            "dropped": rice.format(99) + ", state: dropped",
            "archived": rice.format(99) + ", status: archived",
        },
    )
    assert [(each.id, each.number) for each in every] == [
        ("twenty", "O-8"),
        ("ten-wanted", "O-7"),
        ("ten", "O-6"),
        ("nought", "O-5"),
        ("ulwick", "O-4"),
        ("effort", "O-3"),
        ("a-bare", "O-2"),
        ("z-bare", "O-1"),
    ]
    # Equal scores share the lower rank, and the next one counts all of them.
    assert [each.rice_rank for each in every] == [1, 2, 2, 4, None, None, None, None]
    assert [each.ulwick_rank for each in every] == [None, 2, None, None, 1, None, None, None]
    assert [each.impact_effort_rank for each in every] == [2, 2, 2, 2, None, 1, None, None]


def test_archived_ones_have_the_last_numbers_as_on_the_page(tmp_path: Path) -> None:
    every = lines(tmp_path, {"old": "status: archived", "first": "state: idea", "second": "state: idea"})
    assert [(each.id, each.number) for each in every] == [("first", "O-1"), ("second", "O-2")]


def test_noise_of_binary_fractions_is_no_difference(tmp_path: Path) -> None:
    every = lines(
        tmp_path,
        {"a": "importance: 5.9, satisfaction: 5", "b": "importance: 6.8, satisfaction: 6.8"},
    )
    assert [(each.ulwick, each.ulwick_rank) for each in every] == [(6.8, 1), (6.8, 1)]


SCORED = "reach: {}, impact: 1, confidence: 100%, effort: 1, importance: {}, satisfaction: {}"


def scored(*scores: tuple[int, int]) -> dict[str, str]:
    """Return opportunities by reach and importance, all with the same impact and effort."""
    return {f"o{index}": SCORED.format(reach, want, want) for index, (reach, want) in enumerate(scores)}


@pytest.mark.parametrize(
    ("scores", "disputed"),
    [
        # Ranks 1 2 3 4 against 3 2 1 4: half of four is two.
        ([(40, 7), (30, 8), (20, 9), (10, 6)], {"o0", "o2"}),
        ([(40, 8), (30, 9), (20, 7), (10, 6)], set()),
        # Three are too few for half a list to mean anything.
        ([(30, 7), (20, 8), (10, 9)], set()),
        # Of five, half is two and a half: three places.
        ([(50, 7), (40, 8), (30, 9), (20, 6), (10, 5)], set()),
        ([(50, 6), (40, 8), (30, 9), (20, 7), (10, 5)], {"o0"}),
    ],
)
def test_disputed_ones_have_ranks_half_the_list_apart(
    tmp_path: Path, scores: list[tuple[int, int]], disputed: set[str]
) -> None:
    # By impact and effort they stand as by RICE.
    written = scored(*scores)
    for index, id_ in enumerate(written):
        written[id_] = written[id_].replace("effort: 1", f"effort: {index + 1}")
    every = lines(tmp_path, written)
    assert {each.id for each in every if each.disputed} == disputed


def test_ranks_are_compared_among_those_that_have_both_scores(tmp_path: Path) -> None:
    written = scored((40, 9), (30, 8), (20, 7), (10, 6))
    written = {id_: said.replace("effort: 1", f"effort: {int(id_[1]) + 1}") for id_, said in written.items()}
    # Five more that have Ulwick's score alone push the four down in one list only.
    written.update({f"u{index}": "importance: 10, satisfaction: 0" for index in range(5)})
    every = lines(tmp_path, written)
    assert [each.ulwick_rank for each in every if each.rice is not None] == [6, 7, 8, 9]
    assert not any(each.disputed for each in every)


@pytest.mark.parametrize(
    ("scores", "config", "agreement"),
    [
        ([(5, 1), (4, 2), (3, 3), (2, 4), (1, 5)], "", -1),
        ([(5, 5), (4, 4), (3, 3), (2, 2), (1, 1)], "", 1),
        ([(5, 5), (4, 4), (3, 3), (2, 2)], "", None),
        ([(5, 5), (4, 4), (3, 3), (2, 2)], "[rules.JM910]\nfrom = 4\n", 1),
        # All alike by Ulwick: there is no order to agree with.
        ([(5, 5), (4, 5), (3, 5), (2, 5), (1, 5)], "", None),
    ],
)
def test_agreement(
    tmp_path: Path, scores: list[tuple[int, int]], config: str, agreement: float | None
) -> None:
    written = "".join(f"  {id_}: {{stages: try, {said}}}\n" for id_, said in scored(*scores).items())
    # What is done has no part in it.
    done = "  done: {stages: try, state: done, " + SCORED.format(99, 0, 0) + "}\n"
    text = START + STAGES + "opportunities:\n" + written + done
    assert found(tmp_path, text, config).agreement == agreement


def test_overdue_begins_the_day_after(tmp_path: Path) -> None:
    trial, settings = journey(
        tmp_path, START + STAGES + f"opportunities: {{a: {{stages: try, due: {AS_OF}}}}}\n"
    )
    assert [each.overdue for each in priorities(trial, settings).opportunities] == [False]
    later = replace(settings, as_of=date(2026, 10, 16))
    assert [each.overdue for each in priorities(trial, later).opportunities] == [True]


HURTS = """\
stages:
  try: {name: Try it, pains: [{text: Slow, severity: 5}], emotion: -2}
  use: {owner: desk, pains: Far}
touchpoints:
  call: {stage: use, name: The call, emotion: {value: -1.5, label: cross},
         pains: [{text: Rude, severity: 4}, Dear]}
  visit: {stage: use, emotion: {from: 0, to: -1}, pains: [{text: Late, severity: 3}]}
  stay: {stage: use, emotion: 1, pains: [{text: Cold, severity: 5}]}
"""


def answered(line: OpportunityLine) -> list[tuple[str, str, float | None, str]]:
    return [(each.kind, each.text, each.weight, each.title) for each in line.answers]


@pytest.mark.parametrize(
    ("refers", "expected"),
    [
        (
            "touchpoints: call",
            [
                ("low", "cross", -1.5, "The call"),
                ("pain", "Rude", 4, "The call"),
                ("pain", "Dear", None, "The call"),
            ],
        ),
        # A stage answers the pains of its touchpoints, but no feeling that is not its own.
        (
            "stages: use",
            [
                ("pain", "Cold", 5, "Stay"),
                ("pain", "Rude", 4, "The call"),
                ("pain", "Late", 3, "Visit"),
                ("pain", "Far", None, "Use"),
                ("pain", "Dear", None, "The call"),
            ],
        ),
        ("stages: try", [("pain", "Slow", 5, "Try it"), ("low", "Try it", -2, "Try it")]),
        # Named twice, answered once.
        (
            "stages: use, touchpoints: [visit, visit]",
            [
                ("pain", "Cold", 5, "Stay"),
                ("pain", "Rude", 4, "The call"),
                ("low", "Visit", -1, "Visit"),
                ("pain", "Late", 3, "Visit"),
                ("pain", "Far", None, "Use"),
                ("pain", "Dear", None, "The call"),
            ],
        ),
    ],
)
def test_what_an_opportunity_answers(
    tmp_path: Path, refers: str, expected: list[tuple[str, str, float | None, str]]
) -> None:
    (line,) = found(tmp_path, START + HURTS + f"opportunities: {{o: {{{refers}}}}}\n").opportunities
    assert answered(line) == expected
    assert line.answered == len(expected)


def test_of_very_many_the_gravest_are_named_and_all_are_counted(tmp_path: Path) -> None:
    many = "".join(f"    - {{text: Pain {index}, severity: {1 + index % 5}}}\n" for index in range(300))
    text = START + "stages:\n  try:\n    pains:\n" + many
    (line,) = found(tmp_path, text + "opportunities: {o: {stages: try}}\n").opportunities
    assert (len(line.answers), line.answered) == (MOST, 300)
    assert {each.weight for each in line.answers} == {5}


def test_what_nothing_answers_stands_by_how_grave_it_is(tmp_path: Path) -> None:
    every = found(tmp_path, START + HURTS).unanswered
    assert [(each.kind, each.text, each.weight, each.title, each.owner) for each in every] == [
        ("pain", "Slow", 5, "Try it", "Sales people"),
        ("pain", "Cold", 5, "Stay", "Service desk"),
        ("low", "Try it", -2, "Try it", "Sales people"),
        ("low", "cross", -1.5, "The call", "Service desk"),
        ("pain", "Rude", 4, "The call", "Service desk"),
        ("low", "Visit", -1, "Visit", "Service desk"),
    ]
    assert [each.where.line for each in every] == [6, 12, 6, 9, 10, 11]
    assert every[4].where.anchor == "tp-call"


def test_what_is_answered_is_what_the_rules_say(tmp_path: Path) -> None:
    actions = (
        "opportunities: {gone: {stages: [try, use], state: dropped}, got: {touchpoints: stay, state: done}}\n"
        "plays: {ring: {touchpoints: call}}\n"
    )
    every = found(tmp_path, START + HURTS + actions)
    # A play answers a low, no pain; one that is dropped answers nothing; one that is done does.
    assert [(each.kind, each.text) for each in every.unanswered] == [
        *(("pain", "Slow"), ("low", "Try it"), ("pain", "Rude"), ("low", "Visit"))
    ]
    assert every.opportunities == ()


def test_the_rules_options_say_what_is_severe_and_what_is_low(tmp_path: Path) -> None:
    config = "[rules.JM905]\nseverity = 5\n[rules.JM703]\nlow = -2\n"
    every = found(tmp_path, START + HURTS, config).unanswered
    assert [(each.kind, each.text) for each in every] == [
        *(("pain", "Slow"), ("pain", "Cold"), ("low", "Try it"))
    ]


def test_thousands_of_opportunities_and_pains_take_no_time_for_each_pair(tmp_path: Path) -> None:
    many = 2000
    pains = "".join(f"      - Pain {index}\n" for index in range(many))
    actions = "".join(f"  o{index}: {{touchpoints: call}}\n" for index in range(many))
    text = START + "stages: {use: {}}\ntouchpoints:\n  call:\n    stage: use\n    pains:\n" + pains
    every = found(tmp_path, text + "opportunities:\n" + actions).opportunities
    assert {(len(each.answers), each.answered) for each in every} == {(MOST, many)}
    # The same pain is one record, however many opportunities answer it.
    assert len({id(answer) for each in every for answer in each.answers}) == MOST
