"""For all tests: nothing is remembered in the folder of the user who runs them, and nothing is timed."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["JMAP_NO_CACHE"] = "1"

# How long an example takes says more of the machine than of the program.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
