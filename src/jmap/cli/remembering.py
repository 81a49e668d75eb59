"""Whether a run remembers what it finds, and under which key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jmap.cli.session import Session

if TYPE_CHECKING:
    from jmap.workspace.cache import Cache


def open_cache(session: Session) -> Cache | None:
    """Return the cache of a workspace; None in CI, where nothing is kept, and where `JMAP_NO_CACHE` is set.

    `JMAP_CACHE_DIR` says where to keep it, and keeps it in CI too.
    """
    if os.environ.get("JMAP_NO_CACHE"):
        return None
    if os.environ.get("CI") and not os.environ.get("JMAP_CACHE_DIR"):
        return None
    # Loaded only where it is used: a run in CI starts faster without.
    from jmap.workspace.cache import Cache, digest, folder, program

    home = folder()
    if home is None:
        return None
    settings = session.settings
    asked = (program(), repr(settings.config), repr(settings.select), repr(settings.ignore))
    return Cache(home, session.workspace.root, digest("\0".join(asked).encode("utf-8", "surrogatepass")))
