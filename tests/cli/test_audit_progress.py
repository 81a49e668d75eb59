"""What `jmap audit` says while it works: on a terminal alone, and nothing that stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAP = "jmap: 1\ntitle: Map {number}\nstages: {{try: Try}}\n"


def run(folder: Path, *arguments: str) -> tuple[bytes, bytes]:
    """Return what an audit of two maps prints, and what it says on a terminal."""
    import pty

    (folder / "jmap.toml").touch()
    for number in range(2):
        text = MAP.format(number=number)
        (folder / f"map-{number}.journey.yaml").write_text(text, encoding="utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "jmap", "audit", "--as-of", "2026-10-15", *arguments]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    out, _ = process.communicate(timeout=60)
    os.close(theirs)
    said = b""
    try:
        while more := os.read(ours, 65_536):
            said += more
    except OSError:
        pass
    os.close(ours)
    return out, said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_progress_is_shown_on_a_terminal_and_taken_away(tmp_path: Path) -> None:
    out, said = run(tmp_path)
    assert b"auditing" in said
    assert b"1/2" in said
    assert said.endswith(b"\x1b[2K")
    assert b"auditing" not in out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_a_quiet_audit_says_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, "-q")[1] == b""
