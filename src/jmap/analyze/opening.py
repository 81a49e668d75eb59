"""Opens a log with the engine that reads it: files with DuckDB, tables where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jmap.analyze.addresses import SCHEMES, address_of, scheme_of
from jmap.analyze.engine import Engine
from jmap.analyze.engines.clickhouse import connect
from jmap.analyze.engines.duckdb import DuckDB
from jmap.analyze.engines.postgres import Postgres
from jmap.analyze.engines.spark import LOCAL, Spark
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.sources import Source, source_of

_EXTRAS: Final = {
    "duckdb": ("DuckDB", "analyze"),
    "postgres": ("psycopg", "postgres"),
    "clickhouse": ("clickhouse-connect", "clickhouse"),
    "spark": ("pyspark", "spark"),
}
"""What each engine needs, and the extra that brings it."""


def open_log(
    text: str, folder: Path, zone: str, engine: str | None = None, command: str = "analyze"
) -> Engine:
    """Open the log that a path, a glob or a URL names, seen from a folder, with an engine if one is named.

    Raises AnalyzeError where there is none, where the engine cannot read it, or is not installed.
    """
    scheme = scheme_of(text)
    # A scheme that is not known is told by who reads URLs.
    reads = SCHEMES.get(scheme, engine or "") if scheme is not None else "duckdb"
    if scheme is None and engine == "spark":
        reads = engine
    if engine is not None and engine != reads:
        what = f"a `{scheme}://` URL" if scheme is not None else "a file"
        needs = " or ".join(f"`{each}://...`" for each, name in SCHEMES.items() if name == engine)
        hint = f"name a table as {needs}" if needs else "name a file"
        raise AnalyzeError(f"{what} is not read by `--engine {engine}`", hint)
    try:
        if scheme is None:
            source = source_of(text, folder)
            return _spark(source, zone) if reads == "spark" else DuckDB(source, zone)
        address = address_of(text)
        if reads == "spark":
            host = urlsplit(address.url).netloc
            master = LOCAL if host == "local" else f"spark://{host}"
            return Spark(zone, table=address.table, master=master)
        return Postgres(address, zone) if reads == "postgres" else connect(address, zone)
    except ImportError as error:
        package, extra = _EXTRAS[reads]
        raise AnalyzeError(
            f'`jmap {command}` needs {package}: `pip install "jmap[{extra}]"` brings it'
        ) from error


def _spark(source: Source, zone: str) -> Spark:
    if source.kind != "parquet":
        raise AnalyzeError("Spark reads Parquet files and tables", "leave `--engine spark` out")
    return Spark(zone, files=tuple(str(path) for path in source.files))
