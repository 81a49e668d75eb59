"""What each text of a review looks like, to the byte: for one made by hand, and for the examples.

`make goldens` writes the goldens anew, for review.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jmap.audit.audit import audit
from jmap.audit.quarterly import Quarterly, quarterly
from jmap.formats.style import Style
from jmap.report import registry
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config
from jmap.workspace.discovery import find_home
from jmap.workspace.workspace import Workspace, asked_for
from tests.cli.program import here as jmap
from tests.report.rich import AS_OF, rich, rich_map

FOLDER = Path(__file__).parent / "goldens"
EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("burger", "first-deploy", "post-sales", "saas")


def example(name: str) -> Quarterly:
    """Return the review of an example on a day that stays."""
    home = find_home(EXAMPLES / name)
    loaded = load_config(home.config)
    workspace = Workspace(home, loaded.config, asked_for([EXAMPLES / name], home, loaded.config))
    return quarterly(audit(workspace, Settings(loaded.config, AS_OF)), loaded.config.audit.gate)


def several() -> Quarterly:
    """Return a review of three maps: one as it should be, one held down by an error, one draft."""
    return rich(
        rich_map(),
        rich_map("other", "Another map, with a name that goes on for longer than any", errors=("JM903",)),
        rich_map("plan", "A plan", "draft"),
    )


def made() -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of every golden, the ruler of examples taken out."""
    for width in (0, 80, 120):
        yield f"one-{width}.txt", _told("full", rich(), Style(width=width))
        yield f"several-{width}.txt", _told("full", several(), Style(width=width))
    yield "one-coloured.txt", _told("full", rich(), Style(width=80, colour=True))
    yield "one-detail.txt", _told("full", rich(), Style(width=100, detail=True))
    yield "one.md", _told("markdown", rich(), Style())
    yield "several.md", _told("markdown", several(), Style(prefix="maps"))
    for name in NAMES:
        yield f"{name}.txt", _told("full", example(name), Style(width=80))
    yield "saas-since.txt", _compared()
    yield "burger.md", _told("markdown", example("burger"), Style())


def _compared() -> str:
    """Return what the command tells of the example with snapshots, in a pipe."""
    ran = jmap("audit", "--as-of", str(AS_OF), folder=EXAMPLES / "saas")
    return re.sub(r"\b[0-9a-f]{12}\b", "RULER", ran.out)


def _told(name: str, review: Quarterly, style: Style) -> str:
    text = registry.load(name)(review, style)
    return text if review.audit.ruler == "0123456789ab" else text.replace(review.audit.ruler, "RULER")


def main() -> int:
    """Write the goldens, or tell which would change."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in made():
        path = FOLDER / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        sys.stdout.write(f"{name}\n")
        if "--write" in sys.argv[1:]:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
