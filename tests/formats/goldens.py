"""What each format makes of the example, to the byte; `full` has its own tests and the rules' cases.

`make goldens` writes the goldens anew, for review.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from jmap import __version__
from jmap.formats import registry
from jmap.formats.style import Style
from tests.formats.reports import example_report

FOLDER = Path(__file__).parent / "goldens"
SUFFIXES = {
    "concise": "txt",
    "github": "txt",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "junit": "xml",
    "gitlab": "json",
    "markdown": "md",
}


def golden(name: str) -> Path:
    """Return the file that holds what a format makes of the example."""
    return FOLDER / f"{name}.{SUFFIXES[name]}"


def made(name: str) -> str:
    """Return what a format makes of the example, the version of jmap and texts of the catalogue taken out."""
    text = registry.load(name)(example_report(), Style())
    rules, sign, rest = text.partition('      "invocations": [')
    rules = rules.replace(f'"version": "{__version__}"', '"version": "VERSION"')
    return re.sub(r'("(?:text|markdown)": ").*(",?)', r"\1CATALOGUE\2", rules) + sign + rest if sign else text


def main() -> int:
    """Write the goldens, or tell which would change."""
    FOLDER.mkdir(exist_ok=True)
    for name in SUFFIXES:
        path, text = golden(name), made(name)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        sys.stdout.write(f"{path.name}\n")
        if "--write" in sys.argv[1:]:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
