"""What `--format` and `-o` ask for, checked before any work is done."""

from __future__ import annotations

from pathlib import Path

from jmap.cli.ci import default_format
from jmap.cli.stop import stop
from jmap.cli.writing import write
from jmap.nearest import nearest
from jmap.records import frozen

BY_SUFFIX = {
    ".csv": "csv",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".ndjson": "jsonl",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".txt": "full",
    ".xml": "junit",
}
"""What the end of a file's name says of its format; the longest that fits decides."""


@frozen
class Output:
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: Path | None


def outputs(format_: str | None, files: list[str] | None, known: tuple[str, ...]) -> list[Output]:
    """Return what is asked for, standard output first.

    Exits with 2 where a format is not known, or a file is no name for one or named twice.
    """
    asked = [Output(_known(format_ or default_format(), known), None)]
    taken: set[Path | None] = set()
    for text in files or ():
        output = _output(text, known)
        if output.file in taken:
            stop(f"`{output.file}` is named for two outputs", "give each a file of its own")
        taken.add(output.file)
        asked.append(output)
    return asked


def _output(text: str, known: tuple[str, ...]) -> Output:
    name, sign, path = text.partition("=")
    if not sign or "/" in name or "." in name:
        # A path may have an equals sign of its own.
        name, path = "", text
    if path == "-" or path.endswith("/") or not Path(path).name:
        stop(f"`{text}` names no file for `-o`", "what goes to standard output is chosen by `--format`")
    return Output(_known(name or _by_suffix(path, known), known), Path(path))


def _by_suffix(path: str, known: tuple[str, ...]) -> str:
    name = Path(path).name.lower()
    fitting = [suffix for suffix in BY_SUFFIX if name.endswith(suffix)]
    if not fitting:
        stop(f"no format is known for `{path}`", f"write `-o FORMAT={path}`, one of {', '.join(known)}")
    return BY_SUFFIX[max(fitting, key=len)]


def write_file(output: Output, text: str) -> None:
    """Write one output to its file. Exits with 2 where that fails."""
    if output.file is None:
        raise ValueError("standard output is no file")
    try:
        write(output.file, text)
    except OSError as error:
        stop(f"`{output.file}` cannot be written: {error.strerror or error}")


def _known(name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        guess = nearest(name, known)
        hint = f"did you mean `{guess}`?" if guess else f"it can be {', '.join(known)}"
        stop(f"no format `{name}`", hint)
    return name
