"""A theme has something in it that is not a token and its value.

What: the CSS file that `theme` under `[render]` names, or `--theme`, gives known tokens values of their own
kind: on `:root` for light pages and for paper, on `[data-theme=dark]` or within
`@media (prefers-color-scheme: dark)` for dark ones. No other selector, no other property, no `@import`, no
`url()`, no `var()`. Without a path the workspace's own theme is looked at.

Why: pages are one file that fetches nothing and runs nothing, and stay so whatever theme they wear. A token
with a slip in its name would change nothing, and nobody would see why.

Fix: write one of the tokens that the finding lists, and a value as its hint shows. What a token cannot say,
a template can: see `docs/theming.md`.

Source: ours.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM014", name="bad-theme", severity=Severity.ERROR, on="file", fixed=True)
