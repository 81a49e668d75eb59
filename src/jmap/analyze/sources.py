"""Where a log is: files of one kind, by path or glob, or a table of a DuckDB file."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Final

from jmap.analyze.addresses import without_password
from jmap.analyze.fault import AnalyzeError
from jmap.records import frozen

_ENDS: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".duckdb": "duckdb",
    ".ddb": "duckdb",
    ".db": "duckdb",
}
_PACKED: Final = (".gz", ".zst")


@frozen
class Source:
    """Files to read, absolute and sorted; `kind` is `csv`, `json` (lines), `parquet` or `duckdb`.

    `table` is that of a DuckDB file, where one is named.
    """

    kind: str
    files: tuple[Path, ...]
    table: str | None = None


def source_of(text: str, folder: Path) -> Source:
    """Return the source that a path, a glob or `FILE.duckdb#TABLE` names, seen from a folder.

    Raises AnalyzeError where there is no such file, or none that can be read.
    """
    path, table = text, None
    if not (folder / text).exists() and "#" in text:
        path, _, table = text.rpartition("#")
    files = _files(path, folder)
    if not files:
        raise AnalyzeError(
            f"no file `{without_password(path)}`", "name the event log with `--source` or `[events] source`"
        )
    kinds = {_kind(each) for each in files}
    if len(kinds) > 1:
        raise AnalyzeError(f"`{text}` names files of several kinds", "read one kind at a time")
    [kind] = kinds
    if kind == "duckdb" and len(files) > 1:
        raise AnalyzeError(f"`{text}` names several DuckDB files", "name one")
    if table is not None and kind != "duckdb":
        raise AnalyzeError(f"no file `{text}`", "only a DuckDB file has tables to name after `#`")
    return Source(kind, tuple(files), table)


def _files(path: str, folder: Path) -> list[Path]:
    try:
        if (folder / path).is_file():
            return [(folder / path).absolute()]
        found = glob.glob(  # noqa: PTH207 - a pattern may be absolute
            str(folder / path) if Path(path).is_absolute() else path, root_dir=folder, recursive=True
        )
        return sorted((folder / each).absolute() for each in found if (folder / each).is_file())
    except (OSError, ValueError) as error:
        raise AnalyzeError(f"`{without_password(path)}` is no path to a file") from error


def _kind(path: Path) -> str:
    name = path.name.lower()
    packed = next((end for end in _PACKED if name.endswith(end)), "")
    kind = _ENDS.get(Path(name.removesuffix(packed)).suffix)
    if kind is None or (packed and kind not in ("csv", "json")):
        ends = ", ".join(f"`{end}`" for end in _ENDS)
        raise AnalyzeError(f"`{path.name}` is no log that jmap reads", f"its name ends in one of {ends}")
    return kind
