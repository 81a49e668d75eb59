"""Takes the pictures of the docs from the real examples, in headless Chromium, and writes the gallery.

`python docs/screenshots.py`; needs the tests' requirements and a Chromium (`JMAP_CHROMIUM` names one).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import QUIET, browser_path  # noqa: E402 - the root is on the path only now

AS_OF = "2026-11-22"
EXAMPLES = ("saas", "first-deploy", "post-sales", "burger")


@dataclass(frozen=True)
class Shot:
    """A picture: the file of an example that it shows, and how.

    `part` is a selector: the picture is of that alone. `to` is another, to which the page is scrolled, with
    it at the window's start or center, and `click` one that is clicked. Sizes are those of the window.
    """

    name: str
    page: str
    caption: str
    wide: int = 1440
    high: int = 1020
    scheme: Literal["light", "dark"] = "light"
    part: str = ""
    to: str = ""
    block: Literal["start", "center"] = "center"
    click: str = ""


@dataclass(frozen=True)
class Chapter:
    """Pictures of the gallery under one heading."""

    title: str
    text: str
    shots: tuple[Shot, ...]


GALLERY = (
    Chapter(
        "A SaaS lifecycle",
        "From `examples/saas`: six stages, three personas, two maps that hold the detail of a stage.",
        (
            Shot("journey-map", "saas/lifecycle.html", "The map: whose journey it is, and what they do"),
            Shot(
                "journey-map-dark",
                "saas/lifecycle.html",
                "The emotion curve of one persona with another behind it, in dark",
                high=900,
                scheme="dark",
                to="td.emo",
            ),
            Shot("lifecycle", "saas/lifecycle.html", "The lifecycle with loops and exits", part="#lifecycle"),
            Shot(
                "touchpoint",
                "saas/lifecycle.html",
                "A touchpoint and all that is known of it",
                click=".tp:has(.mot) summary",
            ),
            Shot("index", "saas/index.html", "All maps of the workspace, the lowest score first"),
            Shot("phone", "saas/lifecycle.html", "On a phone, one stage at a time", wide=390, high=844),
        ),
    ),
    Chapter(
        "As it is, and as it should be",
        "`renewal-to-be.journey.yaml` of the same workspace changes `renewal.journey.yaml`, compared by id.",
        (
            Shot(
                "what-changes",
                "saas/renewal-to-be.html",
                "Both curves, what changes, and which opportunity each change answers",
                to="#changes",
                block="start",
            ),
        ),
    ),
    Chapter(
        "The quarterly review",
        "`jmap audit -o site/audit.html` of the same workspace, beside the pages of its maps.",
        (
            Shot("audit", "saas/audit.html", "The verdict, the gate, the score and its trend, what changed"),
            Shot(
                "audit-opportunities",
                "saas/audit.html",
                "Opportunities by three scores, and where they disagree",
                to="#opportunities",
                block="start",
            ),
        ),
    ),
    Chapter(
        "What customers did",
        "`jmap analyze -o analysis.html` holds the maps of the same workspace against its event log.",
        (Shot("analysis", "saas/analysis.html", "How many reach each stage, and which way they go"),),
    ),
    Chapter(
        "On the wall",
        "`jmap render --format svg` draws a whole map as one sheet.",
        (
            Shot("poster", "saas/lifecycle.svg", "The lifecycle as a poster", wide=2000, high=1414),
            Shot("poster-service", "burger/burger.svg", "A small map as a poster", wide=1600, high=1131),
        ),
    ),
    Chapter(
        "Journeys of others",
        "Three published journeys, written as maps; each example says whose it is.",
        (
            Shot("first-deploy", "first-deploy/first-deploy.html", "A developer's first deployment"),
            Shot("post-sales", "post-sales/post-sales.html", "A software vendor's post-sales journey"),
            Shot("burger", "burger/burger.html", "Ordering a burger"),
        ),
    ),
)


def main() -> None:
    """Render the examples, take the pictures and write the gallery."""
    path = browser_path()
    if path is None:
        raise SystemExit("no Chromium was found; name one in JMAP_CHROMIUM")
    images = HERE / "images"
    images.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        for example in EXAMPLES:
            render(example, Path(name) / example)
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        for chapter in GALLERY:
            for shot in chapter.shots:
                take(browser, Path(name), shot, images / f"{shot.name}.png")
        browser.close()
    (HERE / "gallery.md").write_text(gallery(GALLERY), encoding="utf-8")


def render(example: str, site: Path) -> None:
    """Draw an example into a folder, in the formats that pictures are taken of."""
    command = [sys.executable, "-m", "jmap", "render", f"examples/{example}", "-o", str(site)]
    subprocess.run([*command, "--format", "html,svg", "--as-of", AS_OF], cwd=ROOT, check=True)
    review = ["audit", f"examples/{example}", "--as-of", AS_OF, "-q", "-o", str(site / "audit.html")]
    subprocess.run([sys.executable, "-m", "jmap", *review], cwd=ROOT, check=True)
    if (ROOT / "examples" / example / "data").is_dir():
        analysis = ["analyze", f"examples/{example}", "-q", "-o", str(site / "analysis.html")]
        subprocess.run([sys.executable, "-m", "jmap", *analysis], cwd=ROOT, check=True)


def take(browser: Browser, sites: Path, shot: Shot, path: Path) -> None:
    """Take a picture."""
    page = browser.new_page(
        viewport={"width": shot.wide, "height": shot.high}, color_scheme=shot.scheme, reduced_motion="reduce"
    )
    page.goto((sites / shot.page).as_uri())
    if shot.to:
        page.locator(shot.to).first.evaluate("(each, block) => each.scrollIntoView({block})", shot.block)
    if shot.click:
        page.locator(shot.click).first.click()
    page.wait_for_timeout(300)
    if shot.part:
        page.locator(shot.part).first.screenshot(path=path)
    else:
        page.screenshot(path=path)
    page.close()


def gallery(chapters: Sequence[Chapter]) -> str:
    """Return the gallery as Markdown."""
    lines = [
        "# Gallery",
        "",
        "What jmap makes of the examples of this repository. `python docs/screenshots.py` takes",
        "the pictures and writes this page.",
    ]
    for chapter in chapters:
        lines += ["", f"## {chapter.title}", "", chapter.text]
        for shot in chapter.shots:
            lines += ["", f"![{shot.caption}](images/{shot.name}.png)", "", f"*{shot.caption}.*"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
