"""Runs the program as a user does, in a process of its own, or in this one where many runs are tried."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from jmap.cli.app import main

_SERVICES = ("GITHUB_", "GITLAB_", "CI_")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str


def _outside() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(_SERVICES)}


def jmap(*arguments: str, folder: Path, given: bytes | None = None, **env: str) -> Ran:
    """Run `jmap` in a folder, as on nobody's CI; output is read as UTF-8, bytes for bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "jmap", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        env={**_outside(), "NO_COLOR": "1", **env},
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def here(*arguments: str, folder: Path, given: bytes | None = None, **env: str) -> Ran:
    """Run `jmap` in a folder within this process: the same but for what belongs to a process."""
    streams = [TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2)]
    environment = {**_outside(), "NO_COLOR": "1", **env}
    before, sys.argv = sys.argv, ["jmap", *arguments]
    code: object = None
    try:
        with (
            patch.dict(os.environ, environment, clear=True),
            patch.object(sys, "stdin", TextIOWrapper(BytesIO(given or b""), encoding="utf-8")),
            chdir(folder),
            redirect_stdout(streams[0]),
            redirect_stderr(streams[1]),
        ):
            main()
    except SystemExit as stopped:
        code = stopped.code
    finally:
        sys.argv = before
        gc.enable()
    for stream in streams:
        stream.flush()
    assert isinstance(code, int)
    out, err = (stream.buffer.getvalue().decode() for stream in streams)
    return Ran(code, out, err)
