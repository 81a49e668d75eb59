"""Spark, in the session that is active, or in one of this process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from jmap.analyze.dialects.base import Dialect
from jmap.analyze.dialects.spark import SparkDialect
from jmap.analyze.engine import NO_VALUES, Broken, Row
from jmap.analyze.fault import AnalyzeError

LOCAL: Final = "local[*]"

_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    # Planning takes longer than running where a log is small, and this is a good part of it.
    "spark.sql.constraintPropagation.enabled": "false",
}
"""Of a session that is made here."""

_LOCAL_SETTINGS: Final = {
    # Nobody else needs to reach what runs in one process.
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
}
"""Of one that runs on this machine alone; a cluster has its own."""

_STDERR: Final = 2
_NOT_THE_REASON: Final = ("WARNING", "NOTE:", "Picked up", "Using Spark's")


class Spark:
    """A table or Parquet files that a session of Spark sees. The only place that imports pyspark."""

    def __init__(
        self, zone: str, *, table: tuple[str, ...] = (), files: tuple[str, ...] = (), master: str = LOCAL
    ) -> None:
        """Open a table, or files. Raises AnalyzeError where there are none, ImportError without pyspark."""
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self.dialect: Dialect = SparkDialect()
        self.broken = Broken()
        self.opened: tuple[str, ...] = ()
        self._errors = PySparkException
        given = SparkSession.getActiveSession()
        self._own = given is None
        # Spark makes this folder as soon as it looks for a table, and leaves it there.
        self._folder = Path("spark-warehouse").absolute() if self._own else None
        if self._folder is not None and self._folder.exists():
            self._folder = None
        try:
            # What is set in the session of another must not outlive the analysis.
            self._session: Any = given.newSession() if given is not None else _session(SparkSession, master)
        except (PySparkException, RuntimeError, OSError) as error:
            raise AnalyzeError(
                f"Spark cannot be started: {_first_line(error)}", "it needs Java, 17 or newer"
            ) from error
        self._kept: dict[str, Any] = {}
        try:
            for statement in self.dialect.settings(zone):
                self._run(statement)
            said = self.dialect.identifier
            log = ".".join(said(each) for each in table)
            if files:
                self._guarded(lambda: self._session.read.parquet(*files).createOrReplaceTempView("raw"))
            else:
                self.opened = self.dialect.view("raw", f"SELECT * FROM {log}")
                for statement in self.opened:
                    self._run(statement)
            self.columns: Mapping[str, str] = dict(self._session.table("raw").dtypes)
        except BaseException:
            self.close()
            raise

    def create(self, name: str, select: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Make a table of a query: what it gives is kept, and not how it came about."""
        made = self._guarded(lambda: self._session.sql(select, args=dict(values)).localCheckpoint())
        made.createOrReplaceTempView(name)
        self._kept[name] = made

    def view(self, name: str, select: str) -> None:
        """Make a view of a query."""
        for statement in self.dialect.view(name, select):
            self._run(statement)

    def rows(self, select: str, values: Mapping[str, str] = NO_VALUES) -> Iterable[Row]:
        """Return the rows of a query."""
        return self._run(select, values)

    def drop(self, *names: str) -> None:
        """Take tables away."""
        for name in names:
            self._session.catalog.dropTempView(name)
            self._kept.pop(name, None)

    def close(self) -> None:
        """End the session if it was made here, and take away what was made in that of another."""
        self.drop(*list(self._kept), "raw")
        if self._own:
            self._session.stop()
        if self._folder is not None:
            with suppress(OSError):
                self._folder.rmdir()

    def _run(self, sql: str, values: Mapping[str, str] = NO_VALUES) -> list[Row]:
        found = self._guarded(lambda: self._session.sql(sql, args=dict(values)).collect())
        return [tuple(_plain(each) for each in row) for row in found]

    def _guarded(self, ask: Any) -> Any:
        try:
            with _unlogged():
                return ask()
        except self._errors as error:
            raise AnalyzeError(f"the log cannot be read: {_first_line(error)}") from error


def _session(sessions: Any, master: str) -> Any:
    builder = sessions.builder.master(master).appName("jmap")
    settings = {**_SETTINGS, **_LOCAL_SETTINGS} if master.startswith("local") else _SETTINGS
    for name, value in settings.items():
        builder = builder.config(name, value)
    return _in_silence(builder.getOrCreate)


def _in_silence(start: Callable[[], Any]) -> Any:
    """Return what a start gives; what Java says meanwhile, and later, is told only where it fails.

    Before Spark has read its own settings it writes to the terminal whatever they say.
    """
    with tempfile.TemporaryFile() as said:
        terminal = os.dup(_STDERR)
        os.dup2(said.fileno(), _STDERR)
        try:
            return start()
        except Exception as error:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").splitlines()
            reason = next(
                (each for each in lines if each.strip() and not each.startswith(_NOT_THE_REASON)), ""
            )
            raise RuntimeError(reason or str(error)) from error
        finally:
            os.dup2(terminal, _STDERR)
            os.close(terminal)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep pyspark from writing an error, of which we tell, to the terminal in pages of JSON."""
    from pyspark.logger import PySparkLogger

    logger = PySparkLogger.getLogger("SQLQueryContextLogger")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _plain(value: Any) -> Any:
    """Return a decimal as a whole number or a float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _first_line(error: Exception) -> str:
    """Return what an error says first."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "no reason given")[:300]
