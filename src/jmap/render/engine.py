"""The Graphviz engine: which program lays graphs out, and running it within bounds.

This module alone of the package starts a process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

from jmap.records import frozen

VARIABLE: Final = "JMAP_DOT"
_BUNDLED: Final = "graphviz-pure"
_SECONDS: Final = 10
_MOST_OUTPUT: Final = 4_000_000
MOST_NODES: Final = 400
"""Graphs with more boxes than this are shown as a table."""


class EngineError(Exception):
    """A layout that did not come about; its text says why."""


@frozen
class Engine:
    """A program that lays graphs out, and where it was found: `--dot`, `JMAP_DOT`, `bundled` or `PATH`."""

    program: Path
    found: str


def find_engine(named: Path | None = None, environment: Mapping[str, str] | None = None) -> Engine | None:
    """Return the engine to use: the one named, that of `JMAP_DOT`, the bundled one, else `dot` on the PATH.

    Raises EngineError where one is named that cannot be run.
    """
    environment = os.environ if environment is None else environment
    said = ((str(named) if named is not None else "", "--dot"), (environment.get(VARIABLE, ""), VARIABLE))
    for given, where in said:
        if given:
            program = shutil.which(given, path=environment.get("PATH"))
            if program is None:
                raise EngineError(f"{where} names `{given}`, which cannot be run")
            return Engine(Path(program).absolute(), where)
    for program_path in _bundled():
        if program_path.is_file() and os.access(program_path, os.X_OK):
            return Engine(program_path, "bundled")
    on_path = shutil.which("dot", path=environment.get("PATH"))
    return Engine(Path(on_path).absolute(), "PATH") if on_path is not None else None


def lay_out(engine: Engine, source: str) -> str:
    """Return the layout of a DOT source as Graphviz's JSON. Raises EngineError where none comes about.

    The engine runs without a shell, in an empty folder, with a bare environment, for a limited time and
    output.
    """
    with tempfile.TemporaryDirectory(prefix="jmap-") as folder, tempfile.TemporaryFile() as question:
        question.write(source.encode())
        question.seek(0)
        try:
            process = subprocess.Popen(
                [str(engine.program), "-Kdot", "-Tjson0"],
                stdin=question,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=_environment(),
            )
        except OSError as error:
            raise EngineError(f"Graphviz could not be started: {error.strerror}") from None
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(_SECONDS, stop)
        clock.start()
        try:
            with process:
                output = process.stdout.read(_MOST_OUTPUT + 1) if process.stdout is not None else b""
                if len(output) > _MOST_OUTPUT:
                    process.kill()
        finally:
            clock.cancel()
    if len(output) > _MOST_OUTPUT:
        raise EngineError("Graphviz wrote more than a lifecycle can need")
    if process.returncode != 0:
        why = f"took more than {_SECONDS} seconds" if late.is_set() else "failed on the lifecycle"
        raise EngineError(f"Graphviz {why}")
    return output.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """Return what the engine may know: with SERVER_NAME set, Graphviz reads no file that a graph names."""
    kept = ("SYSTEMROOT", "PATH") if os.name == "nt" else ()
    return {
        "SERVER_NAME": "jmap",
        "LC_ALL": "C",
        **{name: os.environ[name] for name in kept if name in os.environ},
    }


def _bundled() -> Iterator[Path]:
    """Yield where the bundled engine may be: beside the interpreter, among the scripts, where pip put it."""
    name = f"{_BUNDLED}.exe" if os.name == "nt" else _BUNDLED
    yield Path(sys.executable).parent / name
    yield Path(sysconfig.get_path("scripts")) / name
    try:
        files = metadata.files(_BUNDLED) or []
    except metadata.PackageNotFoundError:
        return
    for file in files:
        if file.name == name:
            yield Path(str(file.locate())).resolve()
