"""The baseline: what it holds, what it looks like, and what is said of one that is damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.faults import On, Severity, Span
from jmap.findings.baseline import Baseline, baseline_of, remembered
from jmap.findings.baseline_text import BaselineError, baseline_text, read_baseline
from jmap.findings.finding import Accepted, Finding, Remembered, Spot

DAY = date(2026, 10, 15)
ENTRY = Remembered("0123456789abcdef", "JM201", "a/b.journey.yaml", "no stage `x`", "2026-10-15")
TEXT = """\
{
  "version": 1,
  "findings": [
    {"fingerprint": "fedcba9876543210", "rule": "JM113", "file": "a/b.journey.yaml", \
"message": "`é` \\"\\n\\u202e", \
"since": "2025-01-01"},
    {"fingerprint": "0123456789abcdef", "rule": "JM201", "file": "a/b.journey.yaml", \
"message": "no stage `x`", "since": "2026-10-15"},
    {"fingerprint": "0123456789abcdee", "rule": "JM101", "file": "b.journey.yaml", "message": "m", \
"since": "2026-10-15"}
  ]
}
"""


def finding(fingerprint: str, rule: str = "JM201", severity: str = "error") -> Finding:
    spot = Spot("a/b.journey.yaml", Span(1, 1, 1, 2), "", ())
    message = "no stage `x`"
    return Finding(rule, "name", Severity(severity), message, "", spot, (), On.KEY, fingerprint, (), "")


def test_it_is_written_one_entry_on_a_line_by_file_rule_and_fingerprint() -> None:
    entries = [
        ENTRY,
        replace(ENTRY, fingerprint="0123456789abcdee", rule="JM101", file="b.journey.yaml", message="m"),
        replace(
            ENTRY,
            fingerprint="fedcba9876543210",
            rule="JM113",
            message='`é` "\n\u202e',
            since="2025-01-01",
        ),
    ]
    assert baseline_text(baseline_of(entries)) == TEXT
    assert read_baseline(TEXT.encode()) == baseline_of(entries)
    assert json.loads(TEXT)["findings"][0]["message"] == '`é` "\n\u202e'


def test_an_empty_one_is_one_too() -> None:
    text = baseline_text(Baseline({}))
    assert text == '{\n  "version": 1,\n  "findings": []\n}\n'
    assert read_baseline(text.encode()) == Baseline({})


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t + "\n\n"]
)
def test_other_line_ends_and_a_byte_order_mark_are_read(change: object) -> None:
    assert callable(change)
    assert read_baseline(change(TEXT).encode()) == read_baseline(TEXT.encode())


def test_the_layout_is_free_and_of_two_equal_entries_the_older_stays() -> None:
    entry = {"fingerprint": "0123456789abcdef", "rule": "JM201", "file": "a", "message": "m"}
    both = [{**entry, "since": "2026-10-15"}, {**entry, "since": "2025-10-15"}]
    text = json.dumps({"findings": both, "version": 1})
    assert [each.since for each in read_baseline(text.encode()).entries.values()] == ["2025-10-15"]


def test_findings_with_one_fingerprint_are_one_entry_and_both_accepted() -> None:
    baseline = baseline_of([replace(ENTRY, since="2025-01-01")])
    one = finding(ENTRY.fingerprint)
    other, new = replace(one, message="no stage `x` again"), finding("a" * 16)
    opened, held = baseline.held([one, new, other])
    assert opened == (new,)
    accepted = Accepted("baselined", since="2025-01-01")
    assert held == (replace(one, accepted=accepted), replace(other, accepted=accepted))


@pytest.mark.parametrize(
    ("rule", "severity", "is_held"),
    [
        ("JM004", "error", False),
        ("JM004", "warning", False),
        ("JM003", "error", False),
        ("JM003", "warning", True),
        ("JM092", "warning", True),
        ("JM101", "error", True),
    ],
)
def test_what_keeps_a_file_from_being_read_is_never_held(rule: str, severity: str, is_held: bool) -> None:
    one = finding(ENTRY.fingerprint, rule, severity)
    assert bool(baseline_of([ENTRY]).held([one])[1]) == is_held
    assert bool(Baseline({}).grown([one], DAY).entries) == is_held


def test_what_is_there_keeps_its_date_and_its_words() -> None:
    old = replace(ENTRY, since="2025-01-01", message="as it was worded then")
    grown = baseline_of([old]).grown([finding(ENTRY.fingerprint), finding("a" * 16)], DAY)
    assert grown.entries == {
        ENTRY.fingerprint: old,
        "a" * 16: remembered(finding("a" * 16), DAY),
    }
    assert grown.without([old]).entries.keys() == {"a" * 16}


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
entries = st.builds(
    Remembered,
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.sampled_from(["JM101", "JM201"]),
    text,
    text,
    st.dates().map(date.isoformat),
)


@given(st.lists(entries, max_size=6))
def test_what_is_written_is_read_back_and_ascii_where_it_cannot_be_seen(some: list[Remembered]) -> None:
    written = baseline_text(baseline_of(some))
    assert read_baseline(written.encode()) == baseline_of(some)
    assert baseline_text(baseline_of(reversed(list(baseline_of(some).entries.values())))) == written
    assert not set(written) & set("\u200b\u200e\u202e\u2066\u2028\ufeff")


@pytest.mark.parametrize(
    ("before", "after", "message", "place"),
    [
        (
            '"version": 1',
            '"version": 2',
            "the baseline is of version 2, and this jmap reads version 1",
            (2, 14),
        ),
        ('"version": 1', '"version": "1"', "the version of the baseline is not 1", (2, 14)),
        ('"version": 1', '"version": true', "the version of the baseline is not 1", (2, 14)),
        ('"version": 1', '"version": 0', "the version of the baseline is not 1", (2, 14)),
        ('"version": 1,', "", "the baseline has no `version`", (3, 3)),
        ('"findings"', '"finding"', "the baseline has an unknown key `finding`", (3, 14)),
        ('"findings": [', '"findings": 1, "x": [', "the baseline has an unknown key `x`", (3, 23)),
        ('"since": "2025-01-01"}', '"since": "2025"}', "`since` is no date such as 2026-10-01", (4, 124)),
        (', "since": "2025-01-01"}', "}", "an entry of the baseline has no `since`", (4, 5)),
        ('"JM113"', "113", "`rule` is no text", (4, 49)),
        ('"JM113"', '"JM1"', "`rule` is not the code of one", (4, 49)),
        ('"fedcba9876543210"', '"x"', "`fingerprint` is not 16 digits from 0 to f", (4, 21)),
        ('"rule": "JM113"', '"rules": "JM113"', "an entry of the baseline has no `rule`", (4, 5)),
        (
            '"rule": "JM113"',
            '"rule": "JM113", "x": 1',
            "an entry of the baseline has an unknown key `x`",
            (4, 63),
        ),
        (
            '    {"fingerprint": "fed',
            '    7, {"fingerprint": "fed',
            "an entry of the baseline is no object",
            (4, 5),
        ),
        ('"version": 1,', '"version": 1', "the baseline is not JSON from here on", (3, 3)),
        ("}\n", "", "the baseline is not JSON from here on", (8, 1)),
        ('"version"', "<<<<<<< HEAD\n", "the baseline holds a conflict that git left", None),
        (
            '    {"fingerprint": "0123456789abcdef"',
            "=======\n    {",
            "the baseline holds a conflict that git left",
            (5, 1),
        ),
        ("  ]", ">>>>>>> other\n  ]", "the baseline holds a conflict that git left", (7, 1)),
    ],
)
def test_a_damaged_one_is_told_with_its_place(
    before: str, after: str, message: str, place: tuple[int, int] | None
) -> None:
    start, _, end = TEXT.rpartition(before) if before == "}\n" else TEXT.partition(before)
    with pytest.raises(BaselineError) as caught:
        read_baseline(f"{start}{after}{end}".encode())
    if place is None:
        # In the middle of a line it is no mark of git, only no JSON.
        assert caught.value.message == "the baseline is not JSON from here on"
        return
    assert (caught.value.message, (caught.value.line, caught.value.column)) == (message, place)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the baseline is not JSON from here on"),
        (b"[]", "the baseline has no `version`"),
        (b"7", "the baseline has no `version`"),
        (b"\xff\xfe{", "the baseline is not written in UTF-8"),
        (b"[" * 100_000, "the baseline is no JSON that jmap writes"),
        (b'{"version": ' + b"1" * 5000 + b"}", "the baseline is no JSON that jmap writes"),
        (b'{"version": 1, "findings": {}}', "the baseline has no list `findings`"),
    ],
)
def test_what_is_no_baseline_at_all_is_told(data: bytes, message: str) -> None:
    with pytest.raises(BaselineError) as caught:
        read_baseline(data)
    assert caught.value.message == message
