"""What a comment says, and what is no comment for jmap at all."""

from __future__ import annotations

import pytest

from jmap.faults import Span
from jmap.findings.directive import read_directive

LINE, COLUMN = 7, 5


def at(start: int, end: int) -> Span:
    return Span(LINE, COLUMN + start, LINE, COLUMN + end)


@pytest.mark.parametrize(
    ("comment", "codes", "reason", "until"),
    [
        ("# jmap: ignore[JM603] waiting for the CRM", ["JM603"], "waiting for the CRM", ""),
        ("# jmap: ignore[JM603, JM201] both wait", ["JM603", "JM201"], "both wait", ""),
        ("# jmap: ignore[JM603 JM201] both wait", ["JM603", "JM201"], "both wait", ""),
        ("#jmap:ignore [ JM603 ] why", ["JM603"], "why", ""),
        ("## jmap: ignore[JM603]: why - really", ["JM603"], "why - really", ""),
        ("# jmap: ignore[JM603] -- why", ["JM603"], "why", ""),
        ("# jmap: ignore[JM603] why until=2027-01-31", ["JM603"], "why", "2027-01-31"),
        ("# jmap: ignore[JM603] until=2027-01-31 why", ["JM603"], "why", "2027-01-31"),
        ("# jmap: ignore[JM603] wait until the spring", ["JM603"], "wait until the spring", ""),
        ("# jmap: ignore[JM603] when: until=2027-01-31 or so", ["JM603"], "when: or so", "2027-01-31"),
        ("# jmap: ignore[JM603] wegen der Prüfung", ["JM603"], "wegen der Prüfung", ""),
        ("# jmap: ignore[JM603]", ["JM603"], "", ""),
        ("# jmap: ignore[JM603] ---", ["JM603"], "", ""),
        ("# jmap: ignore[JM603] until=2027-01-31", ["JM603"], "", "2027-01-31"),
    ],
)
def test_a_comment_is_read(comment: str, codes: list[str], reason: str, until: str) -> None:
    said = read_directive(comment, LINE, COLUMN)
    assert said is not None
    assert ([code.text for code in said.codes], said.reason, said.until) == (codes, reason, until)
    assert (said.void, said.slips) == (False, ())


@pytest.mark.parametrize(
    "comment",
    [
        "# jmap: 1",
        "# jmap: 1 # the version",
        "# jmap: the tool that checks this file",
        "# jmap:",
        "# jmap",
        "# JMAP: ignore[JM603] why",
        "# about # jmap: ignore[JM603] why",
        "#  stage:  # jmap: ignore[JM603] why",
        "# yaml-language-server: $schema=x",
        "# noqa: JM603",
    ],
)
def test_another_comment_is_left_alone(comment: str) -> None:
    assert read_directive(comment, LINE, COLUMN) is None


def test_a_code_and_a_last_day_stand_where_they_are_written() -> None:
    said = read_directive("# jmap: ignore[JM603,  JM201] é why until=2027-01-31", LINE, COLUMN)
    assert said is not None
    assert [code.span for code in said.codes] == [at(15, 20), at(23, 28)]
    assert said.until_span == at(36, 52)


@pytest.mark.parametrize(
    ("comment", "rule", "message", "in_hint", "places"),
    [
        ("ignore JM603 why", "JM094", "this comment names no rule", "JM603", (0, 24)),
        ("ignore", "JM094", "this comment names no rule", "JM603", (0, 14)),
        ("ignore[JM201 why", "JM094", "the `[` of this comment is never closed", "`]`", (14, 15)),
        ("ignore[ ,] why", "JM094", "no rule stands between `[` and `]`", "JM603", (14, 18)),
        ("ignroe[JM201] w", "JM092", "`ignroe` after `# jmap:` silences nothing", "JM201", (8, 14)),
        ("Ignore[JM201] w", "JM092", "`Ignore` after `# jmap:` silences nothing", "JM201", (8, 14)),
        ("disable=JM201 w", "JM092", "`disable` after `# jmap:` silences nothing", "JM201", (8, 15)),
        ("JM201 w", "JM092", "`JM201` after `# jmap:` silences nothing", "JM201", (8, 13)),
        ("off[x] w", "JM092", "`off` after `# jmap:` silences nothing", "JM603", (8, 11)),
        ("ignore[JM603] w until=soon", "JM093", "`until=soon` is not read as a day", "until=", (24, 34)),
        ("ignore[JM603] w until=", "JM093", "`until=` is not read as a day", "until=", (24, 30)),
        (
            "ignore[JM603] w until=2027-02-29",
            "JM093",
            "`until=2027-02-29` is not read as a day",
            "until=",
            (24, 40),
        ),
        (
            "ignore[JM603] w until 2027-02-28",
            "JM093",
            "`until 2027-02-28` is not read as a day",
            "until=",
            (24, 40),
        ),
        (
            "ignore[JM603] w until = 2027-02-28",
            "JM093",
            "`until = 2027-02-28` is not read as a day",
            "until=",
            (24, 42),
        ),
        (
            "ignore[JM603] w until=2027-01-31 until=2027-02-28",
            "JM093",
            "`until` stands here twice",
            "keep one",
            (41, 57),
        ),
    ],
)
def test_a_slip_that_leaves_nothing_silenced(
    comment: str, rule: str, message: str, in_hint: str, places: tuple[int, int]
) -> None:
    said = read_directive(f"# jmap: {comment}", LINE, COLUMN)
    assert said is not None
    (found,) = said.slips
    assert (found.rule, found.message, found.span) == (rule, message, at(*places))
    assert in_hint in found.hint
    assert said.void


@pytest.mark.parametrize(
    ("code", "slip"),
    [
        ("JM999", ("JM094", "no rule `JM999`")),
        ("jm603", ("JM094", "no rule `jm603`", "write `JM603`")),
        ("incomplete-touchpoint", ("JM094", "no rule `incomplete-touchpoint`", "write `JM603`")),
        ("JM2", ("JM094", "`JM2` is more than one rule")),
        ("JM", ("JM094", "`JM` is more than one rule", "`jmap rules` lists them all")),
        ("JM004", ("JM092", "`JM004` is never silenced: it keeps the file from being read as it is meant")),
        ("JM092", ("JM092", "`JM092` is about comments like this one, and none silences it")),
    ],
)
def test_a_code_that_silences_nothing_leaves_the_others_be(code: str, slip: tuple[str, ...]) -> None:
    said = read_directive(f"# jmap: ignore[{code}, JM201] why", LINE, COLUMN)
    assert said is not None
    (found,) = said.slips
    assert (found.rule, found.message) == slip[:2]
    assert slip[2:] in ((), (found.hint,))
    assert found.span == at(15, 15 + len(code))
    assert [each.text for each in said.codes] == ["JM201"]
    assert not said.void


def test_a_code_as_long_as_a_page_is_cut_in_the_message() -> None:
    said = read_directive(f"# jmap: ignore[{'X' * 5000}] why", LINE, COLUMN)
    assert said is not None
    assert len(said.slips[0].message) < 100
