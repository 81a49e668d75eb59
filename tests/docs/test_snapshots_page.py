"""The page on snapshots shows what the program does.

`python tests/docs/test_snapshots_page.py` writes the outputs anew, for review.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.program import here as jmap

PAGE = Path(__file__).parents[2] / "docs" / "snapshots.md"
_BLOCK = re.compile(r"^```(yaml|toml|json|console) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_PERSON = ("-c", "user.name=N", "-c", "user.email=n@example.org")


def as_it_is(page: str, folder: Path) -> str:
    """Return a page with every file that it shows, and every output, as they are when it is followed.

    What stands behind `console` is the part of the output that is shown: the one that begins so, or `stderr`.
    """

    def block(found: re.Match[str]) -> str:
        language, about, text = found.groups()
        if language in ("yaml", "toml") and about:
            (folder / about).write_text(text, encoding="utf-8")
        elif language == "json":
            name, _, key = about.partition(" ")
            text = part((folder / name).read_text(encoding="utf-8"), f'  "{key}"', "  ]")
        elif language == "console":
            commands = re.findall(r"^\$ (.*)\n", text, re.MULTILINE)
            text = "".join(f"$ {each}\n{printed(each, folder, about)}" for each in commands)
        return f"```{language}{' ' + about if about else ''}\n{text}```"

    return _BLOCK.sub(block, page)


def printed(command: str, folder: Path, about: str) -> str:
    program, *arguments = shlex.split(command)
    if program == "git":
        done = subprocess.run(["git", *_PERSON, *arguments], cwd=folder, check=True, capture_output=True)
        return done.stdout.decode()
    ran = jmap(*arguments, folder=folder)
    if about == "stderr":
        return ran.err
    return part(ran.out, about, "") if about else ran.out + ran.err


def part(text: str, first: str, last: str) -> str:
    """Return the lines from one that begins with a text to another, or an empty one, between dots."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(first))
    end = next(number for number, line in enumerate(lines[start:], start) if line.rstrip(",") == last)
    shown = lines[start : end + (1 if last else 0)]
    return "".join(f"{line}\n" for line in ("...", *shown, "..."))


def test_the_page_is_as_it_is_when_it_is_followed(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert as_it_is(page, tmp_path) == page


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        text = as_it_is(PAGE.read_text(encoding="utf-8"), Path(made))
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
