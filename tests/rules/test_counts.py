"""How many subjects a rule applies to, and how many of them pass: what the score is made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jmap.faults import Fault, Severity
from jmap.findings.build import fingerprint
from jmap.rules import engine, registry
from jmap.rules.engine import Answer, Settings
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for

FILE = "map.journey.yaml"
AS_OF = date(2026, 10, 15)


def answer(code: str, text: str, root: Path, config: Config | None = None) -> Answer:
    """Return what a rule says of a map that follows `jmap: 1` and a title."""
    (answer,) = answers(code, text, root, config)
    return answer


def answers(code: str, text: str, root: Path, config: Config | None = None) -> list[Answer]:
    """Return the answer of a rule, or none where it is withheld."""
    (root / FILE).write_text("jmap: 1\ntitle: A map\n" + text, encoding="utf-8")
    config = config or Config()
    workspace = Workspace(Home(root, None), config, asked_for([root / FILE], Home(root, None), config))
    (journey,) = workspace.journeys()
    return engine.run(journey, [registry.get(code)], Settings(config, AS_OF))


def faults(answer: Answer) -> list[Fault]:
    return [fault for _, fault in answer.faults]


SHIFTS = """
personas: {ops: {kind: primary}}
channels: {web: Website, phone: Phone}
stages:
  compare:
    goal: Find out whether it fits
    needs: A price
  trial: {goal: Try it}
  use: Use
touchpoints:
  prices: {stage: compare, channels: [web, phone], actions: Compares, importance: 5}
  sign-up: {stage: trial, channels: web, actions: Fills the form, importance: 6, moment_of_truth: true}
  import: {stage: trial, channels: web, actions: Sends a file, importance: 8}
  first-plan: {stage: use, channels: [], actions: Plans a week}
"""
"""One map with the counts of the example of a score in the documentation."""


@pytest.mark.parametrize(
    ("code", "passed", "applicable"),
    [
        ("JM501", 1, 1),
        ("JM502", 0, 1),
        ("JM511", 1, 3),
        ("JM603", 3, 4),
        ("JM604", 1, 3),
        ("JM607", 1, 1),
        # Nothing of what these look at is there.
        ("JM605", 0, 0),
        ("JM609", 0, 0),
        ("JM703", 0, 0),
        ("JM705", 0, 0),
        ("JM707", 0, 0),
        ("JM802", 0, 0),
        ("JM811", 0, 0),
        ("JM905", 0, 0),
    ],
)
def test_the_example_of_a_score(code: str, passed: int, applicable: int, tmp_path: Path) -> None:
    said = answer(code, SHIFTS, tmp_path)
    assert (said.passed, said.applicable) == (passed, applicable)


CLAIMS = """
stages:
  report:
    emotion: -1
    pains: [Nobody answers]
    evidence: calls
  wait:
    emotion: 0
touchpoints:
  call: {stage: report, emotion: -1.5, performance: 4, pains: [Music, {text: Twice, severity: 4}]}
  letter: {stage: wait, performance: 7, pains: [{text: Late, severity: 5, evidence: calls}, Long]}
  old: {stage: wait, emotion: -2, pains: [{text: Gone, severity: 5}], status: archived}
evidence:
  calls: {kind: observation, date: 2026-09-01}
  undated: {kind: survey}
"""


@pytest.mark.parametrize(
    ("code", "passed", "applicable"),
    [
        # Two of the first stage, four of its touchpoint, one of the second, three of its letter.
        ("JM707", 7, 10),
        # The stage's own emotion is no point of the curve where a touchpoint has one.
        ("JM703", 0, 1),
        ("JM704", 1, 1),
        ("JM705", 0, 1),
        ("JM701", 2, 2),
        ("JM708", 1, 1),
        ("JM905", 0, 2),
        ("JM915", 0, 1),
    ],
)
def test_claims_points_and_pains(code: str, passed: int, applicable: int, tmp_path: Path) -> None:
    said = answer(code, CLAIMS, tmp_path)
    assert (said.passed, said.applicable) == (passed, applicable)


LIFECYCLE = """
scope: lifecycle
owner: success
conversion: {event: paid}
dormant: Quiet
leave: [{event: cancelled}, They move away]
stages:
  look: {phase: before, enter: {event: visited}}
  use:
    phase: after
    owner: success
    enter: They start
    milestone: {event: planned, times: 3, within: 14d}
    leave: {inactive: 60d}
    risks: [{text: Quiet, when: {inactive: 14d}}, The buyer leaves]
    metrics: seats
  stay:
    phase: after
    next: [use, gone]
  gone:
    phase: after
    next: []
    enter: {event: cancelled}
touchpoints:
  plan: {stage: use}
  renew: {stage: stay}
metrics:
  seats: {kind: rate, baseline: 40%, target: 80%, floor: 50%, history: {2026-Q3: 60%, 2026-Q2: 30%}}
  named: {kind: rate, target: 50%, better: lower, history: {2026-Q3: 50%}}
plays:
  call: {stages: use, owner: success, when: {dormant: true}, stop: They answer}
"""


@pytest.mark.parametrize(
    ("code", "passed", "applicable"),
    [
        ("JM301", 4, 4),
        ("JM302", 1, 1),
        ("JM303", 1, 1),
        ("JM304", 1, 1),
        ("JM401", 1, 1),
        ("JM402", 2, 2),
        ("JM407", 7, 7),
        ("JM503", 0, 0),
        ("JM801", 1, 4),
        ("JM802", 0, 2),
        ("JM807", 2, 2),
        ("JM808", 1, 1),
        # conversion, dormant, leave; look; use four times; gone; the play twice.
        ("JM810", 7, 11),
        ("JM811", 2, 4),
        ("JM812", 1, 3),
        ("JM813", 0, 3),
        ("JM814", 0, 3),
        ("JM820", 1, 1),
        # Four stages, two touchpoints (one through its stage), two metrics and a play.
        ("JM901", 3, 9),
    ],
)
def test_a_lifecycle(code: str, passed: int, applicable: int, tmp_path: Path) -> None:
    said = answer(code, LIFECYCLE, tmp_path)
    assert (said.passed, said.applicable) == (passed, applicable)


@pytest.mark.parametrize(
    ("importance", "performance", "moment", "severity"),
    [
        (7.9, 5, "false", None),
        (8, 5, "false", Severity.WARNING),
        (8, 5, "true", Severity.WARNING),
        (10, 5, "false", Severity.WARNING),
        (9.9, 5, "true", Severity.WARNING),
        (10, 5, "true", Severity.ERROR),
        # 8.1 - 5.1 is a little less than 3 in binary fractions.
        (8.1, 5.1, "false", Severity.WARNING),
    ],
)
def test_the_gap_of_a_touchpoint(
    importance: float, performance: float, moment: str, severity: Severity | None, tmp_path: Path
) -> None:
    text = (
        "stages: {ride: The ride}\n"
        f"touchpoints: {{pay: {{stage: ride, importance: {importance}, performance: {performance},"
        f" moment_of_truth: {moment}}}}}\n"
    )
    found = [engine.severity_of(fault) for fault in faults(answer("JM605", text, tmp_path))]
    assert found == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("keys", "passes"),
    [
        ("baseline: 0, target: 100, history: {2026-Q3: 50}", True),
        ("baseline: 0, target: 100, history: {2026-Q3: 49.99}", False),
        ("baseline: 100, target: 0, better: lower, history: {2026-Q3: 50}", True),
        ("baseline: 100, target: 0, better: lower, history: {2026-Q3: 51}", False),
        ("baseline: 0.1, target: 0.3, history: {2026-Q3: 0.2}", True),
        ("baseline: 10, target: 10, history: {2026-Q3: 10}", True),
        ("baseline: 10, target: 10, history: {2026-Q3: 9}", False),
        ("target: 0, better: lower, history: {2026-Q3: 0}", True),
        ("target: 0, better: lower, history: {2026-Q3: 0.1}", False),
        ("baseline: 0, target: 100, history: {2026-Q3: 20, 2026-Q2: 90}", False),
    ],
)
def test_the_way_to_a_target(keys: str, passes: bool, tmp_path: Path) -> None:
    text = f"stages: {{use: {{metrics: seats}}}}\nmetrics: {{seats: {{{keys}}}}}\n"
    said = answer("JM807", text, tmp_path)
    assert (said.passed, said.applicable) == (int(passes), 1)


def test_progress_is_cut_and_not_rounded(tmp_path: Path) -> None:
    text = (
        "stages: {use: {metrics: m}}\nmetrics: {m: {baseline: 0, target: 100, history: {2026-Q3: 49.99}}}\n"
    )
    (fault,) = faults(answer("JM807", text, tmp_path))
    assert "49.9% of the way" in fault.message


@pytest.mark.parametrize(
    ("reviewed", "severity"),
    [
        ("2026-07-17", None),
        ("2026-07-16", Severity.WARNING),
        ("2026-04-18", Severity.WARNING),
        ("2026-04-17", Severity.ERROR),
        ("2026-12-31", None),
    ],
)
def test_the_age_of_a_review(reviewed: str, severity: Severity | None, tmp_path: Path) -> None:
    said = answer("JM903", f"reviewed: {reviewed}\nstages: {{use: Use}}\n", tmp_path)
    found = [engine.severity_of(fault) for fault in faults(said)]
    assert found == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("day", "passes"), [("2025-10-20", True), ("2025-10-19", False), ("2027-01-01", True)]
)
def test_the_freshness_of_evidence(day: str, passes: bool, tmp_path: Path) -> None:
    text = f"stages: {{use: {{evidence: calls}}}}\nevidence: {{calls: {{kind: support, date: {day}}}}}\n"
    said = answer("JM708", text, tmp_path)
    assert (said.passed, said.applicable) == (int(passes), 1)


def test_a_threshold_comes_from_the_config(tmp_path: Path) -> None:
    text = "stages: {a: A}\ntouchpoints: {b: {stage: a, importance: 6, performance: 4}}\n"
    strict = Config(rules={"JM605": {"warn": 2.0}})
    assert answer("JM605", text, tmp_path).passed == 1
    assert answer("JM605", text, tmp_path, strict).passed == 0


@pytest.mark.parametrize(
    ("count", "marked", "passes"),
    [(1, 1, True), (5, 1, True), (5, 2, False), (6, 2, True), (11, 3, True), (11, 4, False), (10, 0, False)],
)
def test_moments_of_truth_are_at_most_a_fifth(count: int, marked: int, passes: bool, tmp_path: Path) -> None:
    lines = [
        f"  t{index}: {{stage: a, moment_of_truth: {str(index < marked).lower()}}}\n"
        for index in range(count)
    ]
    text = "stages: {a: A}\ntouchpoints:\n" + "".join(lines)
    said = answer("JM607", text, tmp_path)
    assert (said.passed, said.applicable) == (int(passes), 1)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("JM301", "stages:\n  a: {next: []}\n  b: {phase: wrong}\n"),
        ("JM304", "scope: lifecycle\nleave: {inactiv: 30d}\nstages: {a: {phase: after}}\n"),
        ("JM401", "stages: {a: {metrics: m}}\nmetrics: {m: {baseline: 6, target: 4, better: lowr}}\n"),
        (
            "JM403",
            "stages: {a: A}\nhealth: {h: {method: points, indicators: {i: {count: x, weight: lots}}}}\n",
        ),
        ("JM404", "stages: {a: A}\nhealth: {h: {stages: a, bands: {good: 70, bad: zero}}}\n"),
    ],
)
def test_what_may_only_follow_from_an_error_is_withheld(code: str, text: str, tmp_path: Path) -> None:
    assert answers(code, text, tmp_path) == []


@pytest.mark.parametrize("code", ["JM707", "JM905"])
def test_two_pains_of_one_step_are_two_findings(code: str, tmp_path: Path) -> None:
    pains = "[{text: One, severity: 5}, {text: Two, severity: 5}]"
    text = f"stages: {{a: A}}\ntouchpoints: {{t: {{stage: a, pains: {pains}}}}}\n"
    found = faults(answer(code, text, tmp_path))
    assert len({fingerprint(code, "map", fault) for fault in found}) == len(found) == 2


@pytest.mark.parametrize("code", [code for code in registry.names() if code >= "JM3"])
def test_a_map_of_one_stage_is_no_trouble(code: str, tmp_path: Path) -> None:
    """Sections that are not there never make a rule fail to answer."""
    for text in ("stages: {a: A}\n", "scope: lifecycle\nstages: {a: {phase: after, next: [a]}}\n"):
        for said in answers(code, text, tmp_path):
            assert 0 <= said.passed <= said.applicable


WEIGHED = """
state: {state}
stages:
  pay: {{evidence: [newest, oldest]}}
touchpoints:
  till:
    stage: pay
    moment_of_truth: true
    emotion: 1
    performance: 5
    pains: [Slow, {{text: Loud, evidence: gone}}]
  scan: {{stage: pay, emotion: 1}}
evidence:
  newest: {{kind: {kind}, n: {n}, date: {day}}}
  oldest: {{kind: workshop, date: 2020-01-01}}
  gone: {{kind: interview, n: 9, status: archived}}
"""


@pytest.mark.parametrize(
    ("kind", "n", "day", "passed"),
    [
        # 1 x 1 x 0.5 is exactly enough, and what is older than six years adds next to nothing.
        ("interview", 5, "2026-04-18", 3),
        ("interview", 5, "2026-04-17", 0),
        ("interview", 3, "2026-10-15", 3),
        ("interview", 2, "2026-10-15", 0),
        ("survey", 56, "2026-10-15", 3),
        ("survey", 55, "2026-10-15", 0),
        ("review", 4, "2026-10-15", 0),
        ("review", 5, "2026-10-15", 3),
    ],
)
def test_the_confidence_of_claims_on_a_moment_of_truth(
    kind: str, n: int, day: str, passed: int, tmp_path: Path
) -> None:
    # The pain with archived evidence of its own has none.
    said = answer("JM709", WEIGHED.format(state="current", kind=kind, n=n, day=day), tmp_path)
    assert (said.passed, said.applicable) == (passed, 4)


def test_a_future_map_has_hopes_and_no_claims(tmp_path: Path) -> None:
    text = WEIGHED.format(state="future", kind="interview", n=5, day="2026-10-15")
    assert answer("JM709", text, tmp_path).applicable == 0


def test_the_half_life_of_a_claim_is_an_option(tmp_path: Path) -> None:
    text = WEIGHED.format(state="current", kind="interview", n=5, day="2026-04-17")
    slow = Config(rules={"JM709": {"half_life": 360.0}})
    assert answer("JM709", text, tmp_path, slow).passed == 3


def test_a_confidence_is_cut_and_not_rounded(tmp_path: Path) -> None:
    text = WEIGHED.format(state="current", kind="interview", n=5, day="2026-04-17")
    first = faults(answer("JM709", text, tmp_path))[0]
    assert "has a confidence of 0.49; 0.5 is asked for" in first.message


TODAY = """\
jmap: 1
title: Today
stages: {a: A, b: B}
touchpoints: {x: {stage: a}, y: {stage: a}, z: {stage: b}, w: {stage: b, status: archived}}
"""
FUTURE = "stages: {a: A, b: B}\ntouchpoints: {x: {stage: a, %s}, y: {stage: a}, z: {stage: b}}\n"


@pytest.mark.parametrize(
    ("today", "future", "passed", "applicable"),
    [
        (TODAY, "stages: {a: A, b: B}\ntouchpoints: {x: {stage: a}, y: {stage: a}, z: {stage: b}}\n", 0, 0),
        (TODAY, "stages: {a: A, b: B}\ntouchpoints: {y: {stage: a}, x: {stage: a}, z: {stage: b}}\n", 0, 1),
        (TODAY, "stages: {a: A, b: B}\ntouchpoints: {x: {stage: a}}\n", 0, 2),
        (TODAY, "opportunities: {o: {stages: a}}\nstages: {a: A, b: B}\ntouchpoints: {x: {stage: a}}\n",
         1, 2),
        (TODAY.replace("jmap: 1", "jmap: 1\nopportunities: {o: {touchpoints: z}}"),
         "stages: {a: A, b: B}\ntouchpoints: {x: {stage: a}, y: {stage: a}}\n", 1, 1),
        # What is known of a step today is no change that somebody plans.
        (
            TODAY.replace("x: {stage: a", "x: {stage: a, performance: 2, evidence: e, sla: {actual: 50%}")
            + "evidence: {e: {kind: support}}\n",
            FUTURE % "performance: 9, sla: {actual: 90%}",
            0,
            0,
        ),
        (TODAY.replace("x: {", "x: {sla: {actual: 50%}, "), FUTURE % "sla: {target: 90%}", 0, 1),
        # Of a map with errors, or of one that shares nothing, nothing is known to have changed.
        (TODAY + "nope: 1\n", "stages: {a: A}\n", 0, 0),
        (TODAY, "stages: {other: Other}\n", 0, 0),
    ],
)  # fmt: skip
def test_each_change_of_a_future_map_is_a_subject(
    today: str, future: str, passed: int, applicable: int, tmp_path: Path
) -> None:
    (tmp_path / "today.journey.yaml").write_text(today, encoding="utf-8")
    said = answer("JM914", "state: future\nas_is: today.journey.yaml\n" + future, tmp_path)
    assert (said.passed, said.applicable) == (passed, applicable)


def test_what_is_gone_is_told_at_the_as_is_and_each_has_a_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "today.journey.yaml").write_text(TODAY, encoding="utf-8")
    text = "state: future\nas_is: today.journey.yaml\nstages: {a: A, b: B}\ntouchpoints: {x: {stage: a}}\n"
    found = faults(answer("JM914", text, tmp_path))
    assert {fault.place.route for fault in found} == {("as_is",)}
    assert len({fingerprint("JM914", "map", fault) for fault in found}) == len(found) == 2
