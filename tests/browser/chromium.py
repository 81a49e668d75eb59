"""The headless Chromium that looks at pages: which one, and how it is started."""

from __future__ import annotations

import os
import shutil

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Flags with which it asks nothing of a network and of the machine."""

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser_path() -> str | None:
    """Return the Chromium to use: that of JMAP_CHROMIUM, else the first on the PATH, else None."""
    names = (os.environ.get("JMAP_CHROMIUM", ""), *_NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)
