"""Which findings suppressions silence, whatever the numbers of both."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from types import FrameType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jmap.faults import On, Severity, Span
from jmap.findings.directive import Code
from jmap.findings.finding import Accepted, Finding, Spot
from jmap.findings.silence import silence
from jmap.findings.suppressions import Suppression

TODAY = date(2026, 10, 15)
RULES = ("JM003", "JM113", "JM201")


def finding(rule: str, line: int, column: int = 1, file: str = "a", severity: str = "warning") -> Finding:
    spot = Spot(file, Span(line, column, line, column + 3), "", ())
    return Finding(rule, "name", Severity(severity), "message", "", spot, (), On.KEY, "0" * 16, (), "a")


def suppression(line: int, covers: Span | None, *rules: str, **more: object) -> Suppression:
    span = Span(line, 1, line, 20)
    codes = tuple(Code(rule, span) for rule in rules)
    made = Suppression("a", span, "# ...", codes, "a reason", "", None, False, (), covers)
    return replace(made, **more)  # type: ignore[arg-type]


def silenced_by(findings: list[Finding], suppressions: list[Suppression]) -> list[tuple[int, ...]]:
    """Return the line of each silenced finding, and the line and code of the comments used."""
    result = silence(findings, suppressions, TODAY)
    return [(each.spot.span.line,) for each in result.accepted] + sorted(use[1:] for use in result.used)


def test_it_covers_from_its_first_to_its_last_place() -> None:
    covers = Span(3, 5, 6, 9)
    every = [(3, 4), (3, 5), (4, 1), (6, 9), (6, 10), (7, 1)]
    found = [finding("JM113", line, column) for line, column in every]
    result = silence(found, [suppression(2, covers, "JM113")], TODAY)
    assert [(each.spot.span.line, each.spot.span.column) for each in result.accepted] == every[1:4]
    assert [each.spot.span.line for each in result.open] == [3, 6, 7]


def test_the_innermost_comment_silences_and_the_first_of_equals() -> None:
    outer, inner = Span(1, 1, 9, 9), Span(4, 1, 5, 9)
    comments = [suppression(1, outer, "JM113"), suppression(4, inner, "JM201", "JM113")]
    assert silenced_by([finding("JM113", 4)], comments) == [(4,), (4, 1)]
    assert silenced_by([finding("JM113", 4), finding("JM113", 7)], comments) == [(4,), (7,), (1, 0), (4, 1)]
    equal = [suppression(2, inner, "JM113", "JM113"), suppression(3, inner, "JM113")]
    assert silenced_by([finding("JM113", 4)], equal) == [(4,), (2, 0)]


def test_what_does_not_hold_silences_nothing() -> None:
    covers = Span(1, 1, 9, 9)
    wrong = [
        suppression(1, covers, "JM113", reason=""),
        suppression(1, covers, "JM113", void=True),
        suppression(1, covers, "JM113", until="2026-10-14"),
        suppression(1, None, "JM113"),
        suppression(1, covers, "JM201"),
        suppression(1, covers, "JM113", file="b"),
    ]
    assert silenced_by([finding("JM113", 4)], wrong) == []


def test_it_holds_on_its_last_day_and_says_so() -> None:
    comment = suppression(1, Span(1, 1, 9, 9), "JM113", until="2026-10-15")
    (accepted,) = silence([finding("JM113", 4)], [comment], TODAY).accepted
    assert accepted.accepted == Accepted("suppressed", "a reason", until="2026-10-15")


def test_an_error_of_jm0_is_never_silenced_and_a_warning_is() -> None:
    comment = suppression(1, Span(1, 1, 9, 9), "JM003", "JM004")
    assert silenced_by([finding("JM003", 4, severity="error")], [comment]) == []
    assert silenced_by([finding("JM004", 4, severity="info")], [comment]) == []
    assert silenced_by([finding("JM003", 4)], [comment]) == [(4,), (1, 0)]


places = st.tuples(st.integers(1, 12), st.integers(1, 4))
findings = st.builds(
    lambda rule, place, file: finding(rule, place[0], place[1], file),
    st.sampled_from(RULES),
    places,
    st.sampled_from(["a", "b"]),
)
comments = st.builds(
    lambda line, ends, rules, reason, until: suppression(
        line, Span(*min(ends), *max(ends)), *rules, reason=reason, until=until
    ),
    st.integers(1, 12),
    st.tuples(places, places),
    st.lists(st.sampled_from(RULES), min_size=1, max_size=3),
    st.sampled_from(["", "a reason"]),
    st.sampled_from(["", "2026-10-14", "2026-10-15"]),
)


@given(st.lists(findings, max_size=12), st.lists(comments, max_size=8))
def test_it_silences_what_a_slow_search_would(found: list[Finding], said: list[Suppression]) -> None:
    def covered(each: Finding) -> bool:
        span = each.spot.span
        place = span.line, span.column
        return any(
            each.spot.file == one.file
            and any(code.text == each.rule for code in one.codes)
            and one.holds(TODAY)
            and one.covers is not None
            and (one.covers.line, one.covers.column) <= place <= (one.covers.end_line, one.covers.end_column)
            for one in said
        )

    result = silence(found, said, TODAY)
    assert list(result.open) == [each for each in found if not covered(each)]
    assert [replace(each, accepted=None) for each in result.accepted] == [
        each for each in found if covered(each)
    ]


@given(st.lists(findings, max_size=12), st.lists(comments, max_size=8), st.sampled_from(RULES))
def test_it_never_hides_a_finding_of_another_rule(
    found: list[Finding], said: list[Suppression], rule: str
) -> None:
    only = [replace(one, codes=tuple(code for code in one.codes if code.text == rule)) for one in said]
    result = silence(found, only, TODAY)
    assert {each.rule for each in result.accepted} <= {rule}
    others = [each for each in found if each.rule != rule]
    assert [each for each in result.open if each.rule != rule] == others


def test_the_work_grows_with_the_numbers_and_not_with_their_product() -> None:
    def lines_run(number: int) -> int:
        found = [finding("JM113", line) for line in range(1, number)]
        said = [suppression(line, Span(line, 1, number, 9), "JM113") for line in range(1, number)]
        count = 0

        def trace(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal count
            count += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            used = silence(found, said, TODAY).used
        finally:
            sys.settrace(before)
        assert len(used) == number - 1
        return count

    # Records that are made by the hundred take other lines than the first of them.
    lines_run(400)
    assert lines_run(400) < 2.1 * lines_run(200)
