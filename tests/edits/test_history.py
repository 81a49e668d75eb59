"""An observation more in the text of a file: where it goes, how it is laid out, and what is refused."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.edits.fault import EditError
from jmap.edits.history import Observed, number, with_observation
from jmap.yaml.comments import comments
from jmap.yaml.nodes import Mapping, Scalar
from jmap.yaml.reader import read_bytes
from jmap.yaml.source import Source

NEW = Observed("a", "2026-Q3", 23.456, 12)


def change(text: str, observed: Observed = NEW) -> list[str]:
    """Return the lines that go and come, with `-` and `+`."""
    after = with_observation(text, observed)
    lines = difflib.unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("history", "after"),
    [
        ("{2026-Q1: 1, 2026-Q2: 2} # c", "{2026-Q1: 1, 2026-Q2: 2, 2026-Q3: 23.46} # c"),
        ("{2026-Q1: 1, 2026-Q2: 2,}", "{2026-Q1: 1, 2026-Q2: 2, 2026-Q3: 23.46}"),
        ("{ 2026-Q1: 1 }", "{ 2026-Q1: 1, 2026-Q3: 23.46 }"),
        ("{'2026-Q1': 1.50, \"2026-Q2\": 2}", "{'2026-Q1': 1.50, \"2026-Q2\": 2, 2026-Q3: 23.46}"),
    ],
)
def test_in_braces_on_one_line(history: str, after: str) -> None:
    assert change(f"metrics:\n  a:\n    history: {history}\n") == [
        f"-    history: {history}",
        f"+    history: {after}",
    ]


def test_in_braces_of_several_lines() -> None:
    lines = ["history: {", "  2026-Q1: 1, # first", "  2026-Q2: 2 # second", "  # last", "}"]
    text = "\n    ".join(["metrics:\n  a:", *lines]) + "\n"
    assert change(text) == [
        "-      2026-Q2: 2 # second",
        "+      2026-Q2: 2, # second",
        "+      2026-Q3: 23.46",
    ]


def test_a_comma_at_the_end_stays_at_the_end() -> None:
    text = "metrics:\n  a:\n    history: {\n      2026-Q1: 1,\n      2026-Q2: 2, # second\n    }\n"
    assert change(text) == ["+      2026-Q3: 23.46,"]


def test_a_line_that_is_full_goes_on_below_the_first_key() -> None:
    months = ", ".join(f"2024-{month:02}: 10.2" for month in range(1, 8))
    text = f"metrics:\n  a:\n    history: {{{months}}}\n"
    assert len(text.splitlines()[2]) == 118
    assert change(text)[1:] == [f"+    history: {{{months},", "+              2026-Q3: 23.46}"]


def test_a_full_line_with_its_first_key_far_in_becomes_longer() -> None:
    text = f"metrics:\n  a: {{name: {'n' * 62}, history: {{2026-Q1: 10.25, 2026-Q2: 11.25}}}}\n"
    assert change(text)[1].endswith("{2026-Q1: 10.25, 2026-Q2: 11.25, 2026-Q3: 23.46}}")


def test_in_lines_of_its_own() -> None:
    text = (
        "metrics:\n  a:\n    history:\n      2026-Q1: 1 # first\n      2026-Q2: {value: 2, n: 3} # second\n"
        "      # last\n    # below\n  b: {}\n"
    )
    assert change(text) == ["+      2026-Q3: {value: 23.46, n: 12}"]


def test_neighbours_without_cases_stay_without() -> None:
    assert change("metrics:\n  a:\n    history:\n      2026-Q1: 1\n") == ["+      2026-Q3: 23.46"]


def test_where_cases_are_not_known_none_are_written() -> None:
    observed = Observed("a", "2026-Q3", 5)
    assert change("metrics:\n  a:\n    history: {2026-Q1: {value: 1, n: 2}}\n", observed)[1] == (
        "+    history: {2026-Q1: {value: 1, n: 2}, 2026-Q3: 5}"
    )


@pytest.mark.parametrize("empty", ["{}", "{ }", "", "~", "null"])
@pytest.mark.parametrize("comment", ["", "  # none yet"])
def test_an_empty_history(empty: str, comment: str) -> None:
    text = f"metrics:\n  a:\n    history: {empty}{comment}\n    measure: {{count: x}}\n"
    new = change(text)[1].replace("{ 2026", "{2026").replace("} }", "}}").replace("}}}", "}}")
    assert new.startswith("+    history: {2026-Q3: {value: 23.46, n: 12}")
    assert new.endswith(comment)


def test_no_history() -> None:
    text = "metrics:\n  a:\n    measure: {count: x} # how\n    # more\n  b: {}\n"
    assert change(text) == ["+    history: {2026-Q3: {value: 23.46, n: 12}}"]
    assert change("metrics: {a: {measure: {count: x}}}\n")[1] == (
        "+metrics: {a: {measure: {count: x}, history: {2026-Q3: {value: 23.46, n: 12}}}}"
    )


@pytest.mark.parametrize(
    "last", ["name:", "summary: |\n      two\n      lines\n\n", "tags:\n      - x\n      - y"]
)
def test_below_whatever_comes_last(last: str) -> None:
    text = f"metrics:\n  a:\n    {last}\n  b: {{}}\n"
    assert change(text) == ["+    history: {2026-Q3: {value: 23.46, n: 12}}"]


def test_line_ends_stay_and_one_that_is_missing_stays_missing() -> None:
    text = "metrics:\r\n  a:\r\n    history:\r\n      2026-Q1: 1"
    assert with_observation(text, NEW) == f"{text}\r\n      2026-Q3: 23.46"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("metrics:\n  a: &x {history: {}}\n  b: *x\n", "`&x` is used in other places too"),
        ("metrics:\n  a: {history: &x {}}\n  b: {history: *x}\n", "`&x` is used in other places too"),
        ("metrics:\n  b: {history: &x {}}\n  a: {history: *x}\n", "it is `*x`, which is written elsewhere"),
        ("metrics: [a]\n", "it is not written in this file"),
        ("metrics: {b: {}}\n", "it is not written in this file"),
        ("metrics: {a: text}\n", "it is not written as an object"),
        ("metrics: {a: {history: [1]}}\n", "its `history` is no mapping"),
        ("metrics: {a: {history: '2026-Q3'}}\n", "its `history` is no mapping"),
        ("metrics: {a: {history: {2026-Q3: 1}}}\n", "it has a value of 2026-Q3 already"),
        ("metrics:\n  ? a\n  : ? b\n    : 1\n", "its first key does not begin its line"),
        ("metrics: {a\n", "it is no YAML that can be read"),
        ("", "it is not written in this file"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(EditError) as raised:
        with_observation(text, NEW)
    assert raised.value.message == message


def test_an_anchor_that_nothing_uses_is_no_reason_to_refuse() -> None:
    assert "2026-Q3" in with_observation("metrics:\n  a: &x {history: &y {2026-Q2: 1}}\n", NEW)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (12, "12"),
        (12.5, "12.5"),
        (23.456, "23.46"),
        (-3.5, "-3.5"),
        (4_640_000, "4640000"),
        (0.0123456, "0.0123"),
        (0.00012, "0.00012"),
    ],
)
def test_numbers(value: float, text: str) -> None:
    assert number(value) == text


PERIODS = st.lists(
    st.sampled_from([f"{y}-Q{q}" for y in (2023, 2024, 2025) for q in (1, 2, 3, 4)]), unique=True
)
VALUES = st.one_of(st.integers(-9, 99).map(str), st.integers(1, 9).map(lambda n: f"{{value: {n}, n: {n}}}"))
COMMENTS = st.sampled_from(["", " # c", "  # a, b: {c}"])
LAYOUTS = st.sampled_from(["flow", "lines", "braces", "comma", "none"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a file with a metric `a` whose history is laid out in some way."""
    periods = draw(PERIODS)
    entries = [(each, draw(VALUES), draw(COMMENTS)) for each in periods]
    layout, pad = draw(LAYOUTS), "  " * draw(st.integers(1, 3))
    lines = ["metrics:", f"{pad}b: {{history: {{2026-Q3: 1}}}}", f"{pad}a:{draw(COMMENTS)}"]
    inner = pad + "  "
    if layout == "none" or (layout == "lines" and not entries):
        lines.append(f"{inner}name: A{draw(COMMENTS)}")
    elif layout == "flow":
        pairs = ", ".join(f"{period}: {value}" for period, value, _ in entries)
        lines.append(f"{inner}history: {{{pairs}}}{draw(COMMENTS)}")
    elif layout == "lines":
        lines.append(f"{inner}history:{draw(COMMENTS)}")
        lines += [f"{inner}  {period}: {value}{comment}" for period, value, comment in entries]
    else:
        lines.append(f"{inner}history: {{{draw(COMMENTS)}")
        for index, (period, value, comment) in enumerate(entries, 1):
            comma = "," if layout == "comma" or index < len(entries) else ""
            lines.append(f"{inner}  {period}: {value}{comma}{comment}")
        lines.append(f"{inner}}}{draw(COMMENTS)}")
    lines += draw(
        st.lists(
            st.sampled_from(["", f"{inner}# deep", "# shallow", f"{inner}owner: me"]), max_size=2, unique=True
        )
    )
    lines.append(f"{pad}c: {{name: C}}")
    return draw(st.sampled_from(["\n", "\r\n"])).join(
        [*lines, ""][: draw(st.integers(len(lines), len(lines) + 1))]
    )


def plain(text: str) -> object:
    """Return what a file says, as plain data."""

    def of(node: object) -> object:
        if isinstance(node, Mapping):
            return {key: of(value) for key, (_, value) in node.entries.items()}
        return node.text if isinstance(node, Scalar) else None

    reading = read_bytes("m.yaml", text.encode())
    assert not reading.faults
    return of(reading.root)


@settings(max_examples=300, deadline=None)
@given(files())
def test_a_file_says_one_observation_more_and_nothing_else(text: str) -> None:
    after = with_observation(text, Observed("a", "2026-Q3", 7))
    said, before = plain(after), plain(text)
    assert isinstance(said, dict)
    assert isinstance(before, dict)
    history = said["metrics"]["a"]["history"]
    assert history.pop("2026-Q3") == "7"
    if not history and "history" not in before["metrics"]["a"]:
        del said["metrics"]["a"]["history"]
    assert said == before
    assert [each for _, _, each in comments(Source("", after))] == [
        each for _, _, each in comments(Source("", text))
    ]
    # Nothing that was there is moved or rewritten: taking out what is new gives the file again.
    rest = iter(after)
    assert all(character in rest for character in text)
    assert ("\r\n" in after) == ("\r\n" in text)
    with pytest.raises(EditError):
        with_observation(after, Observed("a", "2026-Q3", 8))
