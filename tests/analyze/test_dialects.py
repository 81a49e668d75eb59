"""The words of each dialect: what they give, and NULL for what is no such thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.engines.duckdb import DuckDB
from jmap.analyze.sources import source_of


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDB]:
    path = tmp_path_factory.mktemp("dialect") / "log.csv"
    path.write_text("customer,event,time\nx,a,2026-01-01\n", encoding="utf-8")
    made = DuckDB(source_of(str(path), Path()), "Europe/Berlin")
    yield made
    made.close()


def value(engine: DuckDB, sql: str) -> Any:
    [(found,)] = engine.rows(f"SELECT {sql}")
    return found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        (" 2.5 ", 2.5),
        ("1e3", 1000),
        ("-0.1", -0.1),
        ("x", None),
        ("", None),
        ("inf", None),
        ("NaN", None),
    ],
)
def test_numbers(engine: DuckDB, text: str, number: float | None) -> None:
    assert value(engine, engine.dialect.number(f"'{text}'")) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1970-01-02", 1),
        ("1969-12-31", -1),
        ("2026-03-29T00:30:00Z", 20_541),
        ("soon", None),
        ("infinity", None),
    ],
)
def test_days(engine: DuckDB, text: str, day: int | None) -> None:
    assert value(engine, engine.dialect.day_of(f"'{text}'")) == day


def test_days_and_months_are_those_of_the_zone(engine: DuckDB) -> None:
    # 23:30 in UTC on New Year's Eve is the next day in Berlin.
    micros = "1767223800000000"
    assert value(engine, engine.dialect.day_index(micros)) == 20_454
    assert value(engine, engine.dialect.month_index(micros)) == 2026 * 12
    assert value(engine, engine.dialect.day_index("CAST(NULL AS BIGINT)")) is None


def test_names_and_lists(engine: DuckDB) -> None:
    d = engine.dialect
    odd = d.identifier('a"b')
    assert value(engine, f"{odd} FROM (SELECT 7 AS {odd}) x") == 7
    items = "(SELECT 'b' AS i, 2 AS o UNION ALL SELECT 'a', 3 UNION ALL SELECT 'c', 1) x"
    assert value(engine, f"{d.listed('i', 'o')} FROM {items}") == "c,b,a"
    one, other = d.fingerprint(["'a'", "'b'"]), d.fingerprint(["'ab'", "''"])
    assert value(engine, f"{one} = {other}") is False
    assert value(engine, d.text("'  '", "VARCHAR")) is None
