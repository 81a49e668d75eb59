"""No test remembers anything in the folder of the user who runs it, unless it asks for a cache of its own."""

from __future__ import annotations

import os

os.environ["JMAP_NO_CACHE"] = "1"
