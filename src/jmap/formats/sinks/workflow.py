"""Workflow commands of GitHub Actions, and lines of its log that are none."""

from __future__ import annotations

import re

from jmap.formats.width import visible

# The runner compares by the rules of a language, which pass over characters that draw nothing; so
# whatever is no plain ASCII between two marks is taken as if it were not there.
_STARTS = re.compile(r"^([^!-~]*):(?=[^!-~]*:)")
_OLD_COMMAND = re.compile(r"#(?=[^!-~]*#[^!-~]*\[)")
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def command(name: str, message: str, **properties: str | int) -> str:
    """Return a command that the runner carries out, such as an annotation."""
    written = ",".join(
        f"{key}={visible(str(value)).translate(_PROPERTY)}" for key, value in properties.items()
    )
    return f"::{name}{' ' * bool(written)}{written}::{visible(message).translate(_DATA)}"


def line(text: str) -> str:
    """Return a line for the log that the runner does not take for a command."""
    shown = _STARTS.sub(r"\1\\u003a", visible(text))
    return _OLD_COMMAND.sub(r"\\u0023", shown)
