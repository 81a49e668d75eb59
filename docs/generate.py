"""Writes the reference pages from the model and the rules, so that they cannot lie.

`python docs/generate.py` writes them; with `--check` it says which are not as they should be.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from config_page import config_page

from jmap.audit.snapshot_schema import snapshot_schema
from jmap.cli.config_schema import config_schema_text
from jmap.formats.schema import findings_schema
from jmap.measures.layout import measures_schema
from jmap.model.comparisons import Where
from jmap.model.conditions import FORMS
from jmap.model.described import Shape, shape_of
from jmap.model.journey_file import SECTIONS, JourneyFile
from jmap.model.kinds import Items, Nested, ObjectOrText, Section
from jmap.model.measures import Measure
from jmap.model.schema import json_schema
from jmap.render.data_schema import render_schema
from jmap.report.data.schema import audit_schema
from jmap.rules import registry
from jmap.rules.page import page
from jmap.rules.page_markdown import catalogue_markdown, page_markdown

HERE = Path(__file__).parent
NOTE = "<!-- Made by docs/generate.py; edits here are lost. -->\n"
INTRODUCTION = """\
A file `NAME.journey.yaml` with `stages` is a map; one without is a library that maps pull in with `uses`.
Every section is a mapping from id to object. A key that takes several takes one as well.
"""


def pages() -> dict[str, str]:
    """Return the text of every generated page by its path below `docs`."""
    made = {
        "reference/format.md": format_page(),
        "reference/config.md": NOTE + "\n" + config_page(),
        "reference/journey.schema.json": json.dumps(json_schema(), indent=2) + "\n",
        "reference/findings.schema.json": json.dumps(findings_schema(), indent=2) + "\n",
        "reference/render.schema.json": json.dumps(render_schema(), indent=2) + "\n",
        "reference/measures.schema.json": json.dumps(measures_schema(), indent=2) + "\n",
        "reference/audit.schema.json": json.dumps(audit_schema(), indent=2) + "\n",
        "reference/snapshot.schema.json": json.dumps(snapshot_schema(), indent=2) + "\n",
        "reference/jmap-toml.schema.json": config_schema_text(),
        "reference/rules/index.md": NOTE + "\n" + index_page(),
    }
    for code in registry.names():
        made[f"reference/rules/{code}.md"] = NOTE + "\n" + page_markdown(page(registry.get(code)))
    return made


def format_page() -> str:
    """Return the reference of the journey file."""
    parts = [
        NOTE,
        "# The journey file\n",
        INTRODUCTION,
        "## Top level\n",
        table(shape_of(JourneyFile)),
    ]
    for section in SECTIONS:
        kind = shape_of(JourneyFile).fields[section].kind
        if isinstance(kind, Section):
            parts.append(f"## {section}\n")
            parts.append(f"{kind.cls.__doc__ or ''}\n".replace("\n    ", "\n"))
            parts.append(table(shape_of(kind.cls)))
            parts.extend(nested(shape_of(kind.cls)))
    parts.append("## Conditions\n")
    parts.append(
        "A text is a note for people. What can be measured is one of these, or a list of them: any.\n"
    )
    for key, form in FORMS.items():
        parts.append(f"### {key}\n")
        parts.append(f"{form.__doc__}\n")
        parts.append(table(shape_of(form)))
    parts.append("### all, any\n")
    parts.append("A list of conditions of which all, or any, must hold; with a `label`.\n")
    parts.append(f"A value of `where` and `is` is {Where().phrase().split(' to ', 1)[1]}.\n")
    parts.append("## Measures\n")
    parts.append(table(shape_of(Measure)))
    return "\n".join(parts)


def nested(shape: Shape) -> list[str]:
    """Return the tables of the objects that the fields of a shape hold."""
    parts = []
    for key, field in shape.fields.items():
        kind = field.kind
        if isinstance(kind, Nested | Items | ObjectOrText):
            parts.append(f"### {key}\n")
            parts.append(f"{kind.cls.__doc__ or ''}\n".replace("\n    ", "\n"))
            parts.append(table(shape_of(kind.cls)))
    return parts


def table(shape: Shape) -> str:
    """Return a Markdown table of the fields of a shape."""
    rows = ["| key | what may be written | meaning |", "|---|---|---|"]
    for key, field in shape.fields.items():
        required = ", required" if field.required else ""
        what = field.kind.phrase().replace("|", "\\|")
        rows.append(f"| `{key}` | {what}{required} | {field.doc} |")
    return "\n".join(rows) + "\n"


def index_page() -> str:
    """Return the list of all rules by category, each code a link to its page."""
    text = catalogue_markdown(registry.get(code) for code in registry.names())
    for code in registry.names():
        text = text.replace(f"| {code} |", f"| [{code}]({code}.md) |")
    return text


def main() -> int:
    """Write the pages, or say which are not as they should be."""
    check = "--check" in sys.argv[1:]
    stale = []
    wanted = pages()
    for name, text in wanted.items():
        path = HERE / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in sorted(each for each in (HERE / "reference").rglob("*") if each.is_file()):
        name = path.relative_to(HERE).as_posix()
        if name not in wanted:
            stale.append(name)
            if not check:
                path.unlink()
    for name in stale:
        sys.stdout.write(f"{'stale' if check else 'wrote'} {name}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
