"""DuckDB in this process, locked before it reads anything that depends on data."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from jmap.analyze.dialects.base import Dialect
from jmap.analyze.dialects.duckdb import DuckDBDialect
from jmap.analyze.engine import NO_VALUES, Broken, Row
from jmap.analyze.engines.beginning import refuse_wide, write_beginning
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.sources import Source
from jmap.records import frozen

_SHOWN: Final = 5
_LONGEST: Final = 120
_MOST_SAID: Final = 300
_AN_OBJECT: Final = 'write one on each line, such as `{"customer": "A1", "event": "signed_up", "time": ...}`'
_TABLES: Final = (
    "SELECT table_name FROM duckdb_tables() WHERE database_name = 'log' AND schema_name = 'main' ORDER BY 1"
)


@frozen
class Limits:
    """How much of the machine may be used; what does not fit in memory goes to a temporary folder."""

    memory: str = "2GB"
    threads: int = 0


class DuckDB:
    """A log opened by DuckDB. The only place that imports it."""

    def __init__(self, source: Source, zone: str, limits: Limits | None = None) -> None:
        """Open a log. Raises AnalyzeError where it cannot be read, ImportError without DuckDB."""
        import duckdb

        limits = limits or Limits()
        self.dialect: Dialect = DuckDBDialect(zone)
        self.broken = Broken()
        self.opened: tuple[str, ...] = ()
        self._errors = duckdb.Error
        # What Ctrl-C becomes while DuckDB works.
        self._interrupted = (duckdb.InterruptException, RuntimeError)
        folders = {f"{path.parent}{os.sep}" for path in source.files}
        self._folders = sorted(folders | {glob.escape(each) for each in folders}, key=len, reverse=True)
        self._scratch = tempfile.mkdtemp(prefix="jmap-")
        self._connection: Any = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "allow_community_extensions": "false",
                "memory_limit": limits.memory,
                "threads": str(limits.threads or os.cpu_count() or 1),
                "temp_directory": self._scratch,
            },
        )
        try:
            self._zone(zone)
            self._open(source)
            self._run("SET enable_external_access = false")
            self._run("SET lock_configuration = true")
            if source.kind == "parquet":
                self._make(
                    f"CREATE TEMP VIEW raw AS SELECT * FROM read_parquet({_paths(source)}, union_by_name"
                    f" = true, {_PLAIN})"
                )
            elif source.kind == "duckdb":
                self._make(f"CREATE TEMP VIEW raw AS SELECT * FROM log.{self._table(source)}")
            described = self._run("DESCRIBE raw")
            self.columns: Mapping[str, str] = {name: kind for name, kind, *_ in described}
        except BaseException:
            self.close()
            raise

    def _zone(self, zone: str) -> None:
        try:
            self._connection.execute(f"SET TimeZone = {_literal(zone)}")
        except self._errors as error:
            raise AnalyzeError(f"no time zone `{zone}`", "write one such as `Europe/Berlin`") from error

    def _open(self, source: Source) -> None:
        """Read what is read once and for all, and say which files may be read later."""
        for path in source.files if source.kind in ("csv", "json") else ():
            refuse_wide(path)
        if source.kind == "parquet":
            # A name is looked up as a pattern that means itself, and then opened as it is.
            allowed = [each for path in source.files for each in (_literal(str(path)), _path(path))]
            self._run(f"SET allowed_paths = [{', '.join(dict.fromkeys(allowed))}]")
        elif source.kind == "duckdb":
            self._make(f"ATTACH {_literal(str(source.files[0]))} AS log (READ_ONLY)")
        elif source.kind == "csv":
            # Each file by itself: lines that are no rows are not kept where files are read together.
            options = f"all_varchar = true, header = true, store_rejects = true, {_PLAIN}"
            for path in source.files:
                self._refuse_broken(path, options)
            each = (f"SELECT * FROM read_csv({_path(path)}, {options})" for path in source.files)
            self._make(f"CREATE TEMP TABLE raw AS {' UNION ALL BY NAME '.join(each)}")
            self._note_broken()
        else:
            options = (
                "format = 'newline_delimited', maximum_depth = 1, sample_size = -1, union_by_name = true, "
                "ignore_errors = true, records = true"
            )
            self._make(
                f"CREATE TEMP TABLE raw AS SELECT * FROM read_json({_paths(source)}, {options}, {_PLAIN})"
            )

    def _make(self, sql: str) -> None:
        self._run(sql)
        self.opened = (*self.opened, sql)

    def _refuse_broken(self, path: Path, options: str) -> None:
        """Raise AnalyzeError where most lines that a large file begins with are no rows.

        DuckDB keeps each of them in memory, beyond its limit, so that they are not left to the end.
        """
        begun = Path(self._scratch, "beginning.csv")
        if not write_beginning(path, begun):
            return
        of_its_own = "rejects_table = 'first_errors', rejects_scan = 'first_scans'"
        [(rows,)] = self._run(f"SELECT COUNT(*) FROM read_csv({_path(begun)}, {options}, {of_its_own})")
        [(lines, first)] = self._run("SELECT COUNT(DISTINCT line), MIN(line) FROM first_errors")
        begun.unlink()
        self._run("DROP TABLE first_errors")
        self._run("DROP TABLE first_scans")
        if lines > rows:
            raise AnalyzeError(
                f"{lines:,} of the first {lines + rows:,} lines of `{path.name}` are no rows",
                f"line {first} is the first of them: give every line as many columns as the header has",
            )

    def _note_broken(self) -> None:
        lines = "SELECT DISTINCT file_id, line, csv_line FROM reject_errors"
        [(n,)] = self._run(f"SELECT COUNT(*) FROM ({lines})")
        first = self._run(f"{lines} ORDER BY file_id, line LIMIT {_SHOWN}")
        self.broken = Broken(n, tuple(f"line {line}: {(text or '')[:_LONGEST]}" for _, line, text in first))

    def _table(self, source: Source) -> str:
        names = [name for (name,) in self._run(_TABLES)]
        shown = source.files[0].name
        if source.table is not None and source.table not in names:
            raise AnalyzeError(f"`{shown}` has no table `{source.table}`", f"it has {_listed(names)}")
        if source.table is None and len(names) != 1:
            raise AnalyzeError(
                f"`{shown}` has {len(names)} tables", f"name one as `{shown}#TABLE`: {_listed(names)}"
            )
        return self.dialect.identifier(source.table or names[0])

    def create(self, name: str, select: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Make a table of a query."""
        for statement in self.dialect.create(name, select):
            self._run(statement, values)

    def view(self, name: str, select: str) -> None:
        """Make a view of a query."""
        for statement in self.dialect.view(name, select):
            self._run(statement)

    def rows(self, select: str, values: Mapping[str, str] = NO_VALUES) -> Iterable[Row]:
        """Return the rows of a query."""
        return self._run(select, values)

    def drop(self, *names: str) -> None:
        """Take tables away."""
        for statement in (each for name in names for each in self.dialect.drop(name)):
            self._run(statement)

    def close(self) -> None:
        """Close the connection and remove the temporary folder."""
        self._connection.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _run(self, sql: str, values: Mapping[str, str] = NO_VALUES) -> list[Row]:
        try:
            found: list[Row] = self._connection.execute(sql, dict(values) or None).fetchall()
        except self._interrupted as error:
            raise KeyboardInterrupt from error
        except self._errors as error:
            if "expected records" in str(error):
                raise AnalyzeError("a line of the log is no JSON object", _AN_OBJECT) from error
            raise AnalyzeError(f"the log cannot be read: {self._said(error)}") from error
        return found

    def _said(self, error: Exception) -> str:
        """Return what an error says first, without where on this machine the log is."""
        lines = [line.strip() for line in str(error).splitlines() if line.strip()] or ["no reason given"]
        first = lines[0]
        if "CSV Error" in first:
            # It begins with where, then quotes the line, and says why only after that.
            why = next((line for line in lines[1:] if not line.startswith("Original Line")), "")
            first = f"{first.partition('Error: ')[2]}: {why.rstrip('.')}" if why else first
        for folder in self._folders:
            first = first.replace(folder, "")
        return first[:_MOST_SAID]


_PLAIN: Final = "filename = false, hive_partitioning = false"


def _paths(source: Source) -> str:
    """Return a list of paths as SQL, with nothing in them that stands for anything else."""
    return f"[{', '.join(_path(path) for path in source.files)}]"


def _path(path: Path) -> str:
    return _literal(glob.escape(str(path)))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names[:20]) or "none"
