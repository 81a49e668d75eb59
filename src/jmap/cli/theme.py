"""The theme that a command draws with: the one named, else that of the config."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from jmap.cli.options import Colour
from jmap.cli.session import Session
from jmap.cli.stop import style
from jmap.findings.finding import Finding, Report
from jmap.findings.theme import ThemeSeen, look_at_theme
from jmap.formats.full import render
from jmap.themes.theme import PLAIN
from jmap.workspace.paths import below, shown


def theme_for(session: Session, named: Path | None) -> ThemeSeen:
    """Return the theme to draw with, and what was found in it.

    One that is named may lie anywhere; that of the config lies within the workspace.
    """
    root, said = session.workspace.root, session.settings.config.render.theme
    settings = session.settings.for_correctness()
    if named is not None:
        return look_at_theme(root, below(root, named) or shown(root, named), settings, outside=True)
    if said is not None:
        return look_at_theme(root, said, settings)
    return ThemeSeen(PLAIN, ())


def show_findings(findings: tuple[Finding, ...], colour: Colour, files: int = 1) -> None:
    """Write findings to standard error, in full; nothing where there are none."""
    if findings:
        ordered = tuple(sorted(findings, key=lambda each: each.order))
        report = Report(ordered, files)
        typer.echo(render(report, style(colour, sys.stderr)), err=True, nl=False, color=True)
