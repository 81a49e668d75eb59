"""The baseline on the disk: read where there is one, written where it changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jmap.cli.stop import note, stop
from jmap.cli.writing import write
from jmap.faults import Fault
from jmap.findings.baseline import NAME, Baseline
from jmap.findings.finding import Remembered
from jmap.records import frozen
from jmap.workspace.paths import below
from jmap.yaml.files import load
from jmap.yaml.limits import Limits

_MOST_BYTES = 100_000_000


@frozen
class BaselineFile:
    """The baseline of a workspace and the bytes that it was read from; both are None where there is none."""

    path: Path
    data: bytes | None
    baseline: Baseline | None


def find_baseline(root: Path) -> BaselineFile:
    """Read the baseline of a workspace. Exits with 2 where it cannot be read."""
    path = root / NAME
    if not path.exists() and not path.is_symlink():
        return BaselineFile(path, None, None)
    if below(root, path) is None:
        stop(f"the baseline `{NAME}` is a link out of the workspace", "put the file itself there")
    data = load(path, Limits(file_size=_MOST_BYTES))
    if isinstance(data, Fault):
        stop(f"the baseline `{NAME}` cannot be read: {data.message}", data.hint)
    from jmap.findings.baseline_text import BaselineError, read_baseline

    try:
        return BaselineFile(path, data, read_baseline(data))
    except BaselineError as error:
        stop(f"{NAME}:{error.line}:{error.column}: {error.message}", error.hint)


def write_baseline(file: BaselineFile, baseline: Baseline) -> None:
    """Write a baseline in the place of the one read, unless they are the same.

    Exits with 2 where that fails, or where another program has written the file since.
    """
    from jmap.findings.baseline_text import baseline_text

    if file.baseline is not None and file.baseline.entries == baseline.entries:
        return
    text = baseline_text(baseline)
    if file.data is not None and b"\r\n" in file.data:
        text = text.replace("\n", "\r\n")
    try:
        now = file.path.read_bytes() if file.path.exists() else None
        if now != file.data:
            stop(f"`{NAME}` was changed by another program just now", "run it again")
        write(file.path, text)
    except OSError as error:
        stop(f"`{NAME}` cannot be written: {error.strerror or error}")


def baseline_paths(baseline: Baseline | None) -> tuple[str, ...]:
    """Return what a run with a baseline, or without one, rests on beside maps, as paths below the root.

    Whether an entry is told to be absent depends on whether its file is there.
    """
    return NAME, *(dict.fromkeys(each.file for each in baseline.entries.values()) if baseline else ())


def note_absent(absent: Sequence[Remembered] | None) -> None:
    """Say on standard error that a baseline has entries which a run did not meet again, if it has."""
    if absent:
        some = "1 finding" if len(absent) == 1 else f"{len(absent)} findings"
        note(f"{some} in {NAME} did not occur again; see `jmap baseline prune`")
