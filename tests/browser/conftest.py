"""A headless Chromium and a rendered site, for tests that look at pages as people do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import QUIET, browser_path
from tests.cli.program import here as jmap
from tests.render.drawing import EXAMPLES
from tests.render.drawing import site as drawn

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a browser; without one the tests are skipped aloud, and in CI they fail."""
    path = browser_path()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has to have Chromium, and none was found")
        pytest.skip("no Chromium was found; name one in JMAP_CHROMIUM")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the SaaS example."""
    folder = tmp_path_factory.mktemp("site")
    ran = jmap("render", "examples/saas", "-o", str(folder), "--as-of", "2026-11-22", folder=ROOT)
    assert (ran.code, ran.err) == (0, "")
    return folder


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages of all examples, each workspace in a folder of its own."""
    folder = tmp_path_factory.mktemp("pages")
    for workspace in sorted(each for each in EXAMPLES.iterdir() if each.is_dir()):
        for path, page in drawn(workspace).items():
            target = folder / workspace.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page.text, encoding="utf-8")
    return folder
