"""Where templates and page assets are, as pages ask for it."""

from __future__ import annotations

from jmap.packaged import NoTemplatesError, asset, template_folder

__all__ = ["NoTemplatesError", "asset", "template_folder"]
