"""Bytes to text: size, UTF-8, forbidden and invisible characters."""

import pytest

from jmap.faults import Severity, Span
from jmap.yaml.limits import Limits
from jmap.yaml.reader import read_bytes
from jmap.yaml.source import REPORTED, decode


def told(data: bytes) -> list[tuple[str, Span | None, str]]:
    return [(f.code, f.place.span, f.message) for f in read_bytes("x.yaml", data).faults]


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        (b"\x80", 1, 1, "byte `0x80` is not UTF-8"),
        (b"a: \xe9\n", 1, 4, "byte `0xE9` is not UTF-8"),
        ("a: é\r\nb: 😀".encode() + b"\xff", 2, 5, "byte `0xFF` is not UTF-8"),
        (b"a: 1\n\xc0\xaf", 2, 1, "byte `0xC0` is not UTF-8"),
        (b"a: 1\r\xed\xa0\x80", 2, 1, "byte `0xED` is not UTF-8"),
        (b"\xef\xbb\xbfa: \xff", 1, 4, "byte `0xFF` is not UTF-8"),
        (b"a: \xf0\x9f\x98", 1, 4, "byte `0xF0` is not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf8(data: bytes, line: int, column: int, message: str) -> None:
    reading = read_bytes("x.yaml", data)
    assert reading.root is None
    assert not reading.whole
    assert told(data) == [("JM001", Span(line, column, line, column + 1), message)]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_wide_encodings_are_named(encoding: str, name: str) -> None:
    data = "jmap: 1\ntitle: Überblick\n".encode(encoding)
    message = f"the file is written in {name}, not in UTF-8"
    assert told(data) == [("JM001", Span(1, 1, 1, 2), message)]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: b\0c\n", 1, 5, "control character `U+0000` (NUL) in the file"),
        ("a: 1\nb: \x1b[0m\n", 2, 4, "control character `U+001B` (escape) in the file"),
        ("a: 😀\x7f\n", 1, 5, "control character `U+007F` (delete) in the file"),
        ("a: x\x85\n", 1, 5, "line end `U+0085` (next line) in the file"),
        ("a: x\u2028y\n", 1, 5, "line end `U+2028` (line separator) in the file"),
        ("a: x\ufffe\n", 1, 5, "control character `U+FFFE` in the file"),
        ("# \x9b\n", 1, 3, "control character `U+009B` in the file"),
    ],
)
def test_forbidden_characters(text: str, line: int, column: int, message: str) -> None:
    assert told(text.encode()) == [("JM002", Span(line, column, line, column + 1), message)]
    assert not read_bytes("x.yaml", text.encode()).whole


def test_a_forbidden_character_does_not_shift_what_follows() -> None:
    reading = read_bytes("x.yaml", "a: x\u2028y\nb: [\x85c, *d]\n".encode())
    spans = [(fault.code, fault.place.span) for fault in reading.faults]
    assert spans == [
        ("JM002", Span(1, 5, 1, 6)),
        ("JM002", Span(2, 5, 2, 6)),
        ("JM010", Span(2, 9, 2, 11)),
    ]


@pytest.mark.parametrize(
    ("text", "column", "end", "message"),
    [
        (r'a: "\0"', 5, 7, "control character `U+0000` (NUL) written as an escape"),
        (r'a: "b\x07"', 6, 10, "control character `U+0007` written as an escape"),
        (r'a: "\e"', 5, 7, "control character `U+001B` (escape) written as an escape"),
        (r'a: "\\\v"', 7, 9, "control character `U+000B` written as an escape"),
        (r'a: "\N"', 5, 7, "line end `U+0085` (next line) written as an escape"),
        (r'a: "\L"', 5, 7, "line end `U+2028` (line separator) written as an escape"),
        (r'a: "\u2029"', 5, 11, "line end `U+2029` (paragraph separator) written as an escape"),
        (r'a: "\uD83D\uDE00"', 5, 11, "surrogate `U+D83D` written as an escape"),
        (r'a: "\U00110000"', 5, 15, "there is no character `U+110000`"),
    ],
)
def test_escaped_forbidden_characters(text: str, column: int, end: int, message: str) -> None:
    assert told(text.encode())[0] == ("JM002", Span(1, column, 1, end), message)
    assert not read_bytes("x.yaml", text.encode()).whole


def test_an_escape_on_a_folded_line_keeps_its_place() -> None:
    text = 'a: "one\r\n  two\\\r\n  \\x41 \\x00"\r\n'
    assert [span for _, span, _ in told(text.encode())] == [Span(3, 8, 3, 12)]


def test_allowed_escapes_are_fine() -> None:
    text = r'a: "\n \t \r \_ \/ \\ \x41 \u00e9 \U0001F600"' + "\nb: '\\0'\nc: \\0\n"
    assert told(text.encode()) == []


def test_a_byte_order_mark_is_no_column() -> None:
    reading = read_bytes("x.yaml", "\ufeffa: *b\n".encode())
    assert [fault.place.span for fault in reading.faults] == [Span(1, 4, 1, 6)]


@pytest.mark.parametrize(
    ("text", "column", "severity"),
    [
        ("a\u200bb: text here\n", 2, Severity.ERROR),
        ("a: some\u200b text\n", 8, Severity.WARNING),
        ("a: adop\u200btion\n", 8, Severity.ERROR),
        ("a: [B c, 'x \u202ey']\n", 13, Severity.WARNING),
        ("a: b # n\u2066ote\n", 9, Severity.ERROR),
        ("a: x \ufeff y\n", 6, Severity.WARNING),
        ('a: "x \\u202e y"\n', 7, Severity.WARNING),
        ('"a\\u200b": y\n', 3, Severity.ERROR),
        ("a: Grin 😀\U000e0041\n", 10, Severity.WARNING),
        ("a: Plain\u200dtext is long\n", 9, Severity.WARNING),
    ],
)
def test_invisible_characters(text: str, column: int, severity: Severity) -> None:
    [fault] = read_bytes("x.yaml", text.encode()).faults
    assert fault.code == "JM003"
    assert fault.severity is severity
    assert fault.place.span is not None
    assert (fault.place.span.line, fault.place.span.column) == (1, column)


def test_an_invisible_character_in_a_block_text_has_its_place() -> None:
    [fault] = read_bytes("x.yaml", "a: |\n  é one\n  two\u200b three\n".encode()).faults
    assert fault.place.span == Span(3, 6, 3, 7)
    assert fault.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "family: 👨\u200d👩\u200d👧\n",
        "heart: I ❤\ufe0f maps, 1\ufe0f\u20e3 of them\n",
        "pilot: 👩🏽\u200d✈\ufe0f\n",
        "flag: 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f\n",
        "persian: می\u200cخواهم\n",
        "hindi: क्\u200dष\n",
        "hebrew: שלום עולם\n",
        "عنوان: رحلة العميل\n",
    ],
)
def test_joiners_that_do_their_work_are_fine(text: str) -> None:
    assert told(text.encode()) == []


def test_only_the_first_of_many_are_told_one_by_one() -> None:
    faults = read_bytes("x.yaml", b"a: " + b"\1" * 1000).faults
    assert len(faults) == REPORTED + 1
    assert faults[-1].message == "980 more control characters from here on"
    faults = read_bytes("x.yaml", "a: b \u200b{}\n\u200bk: v\n".format("\u200b" * 500).encode()).faults
    assert len([fault for fault in faults if fault.severity is Severity.WARNING]) == REPORTED + 1
    assert [fault.severity for fault in faults if fault.place.span == Span(2, 1, 2, 2)] == [Severity.ERROR]


def test_a_file_over_the_size_limit_is_not_decoded() -> None:
    source, [fault] = decode("x.yaml", b"a: \xff" * 10, Limits(file_size=39))
    assert source is None
    assert (fault.code, fault.message) == ("JM009", "the file has 40 bytes, more than 39")
    assert fault.hint == "split it into several maps, or raise `file_size` under `[limits]`"


def test_lines_break_at_line_feeds_and_carriage_returns_only() -> None:
    source, _ = decode("x.yaml", "a\r\nb\rc\n\x0bd\u2028e\n".encode(), Limits())
    assert source is not None
    assert source.lines() == ["a", "b", "c", "\x0bd\u2028e", ""]
    assert (source.line(3), source.line(0), source.line(9)) == ("c", "", "")


def test_what_was_replaced_is_kept_as_it_is_written() -> None:
    source, _ = decode("x.yaml", "a: \x07b\nc: d\ufeff\n".encode(), Limits())
    assert source is not None
    assert source.text == "a: \ufffdb\nc: d\u2060\n"
    assert source.lines() == ["a: \x07b", "c: d\ufeff", ""]
    plain, _ = decode("x.yaml", "a: é\n".encode(), Limits())
    assert plain is not None
    assert plain.written is None
