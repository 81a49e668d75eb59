"""What `--format` and `-o` ask for, checked before any work is done."""

from __future__ import annotations

from pathlib import Path

from jmap.cli.session import stop
from jmap.cli.writing import write
from jmap.nearest import nearest
from jmap.records import frozen

BY_SUFFIX = {
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".sarif": "sarif",
    ".xml": "junit",
    ".txt": "full",
}


@frozen
class Output:
    """A format, and the file that it goes to; None is standard output."""

    format: str
    file: Path | None


def outputs(format_: str | None, files: list[str] | None, known: tuple[str, ...]) -> list[Output]:
    """Return what is asked for, standard output first. Exits with 2 where a format is not known."""
    asked = [Output(_known(format_ or "full", known), None)]
    for text in files or ():
        name, sign, path = text.partition("=")
        if sign and name in known:
            asked.append(Output(name, Path(path)))
            continue
        suffix = Path(text).suffix
        if suffix not in BY_SUFFIX:
            stop(f"no format is known for `{text}`", f"write `-o FORMAT={text}`, one of {', '.join(known)}")
        asked.append(Output(_known(BY_SUFFIX[suffix], known), Path(text)))
    return asked


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
