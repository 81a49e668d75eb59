"""Snapshots on the disk: those kept in `audits/`, one that is named, one that is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from jmap.audit.snapshot import Snapshot
from jmap.audit.snapshot_reading import MOST_BYTES, SnapshotError, read_snapshot
from jmap.audit.snapshot_text import snapshot_text
from jmap.audit.trend import TrendPoint, point_of
from jmap.cli.stop import note, stop
from jmap.cli.writing import write
from jmap.faults import Fault
from jmap.model.kinds.times import parse_date
from jmap.records import frozen
from jmap.workspace.paths import below
from jmap.yaml.files import load
from jmap.yaml.limits import Limits

FOLDER: Final = "audits"
SUFFIX: Final = ".json"


@frozen
class Kept:
    """The newest snapshot of a day before an audit, the points of all, oldest first, and what is none."""

    newest: Snapshot | None
    points: tuple[TrendPoint, ...]
    notes: tuple[str, ...]


def kept(root: Path, as_of: date) -> Kept:
    """Read the snapshots in `audits/` of days before one; a file that is none has a note.

    Of several of one day the last by name counts.
    """
    # Of all but the newest only little is kept: there may be many, and each is as large as the workspace.
    found: dict[date, TrendPoint] = {}
    newest: Snapshot | None = None
    notes: list[str] = []
    for name in names(root):
        day = parse_date(name.removesuffix(SUFFIX))
        if day is not None and day >= as_of:
            continue
        try:
            snapshot = _read(root, root / FOLDER / name)
        except SnapshotError as error:
            notes.append(f"`{FOLDER}/{name}` is left out, as it cannot be read: {error.message}")
            continue
        if snapshot.as_of >= as_of:
            continue
        found[snapshot.as_of] = point_of(snapshot)
        if newest is None or snapshot.as_of >= newest.as_of:
            newest = snapshot
    return Kept(newest, tuple(found[day] for day in sorted(found)), tuple(notes))


def names(root: Path) -> Iterator[str]:
    """Yield the names of what may be snapshots in `audits/`, sorted."""
    try:
        listed = sorted(os.listdir(root / FOLDER))  # noqa: PTH208 - names alone are wanted
    except OSError:
        return
    yield from (each for each in listed if each.endswith(SUFFIX) and not each.startswith("."))


def find_named(root: Path, text: str) -> Path | None:
    """Return the file that a date, a name in `audits/` or a path means, or None where it is none of these."""
    if not text or "\0" in text:
        return None
    for name in (text, f"{text}{SUFFIX}"):
        inner = root / FOLDER / name
        if os.path.basename(name) == name and os.path.isfile(inner):  # noqa: PTH113, PTH119 - never raise
            return inner
    if text.endswith(SUFFIX) or os.path.isfile(text):  # noqa: PTH113
        return Path(text)
    return None


def read_named(root: Path, path: Path, as_of: date) -> Snapshot:
    """Return the snapshot that `--since` names. Exits with 2 where there is none to compare with."""
    shown = path.as_posix() if not path.is_relative_to(root) else path.relative_to(root).as_posix()
    try:
        snapshot = _read(None, path)
    except SnapshotError as error:
        stop(f"the snapshot `{shown}` cannot be read: {error.message}", error.hint)
    if snapshot.as_of > as_of:
        hint = "name an earlier one, or say a later `--as-of`"
        stop(f"the snapshot `{shown}` is of {snapshot.as_of}, which is after {as_of}", hint)
    return snapshot


def save(root: Path, snapshot: Snapshot, *, quiet: bool) -> None:
    """Write a snapshot to `audits/`, and say so. Exits with 2 where that fails."""
    name = f"{FOLDER}/{snapshot.as_of.isoformat()}{SUFFIX}"
    path = root / name
    there = path.exists()
    if below(root, path.parent) is None:
        stop(f"`{FOLDER}` is a link out of the workspace", "put the folder itself there")
    try:
        written = write(path, snapshot_text(snapshot), inside=root)
    except OSError as error:
        stop(f"`{name}` cannot be written: {error.strerror or error}")
    if not quiet:
        replaced = "wrote `{}` in place of another of that day" if there else "wrote `{}`"
        note((replaced if written else "`{}` stays as it is, nothing changed").format(name))


def _read(root: Path | None, path: Path) -> Snapshot:
    """Return the snapshot in a file, which lies below a root where one is given. Raises SnapshotError."""
    if root is not None and below(root, path) is None:
        raise SnapshotError("it is a link out of the workspace", "put the file itself there")
    data = load(path, Limits(file_size=MOST_BYTES))
    if isinstance(data, Fault):
        raise SnapshotError(data.message, data.hint)
    return read_snapshot(data)
