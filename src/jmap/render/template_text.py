"""What stands within a script or style of a user's template: nothing that a map could write there."""

from __future__ import annotations

import re
from typing import Final

from jinja2 import TemplateSyntaxError, nodes

_TAG: Final = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
_OURS: Final = frozenset({"script", "style"})


def check_scripts(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Look for what would become part of a script or style, whose hash the page's policy has.

    Raises TemplateSyntaxError.
    """
    inside = ""
    for node in tree.find_all((nodes.Output, nodes.Include, nodes.Block)):
        if not isinstance(node, nodes.Output):
            if inside:
                what = "include" if isinstance(node, nodes.Include) else "block"
                raise TemplateSyntaxError(
                    f"within a `<{inside}>` there may be no `{what}`", node.lineno, name, filename
                )
            continue
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                for closing, tag in _TAG.findall(part.data):
                    inside = "" if closing else tag.lower()
            elif inside and not _harmless(part):
                message = f"text within a `<{inside}>` would be run or obeyed; put it through `tojson`"
                raise TemplateSyntaxError(message, part.lineno, name, filename)


def _harmless(part: nodes.Expr) -> bool:
    """Tell whether an expression is our script or style, goes through `tojson`, or looks at no data."""
    if isinstance(part, nodes.Name):
        return part.name in _OURS
    if isinstance(part, nodes.Filter) and part.name == "tojson":
        return True
    return next(part.find_all((nodes.Name, nodes.Call)), None) is None
