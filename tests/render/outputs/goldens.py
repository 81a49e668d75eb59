"""What each output makes of the example, to the byte; those of pictures have tests of their own.

`make goldens` writes the goldens anew, for review.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jmap import __version__
from jmap.render.site import render_site
from tests.render.drawing import AS_OF, engine, items

HERE = Path(__file__).parent
FOLDER = HERE / "goldens"
EXAMPLE = HERE / "example"
FORMATS = ("markdown", "mermaid", "csv", "json")


def made() -> dict[str, str]:
    """Return the files that the outputs make of the example, the version of jmap taken out."""
    pages = render_site(
        items(EXAMPLE), title="", as_of=AS_OF, engine=engine(), formats=FORMATS, sources="../example/"
    )
    return {
        page.path: page.text.replace(f"jmap {__version__}", "jmap VERSION") for page in pages if page.path
    }


def golden(name: str) -> str:
    """Return a golden as it was written."""
    return (FOLDER / name).read_bytes().decode("utf-8")


def main() -> int:
    """Write the goldens, or tell which would change."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        path = FOLDER / name
        if path.is_file() and golden(name) == text:
            continue
        sys.stdout.write(f"{name}\n")
        if "--write" in sys.argv[1:]:
            path.write_text(text, encoding="utf-8", newline="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
