"""The page on suppressions and baselines shows what the program does.

`python tests/docs/test_suppressions_page.py` writes the outputs anew, for review.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.program import here as jmap

PAGE = Path(__file__).parents[2] / "docs" / "suppressions-and-baselines.md"
_BLOCK = re.compile(r"^```(yaml|json|console)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def as_it_is(page: str, folder: Path) -> str:
    """Return a page with every file that it shows, and every output, as they are when it is followed."""

    def block(found: re.Match[str]) -> str:
        language, name, text = found.groups()
        if language == "yaml":
            (folder / name).write_text(text, encoding="utf-8")
        elif language == "json":
            text = (folder / name).read_text(encoding="utf-8")
        else:
            commands = re.findall(r"^\$ jmap (.*)\n", text, re.MULTILINE)
            text = "".join(f"$ jmap {each}\n{printed(each, folder)}" for each in commands)
        return f"```{language}{' ' + name if name else ''}\n{text}```"

    return _BLOCK.sub(block, page)


def printed(command: str, folder: Path) -> str:
    ran = jmap(*command.split(), folder=folder)
    return ran.out + ran.err


def test_the_page_is_as_it_is_when_it_is_followed(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    page = PAGE.read_text(encoding="utf-8")
    assert as_it_is(page, tmp_path) == page


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        (Path(made) / "jmap.toml").touch()
        text = as_it_is(PAGE.read_text(encoding="utf-8"), Path(made))
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
