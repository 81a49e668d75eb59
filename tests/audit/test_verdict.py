"""The verdict: two sentences that are never wrong."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

import pytest

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.change import Moved
from jmap.audit.moved import gained, moved, split
from jmap.audit.score import score
from jmap.audit.verdict import first_to_fix, verdict
from jmap.faults import Severity
from jmap.findings.finding import Report
from tests.formats.reports import finding, many
from tests.report.rich import WEIGHTS, change, counts, metric, rich, rich_map, standing

FIX = "fix first for 20.0 points: the last review was 156 days ago"
JOURNEY = (
    "1 of the 3 metrics that can be judged is on target, 1 is past its floor, and 2 problems of the journey "
    "are open"
)


def told(*maps: MapAudit, errors: int = 0, since: bool = False) -> str:
    return rich(*maps, errors=many(errors=errors), since=since).verdict


def with_score(audit: Audit, given: dict[str, tuple[int, int]], errors: tuple[str, ...] = ()) -> Audit:
    """Return the audit of one map with other counts."""
    own = score(counts(given, errors), WEIGHTS)
    maps = tuple(dataclasses.replace(each, score=own) for each in audit.maps)
    return dataclasses.replace(audit, score=own, maps=maps)


def with_review(each: MapAudit, **parts: Any) -> MapAudit:
    return dataclasses.replace(each, review=dataclasses.replace(each.review, **parts))


def bare(each: MapAudit, **parts: Any) -> MapAudit:
    """Return a map of which nothing says how its journey is doing."""
    behaviour = dataclasses.replace(each.review.behaviour, measured=False, moves=())
    nothing = {"metrics": (), "moments": (), "emotion": None, "levels": (), "problems": ()}
    scored = tuple(one.finding for one in each.review.fixes)
    return dataclasses.replace(with_review(each, behaviour=behaviour, **(nothing | parts)), findings=scored)


def test_one_map() -> None:
    assert told() == (
        "Weakest is action and governance at 0.0; this map can be trusted to 56.3 of 100, grade D. "
        f"{JOURNEY}; {FIX}."
    )


def test_several_maps_count_a_metric_once_and_name_the_map_to_begin_with() -> None:
    assert told(rich_map(), rich_map("other", "Another map")) == (
        "Weakest is action and governance at 0.0; these 2 maps can be trusted to 56.3 of 100, grade D. "
        "1 of the 3 metrics that can be judged is on target, 1 is past its floor, and 4 problems of the "
        'journey are open; fix first in "Another map" for 10.0 points over all maps: the last review was '
        "156 days ago (JM903, 1 of 2)."
    )


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (("draft",), "this map is a draft at 56.3 of 100, without a grade yet. "),
        (("draft", "draft"), "All 2 maps are drafts, so there is no grade yet. "),
        (("active", "draft"), "this map can be trusted to 56.3 of 100, grade D, 1 draft left out. "),
        (("active", "draft", "draft"), "grade D, 2 drafts left out. "),
    ],
)
def test_drafts_have_no_grade_and_are_counted(statuses: tuple[str, ...], said: str) -> None:
    text = told(*(rich_map(f"m{index}", f"M{index}", each) for index, each in enumerate(statuses)))
    assert said in text
    assert ("grade D" in text) == ("active" in statuses)


@pytest.mark.parametrize(
    ("errors", "text"),
    [
        (0, "No map could be audited. There is none here that is not archived."),
        (1, "No map could be audited. Mend the 1 error in 1 file first; `jmap validate` shows them."),
        (3, "No map could be audited. Mend the 3 errors in 1 file first; `jmap validate` shows them."),
    ],
)
def test_no_map(errors: int, text: str) -> None:
    audit = rich(errors=many(errors=errors)).audit
    assert verdict(dataclasses.replace(audit, maps=())) == text


def test_maps_that_errors_kept_out_are_not_spoken_for() -> None:
    assert "; the one map that could be audited can be trusted to" in told(errors=1)
    assert "; the 2 maps that could be audited can be trusted to" in told(rich_map(), rich_map("b"), errors=1)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"JM501": (1, 1)}, "This map can be trusted to 100.0 of 100, grade A. "),
        ({"JM501": (0, 0)}, "No rule that counts for the score applies here, so there is none. "),
        ({}, "No rule that counts for the score applies here, so there is none. "),
        (
            {"JM501": (1, 1), "JM603": (1, 1)},
            "All 2 categories that apply are at 100.0; this map can be trusted to 100.0 of 100, grade A. ",
        ),
        (
            {"JM501": (1, 1), "JM603": (0, 1), "JM703": (0, 1)},
            "Weakest are touchpoints, and experience and evidence, at 0.0; this map can be trusted to 33.3 ",
        ),
        (
            {"JM501": (0, 1), "JM603": (0, 1), "JM801": (1, 1)},
            "Weakest are customer and touchpoints at 0.0; this map can be trusted to 33.3 ",
        ),
    ],
)
def test_scores_that_are_no_score_or_have_no_weakest(given: dict[str, tuple[int, int]], text: str) -> None:
    assert verdict(with_score(rich(since=False).audit, given)).startswith(text)


def test_a_capped_grade_says_by_what_and_that_is_fixed_first() -> None:
    audit = rich(since=False).audit
    first, second = audit.maps[0].review.fixes[2:]
    capping = dataclasses.replace(first.finding, severity=Severity.ERROR)
    fixes = (*audit.maps[0].review.fixes[:2], dataclasses.replace(first, finding=capping), second)
    audit = dataclasses.replace(audit, maps=(with_review(audit.maps[0], fixes=fixes),))
    text = verdict(with_score(audit, {"JM511": (9, 10), "JM903": (1, 1)}, ("JM511",)))
    assert "95.0 of 100, grade D for an open error of JM511 unsaid-need. " in text
    assert text.endswith("; fix first for 5.0 points: stage `trial` has no `needs` (JM511, 1 of 2).")


def test_the_score_of_a_workspace_is_not_that_of_its_one_map() -> None:
    audit = rich(since=False).audit
    whole = score(counts({"JM501": (1, 1), "JM508": (0, 1)}), WEIGHTS)
    finding_ = finding(77, rule="JM508", message="nothing is made for segment `a`")
    text = verdict(dataclasses.replace(audit, score=whole, of_workspace=(finding_,)))
    assert text.startswith("This workspace can be trusted to 66.6 of 100, grade C. ")
    assert text.endswith("; fix first for 33.3 points: nothing is made for segment `a`.")


@pytest.mark.parametrize(
    ("metrics", "said"),
    [
        ((), "The journey has no metric, and"),
        ((standing(None, 1.0),), "The one metric has no value yet, and"),
        ((standing(None), standing(None)), "None of 2 metrics has a value yet, and"),
        ((standing(4.0), standing(None, 1.0)), "No metric that has a value has a target, and"),
        ((standing(4.0), standing(2.0, 1.0)), "The one metric that can be judged meets its target, and"),
        ((standing(1.0, 2.0),), "The one metric that can be judged misses its target, and"),
        (
            (standing(1.0, 2.0),) * 2,
            "None of the 2 metrics that can be judged is on target, and",
        ),
        ((standing(3.0, 2.0), standing(3.0, 3.0)), "All 2 metrics that can be judged are on target, and"),
        ((standing(1.0, None, 2.0),), "No metric that has a value has a target, 1 is past its floor, and"),
    ],
)
def test_metrics_in_every_state(metrics: tuple[Any, ...], said: str) -> None:
    lines = tuple(metric(f"m{index}", "M", at) for index, at in enumerate(metrics))
    assert f". {said} 2 problems of the journey are open; " in told(with_review(rich_map(), metrics=lines))


def test_a_journey_of_which_nothing_is_known_is_not_said_to_be_well() -> None:
    cannot = "How the journey is doing cannot be told, as nothing of it is measured or rated; fix first"
    assert cannot in told(bare(rich_map()))
    for amount, none in ((1, "its one metric has no value"), (2, "none of 2 metrics has a value")):
        lines = tuple(metric(f"m{index}", "M", standing(None, 1.0)) for index in range(amount))
        text = told(bare(rich_map(), metrics=lines))
        assert f"cannot be told, as {none} yet and nothing of it is rated; fix first" in text
        assert "no problem" not in text
    rated = bare(rich_map(), emotion=rich_map().review.emotion)
    assert "The journey has no metric, and no problem of the journey is open; fix first" in told(rated)


def test_what_is_left_where_nothing_recovers_points() -> None:
    problems = with_review(rich_map(), fixes=())
    assert told(problems).endswith("; fix first: moment of truth `import` has a gap of 6.")
    assert told(with_review(rich_map(), fixes=(), problems=())).endswith("; nothing is left to fix.")


def test_the_first_to_fix_is_the_one_with_most_points_of_the_whole() -> None:
    found = first_to_fix(rich().audit)
    assert found is not None
    assert (found.finding.rule, found.points) == ("JM903", Fraction(20))


def test_a_finding_on_what_maps_share_recovers_points_in_each_of_them() -> None:
    audit = rich(rich_map(), rich_map("b"), rich_map("c"), since=False).audit
    alone = first_to_fix(audit)
    assert alone is not None
    gains = audit.score.gains
    same = next(each for each in audit.maps[0].review.fixes if gains[each.finding.rule] > 0)
    assert 3 * gains[same.finding.rule] > alone.points
    maps = tuple(with_review(each, fixes=(*each.review.fixes, same)) for each in audit.maps[1:])
    found = first_to_fix(dataclasses.replace(audit, maps=(audit.maps[0], *maps)))
    assert found is not None
    assert (found.finding, found.points) == (same.finding, 3 * gains[same.finding.rule])


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (Fraction(50), Fraction(532, 10), "up 3.2"),
        (Fraction(532, 10), Fraction(50), "down 3.2"),
        (Fraction(50), Fraction(50), "unchanged"),
        (Fraction(5001, 100), Fraction(5009, 100), "up less than 0.1"),
        (Fraction(5009, 100), Fraction(5001, 100), "down less than 0.1"),
        # 49.99 is shown as 49.9 and 50.01 as 50.0, and the reader does the sum.
        (Fraction(4999, 100), Fraction(5001, 100), "up 0.1"),
        (None, Fraction(50), ""),
        (Fraction(50), None, ""),
    ],
)
def test_how_far_a_score_moved(before: Fraction | None, after: Fraction | None, text: str) -> None:
    assert moved(Moved(before, after, "", "")) == text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "grade D, up 6.3 since 2026-08-20 (+6.6 by content, -0.3 by the ruler). "),
        ({"ruler": Fraction(0), "content": Fraction(115, 18)}, "grade D, up 6.3 since 2026-08-20. "),
        ({"content": None, "ruler": None}, "grade D, up 6.3 since 2026-08-20, with another ruler. "),
        ({"score": Moved(None, Fraction(1015, 18), "", "D")}, "of 100, grade D. "),
        (
            {"kind": "revision", "since": "v1", "ruler": Fraction(0), "content": Fraction(115, 18)},
            "up 6.3 since `v1`. ",
        ),
    ],
)
def test_the_change_since_last_time(changes: dict[str, Any], said: str) -> None:
    audit = rich().audit
    then = dataclasses.replace(change(audit.maps, audit.score.overall, "D"), **changes)
    assert said in verdict(audit, then)


def test_content_and_ruler_sum_to_what_is_shown() -> None:
    for tenths in range(-40, 40, 7):
        part = Fraction(tenths, 30)
        then = change((), Fraction(50) + part + Fraction(1, 7), "D")
        then = dataclasses.replace(then, content=part, ruler=Fraction(1, 7))
        parts = split(then)
        assert parts is not None
        shown = moved(then.score).replace("up ", "").replace("down ", "-")
        by = 0.0 if shown.endswith(("unchanged", "less than 0.1")) else float(shown)
        assert round(float(parts[0]) + float(parts[1]), 1) == by


@pytest.mark.parametrize(("points", "text"), [(0, ""), (Fraction(1, 25), "<0.1"), (Fraction(19, 10), "+1.9")])
def test_points_recovered(points: Any, text: str) -> None:
    assert gained(Fraction(points)) == text


def test_a_verdict_is_two_sentences_whatever_it_tells_of() -> None:
    long = dataclasses.replace(rich_map(), title="T" * 300)
    text = told(long, rich_map("b"), since=True)
    assert text.count(". ") == 1
    assert isinstance(rich().audit.report, Report)
    assert len(text) < 700
