"""Takes the pictures of the docs from the real example, in headless Chromium.

`python docs/screenshots.py`; needs the tests' requirements and a Chromium (`JMAP_CHROMIUM` names one).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
AS_OF = "2026-11-22"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_path() -> str:
    """Return the Chromium to use."""
    names = (os.environ.get("JMAP_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("no Chromium was found; name one in JMAP_CHROMIUM")
    return found


def main() -> None:
    """Render the example and take its pictures."""
    images = HERE / "images"
    images.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name)
        command = [sys.executable, "-m", "jmap", "render", "examples/saas", "-o", str(site), "--as-of", AS_OF]
        subprocess.run(command, cwd=HERE.parent, check=True)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(QUIET))
        wide = browser.new_page(viewport={"width": 1440, "height": 1020})
        open_page(wide, site / "lifecycle.html")
        wide.screenshot(path=images / "journey-map.png")
        wide.locator("#lifecycle").screenshot(path=images / "lifecycle.png")
        open_page(wide, site / "index.html")
        wide.screenshot(path=images / "index.png")
        dark = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
        open_page(dark, site / "lifecycle.html")
        dark.evaluate("document.querySelector('td.emo').scrollIntoView({block: 'center'})")
        dark.wait_for_timeout(300)
        dark.screenshot(path=images / "journey-map-dark.png")
        browser.close()


def open_page(page: Page, path: Path) -> None:
    """Open a page of the site."""
    page.goto(path.as_uri())


if __name__ == "__main__":
    main()
