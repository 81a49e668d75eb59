"""Where logs come from: every kind, odd names, and files that would like to do more than be read."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from jmap.analyze.conditions import Asked
from jmap.analyze.engines.duckdb import DuckDB
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.sources import source_of
from jmap.analyze.staging import Log, stage
from jmap.analyze.wanted import Wanted, columns_of

CSV = "customer,event,time,plan\na,visit,2026-01-01T00:00:00Z,team\nb,trial,2026-01-01 02:00:00,\n"
ROWS = [
    {"customer": "a", "event": "visit", "time": "2026-01-01T00:00:00Z", "plan": "team"},
    {"customer": "b", "event": "trial", "time": "2026-01-01 02:00:00"},
]
READ = [("a", "visit", 0), ("b", "trial", 7_200_000_000)]
BEGAN = 1_767_225_600_000_000


def read(
    folder: Path, source: str, wanted: Wanted | None = None, columns: dict[str, str] | None = None
) -> tuple[Log, list[Any]]:
    """Return the log of a source, and its events as (customer, event, microseconds)."""
    wanted = wanted or Wanted({})
    engine = DuckDB(source_of(source, folder), wanted.timezone)
    try:
        named = columns_of(columns or {}, engine.columns)
        log = stage(engine, named, wanted, Asked({}))
        rows = engine.rows(
            f"SELECT customer, event, us - {BEGAN} FROM events e JOIN customers c ON c.cid = e.cid"
            " JOIN names n ON n.code = e.code ORDER BY us, customer, event"
        )
        return log, list(rows)
    finally:
        engine.close()


def as_csv(path: Path) -> None:
    path.write_text(CSV, encoding="utf-8")


def as_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(CSV.encode()))


def as_json(path: Path) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")


def as_json_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in ROWS).encode()))


def as_parquet(path: Path) -> None:
    (path.parent / "rows.in").write_text(CSV, encoding="utf-8")
    with duckdb.connect() as connection:
        table = "read_csv(?, all_varchar = true)"
        connection.execute(f"CREATE TABLE t AS SELECT * FROM {table}", [str(path.parent / "rows.in")])
        connection.execute("COPY t TO '" + str(path).replace("'", "''") + "' (FORMAT parquet)")


def as_duckdb(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE \"the 'log'\" (customer VARCHAR, event VARCHAR, time TIMESTAMP)")
        for row in ROWS:
            values = [row["customer"], row["event"], row["time"].removesuffix("Z")]
            connection.execute("INSERT INTO \"the 'log'\" VALUES (?, ?, ?)", values)


KINDS = {
    "log.csv": as_csv,
    "log.csv.gz": as_gzip,
    "log.jsonl": as_json,
    "log.ndjson.gz": as_json_gzip,
    "log.parquet": as_parquet,
    "log.duckdb": as_duckdb,
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_reads_the_same(tmp_path: Path, name: str) -> None:
    KINDS[name](tmp_path / name)
    log, rows = read(tmp_path, name)
    assert rows == READ
    assert (log.customers, log.events, log.rejected, log.duplicates) == (2, 2, {}, 0)
    # A timestamp of a table names no zone; text may.
    assert log.naive_times == (2 if name == "log.duckdb" else 1)


@pytest.mark.parametrize("make", [as_csv, as_json, as_parquet], ids=["csv", "jsonl", "parquet"])
def test_names_of_files_are_names_only(tmp_path: Path, make: Callable[[Path], None]) -> None:
    end = {"as_csv": "csv", "as_json": "jsonl", "as_parquet": "parquet"}[make.__name__]
    folder = tmp_path / "a'); DROP TABLE raw; --"
    folder.mkdir()
    for name in ("[1]*?", "year=2024", "s3:", "ö\n", "it's"):
        path = folder / f"{name}.{end}"
        make(path)
        assert read(folder, path.name)[1] == READ, name
        path.unlink()


def test_a_glob_reads_files_together_with_what_columns_they_have(tmp_path: Path) -> None:
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / "x" / "1.csv").write_text(
        "time,customer,event\n2026-01-01T00:00:00Z,a,visit\n", encoding="utf-8"
    )
    (tmp_path / "x" / "y" / "2.csv").write_text(
        "customer,event,time,plan\nb,trial,2026-01-01T02:00:00Z,x\n", encoding="utf-8"
    )
    assert read(tmp_path, "x/**/*.csv")[1] == READ


def test_names_of_columns_are_names_only(tmp_path: Path) -> None:
    name = 'a"; DROP TABLE raw; --'
    quoted = '"' + name.replace('"', '""') + '"'
    text = f"{quoted},event,time,$v0,'\na,visit,2026-01-01T00:00:00Z,x,y\n"
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    assert read(tmp_path, "log.csv", columns={"customer": name})[1] == READ[:1]


def test_values_are_values_only(tmp_path: Path) -> None:
    text = 'customer,event,time\n"\'); DROP TABLE raw; --","a\nb",2026-01-01T00:00:00Z\n'
    (tmp_path / "log.csv").write_text(text, encoding="utf-8")
    assert read(tmp_path, "log.csv")[1] == [("'); DROP TABLE raw; --", "a\nb", 0)]


def test_a_database_cannot_read_other_files(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(CSV, encoding="utf-8")
    path = tmp_path / "log.duckdb"
    with duckdb.connect(str(path)) as connection:
        secret = str(tmp_path / "secret.csv").replace("'", "''")
        connection.execute(f"CREATE VIEW log AS SELECT * FROM read_csv('{secret}')")
    with pytest.raises(AnalyzeError, match="has 0 tables"):
        read(tmp_path, "log.duckdb")
    with pytest.raises(AnalyzeError, match="has no table `log`"):
        read(tmp_path, "log.duckdb#log")


@pytest.mark.parametrize("name", KINDS)
def test_an_open_log_is_locked(tmp_path: Path, name: str) -> None:
    KINDS[name](tmp_path / name)
    (tmp_path / "secret.csv").write_text(CSV, encoding="utf-8")
    engine = DuckDB(source_of(name, tmp_path), "UTC")
    try:
        for sql in (
            f"SELECT * FROM read_csv('{tmp_path}/secret.csv')",
            f"SELECT * FROM read_text('{tmp_path}/secret.csv')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            f"ATTACH '{tmp_path}/other.duckdb'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET memory_limit = '1TB'",
            "SELECT * FROM 'https://example.org/x.parquet'",
        ):
            with pytest.raises(AnalyzeError):
                list(engine.rows(sql))
        settings: dict[str, str] = dict(engine.rows("SELECT name, value FROM duckdb_settings()"))
        assert settings["autoinstall_known_extensions"] == settings["autoload_known_extensions"] == "false"
        assert (settings["enable_external_access"], settings["lock_configuration"]) == ("false", "true")
    finally:
        engine.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(
        {name, "secret.csv", *(["rows.in"] if "parq" in name else [])}
    )


def test_lines_that_are_no_json_are_rejected(tmp_path: Path) -> None:
    lines = [json.dumps(row) for row in ROWS]
    odd = ['{"customer": {"id": [1]}, "event": 7, "time": 1767225600, "late": true}', "{broken", ""]
    (tmp_path / "log.jsonl").write_text("\n".join([lines[0], "{broken", *odd, lines[1]]), encoding="utf-8")
    log, rows = read(tmp_path, "log.jsonl")
    assert rows == [("a", "visit", 0), ('{"id":[1]}', "7", 0), ("b", "trial", 7_200_000_000)]
    assert log.rejected == {"no customer": 2}


@pytest.mark.parametrize(
    "kind",
    ["TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ", "DATE", "VARCHAR"],
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_times_of_every_type(tmp_path: Path, kind: str, zone: str) -> None:
    with duckdb.connect(str(tmp_path / "log.duckdb")) as connection:
        connection.execute(f"CREATE TABLE log (customer INTEGER, event VARCHAR, time {kind})")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("INSERT INTO log VALUES (1, 'a', '2026-01-01'), (1, 'b', NULL)")
        if kind in ("TIMESTAMP", "TIMESTAMPTZ", "DATE", "VARCHAR"):
            connection.execute("INSERT INTO log VALUES (1, 'c', 'infinity'), (1, 'd', '12000-01-01')")
    log, rows = read(tmp_path, "log.duckdb", Wanted({}, timezone=zone))
    away = -9 if zone == "Asia/Tokyo" and kind != "TIMESTAMPTZ" else 0
    assert rows == [("1", "a", away * 3_600_000_000)]
    assert set(log.rejected) == {"unreadable time"}
    assert log.naive_times == (kind != "TIMESTAMPTZ")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("log.csv", b"", "no column is named for the customer"),
        ("log.csv", "customer,event,time".encode("utf-16"), "`log.csv` is in UTF-16"),
        ("log.csv", b"customer,event,time\na," + b"x" * 2_000_000 + b",2026\n", "Line: 1: Maximum line size"),
        ("log.parquet", b"PAR1 nonsense", "cannot be read"),
        ("log.duckdb", b"nonsense", "cannot be read"),
        ("log.csv.gz", b"nonsense", "cannot be read"),
        ("log.csv", b"customer,event,time\n", "no row of the log can be used"),
        ("log.csv", b"customer,event,time\na,b,soon\n", "no row of the log can be used"),
        ("log.csv", b"a,b\n1,2\n", "no column is named for the customer"),
        ("log.jsonl", b"[1, 2]\n", "a line of the log is no JSON object"),
    ],
)
def test_what_is_no_log_is_said(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AnalyzeError, match=said) as caught:
        read(tmp_path, name)
    assert str(tmp_path) not in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz"])
def test_a_large_file_of_broken_lines_is_refused_by_its_beginning(tmp_path: Path, name: str) -> None:
    broken = b"".join(b"a,b,2026-01-01,%x,%d\n" % (n * 0x9E3779B97F4A7C15, n) for n in range(150_000))
    content = b"customer,event,time\n" + broken
    (tmp_path / name).write_bytes(gzip.compress(content, 1) if name.endswith("gz") else content)
    with pytest.raises(AnalyzeError) as caught:
        read(tmp_path, name)
    assert re.fullmatch(
        r"(\d+,\d{3}) of the first \1 lines of `log.csv(.gz)?` are no rows", caught.value.message
    )
    assert caught.value.hint.startswith("line 2 is the first of them")


def test_a_large_packed_file_that_is_spoilt_is_said_to_be(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(random.Random(1).randbytes(2 << 20), 1))
    packed[1000:1010] = bytes(10)
    packed[10:14] = b"\xff" * 4
    (tmp_path / "log.csv.gz").write_bytes(packed)
    with pytest.raises(AnalyzeError, match=r"the log cannot be read: log\.csv\.gz: "):
        read(tmp_path, "log.csv.gz")


def test_a_large_file_with_some_broken_lines_is_read(tmp_path: Path) -> None:
    rows = b"".join(b"c%d,b,2026-01-01T00:00:00Z\n" % n for n in range(60_000))
    (tmp_path / "log.csv").write_bytes(b"customer,event,time\nx,y\n" + rows + b"z,1,2,3,4\n")
    log, found = read(tmp_path, "log.csv")
    assert (len(found), log.rejected) == (60_000, {"unreadable row": 2})


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("none.csv", "no file `none.csv`"),
        ("*.csv", r"no file `\*.csv`"),
        ("log.txt", "`log.txt` is no log that jmap reads"),
        ("log.[jp]*", "names files of several kinds"),
        ("log.jsonl#t", "no file `log.jsonl#t`"),
        ("a\0b", "no"),
        ("postgresql:/me:secret@host/db?table=t", r"no file `postgresql:\*\*\*@host/db\?table=t`"),
        ("postgresql//me:secret@host/db", r"no file `postgresql//me:\*\*\*@host/db`"),
    ],
)
def test_what_is_no_source_is_said(tmp_path: Path, source: str, said: str) -> None:
    for name in ("log.txt", "log.jsonl", "log.parquet"):
        (tmp_path / name).touch()
    with pytest.raises(AnalyzeError, match=said):
        source_of(source, tmp_path)
