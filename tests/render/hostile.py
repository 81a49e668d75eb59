"""The SaaS example with hostile text in every field that takes free text."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from yaml import safe_dump

ROOT = Path(__file__).parents[2]
ONE_LINE = {"name", "title", "label", "role", "unit", "variant", "system", "cap", "contact", "source"}
TEXTS = {
    *("summary", "scenario", "goal", "text", "context", "formula", "problem", "success", "failure"),
    *("needs", "actions", "gains", "content", "quotes", "thoughts", "pains", "jobs", "goals", "frustrations"),
    *("demographics", "preferences", "challenges", "drivers", "risks", "fails", "recovery", "tags"),
    *("frontstage", "backstage", "support", "solutions"),
}
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "'-alert(4)-'",
    "{{ 7 * 7 }}{% raw %}",
    "[go](javascript:alert(5))",
    "</style><style>*{display:none}</style>",
    "</title></svg></td></table><b>out</b>",
    "\\N\\L|{a|b}<BR/>&lt;b&gt;",
    "![x](http://a.invalid/x.png)",
    "=HYPERLINK(1) @SUM(1)",
    "<!-- --><![CDATA[x]]>",
    "日本語 مرحبا 🙂",
    "w" * 300,
)


def hostile_workspace(folder: Path) -> Path:
    """Copy the example to a folder, with payloads in place of its texts, numbered in their order."""
    shutil.copytree(ROOT / "examples" / "saas", folder, dirs_exist_ok=True)
    yaml = YAML(typ="safe", pure=True)
    count = [0]
    for path in sorted(folder.rglob("*.journey.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"))
        text = safe_dump(_replaced(data, "", count), sort_keys=False, allow_unicode=True, width=100_000)
        path.write_text(text, encoding="utf-8")
    config = folder / "jmap.toml"
    # The payloads are numbered, so formulas of one metric that two maps share differ now.
    config.write_text(f'ignore = ["JM208"]\n{config.read_text(encoding="utf-8")}', encoding="utf-8")
    return folder


def _replaced(value: Any, key: str, count: list[int]) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(each, str(name), count) for name, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, key, count) for each in value]
    if isinstance(value, str) and key in ONE_LINE | TEXTS:
        count[0] += 1
        return f"{PAYLOADS[count[0] % len(PAYLOADS)]} n{count[0]}n"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
