"""Reading a log: what is rejected, read twice, cut off, and how times are understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze import staging
from jmap.analyze.conditions import Asked
from jmap.analyze.engines.duckdb import DuckDB
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.sources import source_of
from jmap.analyze.staging import Log, stage
from jmap.analyze.wanted import Wanted, columns_of
from tests.analyze.test_sources import BEGAN, read

HEAD = "customer,event,time"


def log_of(folder: Path, *lines: str, head: str = HEAD, **wanted: Any) -> tuple[Log, list[Any]]:
    """Return the log of some lines, and its events as (customer, event, microseconds)."""
    (folder / "log.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    columns = {"id": "id"} if ",id" in head else {}
    return read(folder, "log.csv", Wanted({}, **wanted), columns)


def test_rows_that_cannot_be_used_are_counted_and_shown(tmp_path: Path) -> None:
    log, rows = log_of(
        tmp_path,
        ",a,2026-01-01",
        "x,  ,2026-01-01",
        "x,a,",
        "x,a,yesterday",
        "x,a,2026-02-30",
        "x,a,infinity",
        "x,a,2026-01-01",
        "x,a,2026-01-03",
        as_of=date(2026, 1, 2),
    )
    assert rows == [("x", "a", 0)]
    assert log.rejected == {"no customer": 1, "no event": 1, "unreadable time": 4, "after as-of": 1}
    assert log.shown == (
        ("no customer", "", "a", "2026-01-01"),
        ("no event", "x", "", "2026-01-01"),
        ("unreadable time", "x", "a", ""),
        ("unreadable time", "x", "a", "yesterday"),
        ("unreadable time", "x", "a", "2026-02-30"),
    )


def test_lines_that_are_no_rows_are_counted_too(tmp_path: Path) -> None:
    log, rows = log_of(tmp_path, "x,a,2026-01-01", "x,b", "x,c,2026-01-01,more,and more", "x,d,2026-01-02")
    assert [row[1] for row in rows] == ["a", "d"]
    assert log.rejected == {"unreadable row": 2}
    assert [each[:2] for each in log.shown] == [
        ("unreadable row", "line 3: x,b"),
        ("unreadable row", "line 4: x,c,2026-01-01,more,and more"),
    ]


@pytest.mark.parametrize(
    ("text", "hours", "naive"),
    [
        ("2026-01-01", -1, 1),
        ("2026-01-01 01:00:00", 0, 1),
        ("2026-01-01T01:00", 0, 1),
        ("2026-07-01 02:00:00", 24 * 181, 1),
        ("2026-01-01T00:00:00Z", 0, 0),
        ("2026-01-01T02:00:00.000000+02:00", 0, 0),
        ("2025-12-31 19:00:00-0500", 0, 0),
        ("2025-12-31 19:00:00 America/New_York", 0, 0),
        ("1767225600", 0, 0),
        ("1767225600000", 0, 0),
        ("1767225600000000", 0, 0),
        ("1767225600000000000", 0, 0),
        ("1767229200.0", 1, 0),
        (" 1767229200. ", 1, 0),
    ],
)
def test_times(tmp_path: Path, text: str, hours: int, naive: int) -> None:
    log, rows = log_of(tmp_path, f"x,a,{text}", timezone="Europe/Berlin")
    assert rows == [("x", "a", hours * 3_600_000_000)]
    assert log.naive_times == naive


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        # What is finer than a microsecond is cut off, in a count as in a time.
        ("1767225600.5", 500_000),
        ("1767225600.000001", 1),
        ("1767225600.999999999999999999999999", 999_999),
        ("1767225600123.456", 123_456),
        ("1767225600999.9999", 999_999),
        ("1767225600123456.9", 123_456),
        ("1767225600123456789", 123_456),
        ("1767225600123456789.5", 123_456),
        ("2026-01-01T00:00:00.1234569Z", 123_456),
        ("9999999999.999999", 8_232_774_399_999_999),
    ],
)
def test_fractions_of_a_second_are_exact_to_the_microsecond(tmp_path: Path, text: str, micros: int) -> None:
    assert log_of(tmp_path, f"x,a,{text}")[1] == [("x", "a", micros)]


@pytest.mark.parametrize(
    ("kind", "values", "micros"),
    [
        (
            "DOUBLE",
            "1767225600.1, 1767225600.123456, 1767225600123.457, 1767225600123457",
            (100_000, 123_456),
        ),
        ("BIGINT", "1767225600, 1767225600123, 1767225600123457, 1767225600123457999", (0, 123_000)),
        ("UBIGINT", "1767225600, 1767225600123, 1767225600123457, 1767225600123457999", (0, 123_000)),
        (
            "DECIMAL(38, 9)",
            "1767225600.1, 1767225600.123456789, 1767225600123.457, 1767225600123457",
            (100_000, 123_456),
        ),
    ],
)
def test_columns_of_numbers(tmp_path: Path, kind: str, values: str, micros: tuple[int, int]) -> None:
    import duckdb

    numbers = ", ".join(f"CAST({each} AS {kind})" for each in values.split(", "))
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'x' AS customer, 'a' AS event, UNNEST(["
            f"{numbers}, NULL, CAST(12 AS {kind})]) AS time) TO '{tmp_path / 'log.parquet'}'"
        )
    log, rows = read(tmp_path, "log.parquet", Wanted({}))
    assert [each[2] for each in rows] == sorted([*micros, 123_457, 123_457])
    assert (log.rejected, log.naive_times) == ({"unreadable time": 2}, 0)


def test_a_column_without_room_for_seconds_is_not_read(tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'x' AS customer, 'a' AS event, 1767225600::FLOAT AS time)"
            f" TO '{tmp_path / 'log.parquet'}'"
        )
    with pytest.raises(AnalyzeError, match="no row of the log can be used") as caught:
        read(tmp_path, "log.parquet", Wanted({}))
    assert caught.value.hint == "1 unreadable time; check `--columns` and `--as-of`"


@pytest.mark.parametrize(
    "text",
    ["12", "99999999999", "25:00", "01/02/2026", "-1767225600", "NaN", "1.7672256E9", "01767225600", "10e9"],
)
def test_what_is_no_time(tmp_path: Path, text: str) -> None:
    log, _ = log_of(tmp_path, f"x,a,{text}", "x,a,2026-01-01")
    assert log.rejected == {"unreadable time": 1}


def test_as_of_is_the_newest_event_or_the_end_of_a_day(tmp_path: Path) -> None:
    lines = ("x,a,2026-01-01T10:00:00Z", "x,gone,2026-01-01T23:30:00Z")
    assert log_of(tmp_path, *lines)[0].as_of == BEGAN + 84_600_000_000
    # An event that is ignored is not the newest.
    assert log_of(tmp_path, *lines, ignore=("go*",))[0].as_of == BEGAN + 36_000_000_000
    log, rows = log_of(tmp_path, *lines, as_of=date(2026, 1, 1), timezone="Europe/Berlin")
    assert (log.as_of, len(rows)) == (BEGAN + 82_800_000_000 - 1, 1)


def test_events_to_leave_out(tmp_path: Path) -> None:
    log, rows = log_of(
        tmp_path, "x,a,2026-01-01", "x,it's,2026-01-01", "x,b1,2026-01-01", ignore=("it's", "b*")
    )
    assert [row[1] for row in rows] == ["a"]
    assert (log.ignored, log.rejected, log.events) == (2, {}, 1)


def test_rows_that_are_equal_in_all_are_one(tmp_path: Path) -> None:
    head = "customer,event,time,amount"
    log, rows = log_of(tmp_path, *["x,a,2026-01-01,1"] * 3, "x,a,2026-01-01,2", "y,a,2026-01-01,1", head=head)
    assert (log.duplicates, log.events, log.ties, len(rows)) == (2, 3, 2, 3)


def test_rows_with_one_id_are_one_at_each_customer(tmp_path: Path) -> None:
    head = "customer,event,time,id"
    lines = ("x,b,2026-01-02,7", "x,a,2026-01-01,7", "y,a,2026-01-01,7", "x,a,2026-01-01,", "x,a,2026-01-01,")
    log, rows = log_of(tmp_path, *lines, head=head)
    # The first of them counts. Those without an id are equal in all.
    assert rows == [("x", "a", 0), ("x", "a", 0), ("y", "a", 0)]
    assert log.duplicates == 2


def test_which_of_several_with_one_id_counts_is_not_told_by_their_order(tmp_path: Path) -> None:
    lines = [f"x,a,2026-01-01,{amount},7" for amount in ("", 3, 1, 2)]
    for turn in range(len(lines)):
        rows = ["customer,event,time,amount,id", *lines[turn:], *lines[:turn], ""]
        (tmp_path / "log.csv").write_text("\n".join(rows), encoding="utf-8")
        engine = DuckDB(source_of("log.csv", tmp_path), "UTC")
        try:
            columns = columns_of({"id": "id"}, engine.columns)
            tests = Asked(columns.attributes(engine.columns))
            tests.number("amount")
            stage(engine, columns, Wanted({}), tests)
            assert list(engine.rows("SELECT f0 FROM events")) == [(3_000_000,)]
        finally:
            engine.close()


def test_an_event_of_rows_that_are_left_out_is_none(tmp_path: Path) -> None:
    lines = ["x,a,2026-01-01", "x,later,2026-01-03", "x,broken,soon", "x,page,2026-01-01"]
    log, _ = log_of(tmp_path, *lines, as_of=date(2026, 1, 2), ignore=("p*",))
    assert [log.names[code - 1] for code in log.codes(("*",))] == ["a"]
    assert log.codes(("later", "broken", "page")) == []


def test_a_customer_with_too_many_events_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "CAP", 3)
    lines = [f"x,a,2026-01-0{day}" for day in range(1, 7)] + [f"y,a,2026-01-0{day}" for day in range(1, 4)]
    log, rows = log_of(tmp_path, *lines)
    assert (log.capped, log.over_cap, log.events) == (1, 3, 6)
    assert [row[2] // 86_400_000_000 for row in rows if row[0] == "x"] == [0, 1, 2]
    # As-of is still the newest event of the log.
    assert log.as_of == BEGAN + 5 * 86_400_000_000
