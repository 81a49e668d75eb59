"""What a shell offers behind `--select`, `--ignore`, `--format`, `--lang` and codes."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import typer


def codes(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the codes that begin as typed, the last of those with commas between them, each with its name."""
    # Loaded when a shell asks: the program knows its options before it knows its rules.
    from jmap.rules import registry

    done, comma, last = incomplete.rpartition(",")
    for code, (_, module) in registry.names().items():
        if code.startswith(last.upper()):
            # A shell drops what does not begin as it was typed.
            shown = code.lower() if last and last.islower() else code
            yield done + comma + shown, module.split("_", 1)[1].replace("_", "-")


def languages(incomplete: str) -> Iterator[str]:
    """Yield the languages of pages that begin as typed."""
    from jmap.render.language import tags

    yield from (tag for tag in tags() if tag.startswith(incomplete.lower()))


def formats(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the formats of the command being typed that begin as typed."""
    module = importlib.import_module(f"jmap.cli.commands.{ctx.command.name}")
    known = getattr(module, "FORMATS", None)
    if known is None and ctx.command.name == "render":
        from jmap.render.outputs.registry import names as outputs

        known = outputs()
    elif known is None:
        from jmap.formats.registry import names

        known = names()
    done, comma, last = incomplete.rpartition(",")
    yield from (done + comma + name for name in known if name.startswith(last))
