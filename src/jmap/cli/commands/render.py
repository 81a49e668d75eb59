"""`jmap render`: pictures of maps, a page for each and an index, or documents, diagrams and data."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jmap.audit.audit import audit_map
from jmap.audit.score import Score
from jmap.cli import completion, options
from jmap.cli.baseline_file import find_baseline
from jmap.cli.session import Session, fails, open_session
from jmap.cli.stop import note, stop, style
from jmap.cli.writing import write
from jmap.faults import Severity
from jmap.findings.acceptance import Acceptance
from jmap.findings.build import once
from jmap.findings.collect import Judged, files_read, judge, leftovers
from jmap.findings.drawable import Drawable
from jmap.findings.finding import Finding, Report
from jmap.formats.full import render as render_findings
from jmap.nearest import nearest
from jmap.render.engine import Engine, EngineError, find_engine
from jmap.render.lanes import LANES
from jmap.render.language import unknown_language
from jmap.render.outputs.registry import names
from jmap.render.site import INDEX, Page, render_site


class PosterSize(StrEnum):
    """The sheets of `--size`."""

    A3 = "a3"
    CONTENT = "content"


def command(
    paths: options.Paths = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="Folder to write to; `-` prints one map.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMATS",
            help=f"{', '.join(names())}; `html` if not said.",
            show_default=False,
            autocompletion=completion.formats,
        ),
    ] = None,
    lanes: Annotated[
        list[str] | None,
        typer.Option(
            "--lanes", metavar="LANES", help="Lanes to draw, in order, with commas.", show_default=False
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="TAG",
            help="Language of the pages' own words; that of each map if not said.",
            show_default=False,
            autocompletion=completion.languages,
        ),
    ] = None,
    size: Annotated[
        PosterSize,
        typer.Option(
            "--size",
            help="Sheet of a poster: `a3` or the next paper on which it can be read, or its `content`.",
        ),
    ] = PosterSize.A3,
    dot: Annotated[
        Path | None,
        typer.Option("--dot", metavar="FILE", help="Graphviz program to lay out with.", show_default=False),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the result in a browser.")] = False,
    fail_on: options.FailOnOption = None,
    as_of: options.AsOf = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Draw maps: a page for each and an index, or in other formats."""
    formats = _formats(options.split(format))
    session = open_session(paths, config, as_of=as_of, colour=color, quiet=quiet, verbose=verbose)
    said = session.settings.config.render
    chosen = _lanes(options.split(lanes) or said.lanes)
    tongue = _lang(lang if lang is not None else said.lang or "")
    engine = _engine(dot, quiet=quiet)
    errors: list[Finding] = []
    # What the config names lies below the root, wherever the command runs.
    below = Path(os.path.relpath(session.workspace.root / said.output)) if said.output else Path("site")
    folder = Path(output) if output else below
    sources = "" if output == "-" else _sources(folder, session.workspace.root)
    pages = _pages(session, formats, chosen, tongue, size, engine, sources, errors)
    if output == "-":
        _print_one(pages, formats)
    else:
        _write_all(pages, folder, quiet=quiet)
        first = folder / (INDEX if "html" in formats else "")
        if open_:
            webbrowser.open(first.resolve().as_uri())
    errors.extend(leftovers(session.workspace, session.settings.for_correctness()))
    wrong = tuple(each for each in once(errors) if each.severity is Severity.ERROR)
    if wrong:
        report = Report(wrong, files_read(session.workspace))
        typer.echo(render_findings(report, style(color, sys.stderr)), err=True, nl=False, color=True)
    threshold = fail_on.value if fail_on is not None else session.settings.config.fail_on
    raise typer.Exit(1 if fails(Report(wrong, 0), threshold) else 0)


def _pages(
    session: Session,
    formats: tuple[str, ...],
    lanes: tuple[str, ...],
    lang: str,
    size: PosterSize,
    engine: Engine | None,
    sources: str | None,
    errors: list[Finding],
) -> Iterator[Page]:
    settings = session.settings
    baseline = find_baseline(session.workspace.root).baseline

    def items() -> Iterator[tuple[Judged, Score | None]]:
        acceptance = Acceptance(session.workspace.documents.get, baseline, settings.as_of)
        for judged in judge(session.workspace, settings, quality=True, acceptance=acceptance):
            errors.extend(judged.correctness)
            yield judged, audit_map(judged, settings).score if judged.audited else None

    drawn = render_site(
        items(),
        title=settings.config.render.title or "",
        as_of=settings.as_of,
        engine=engine,
        formats=formats,
        lanes=lanes,
        maps=Drawable(session.workspace, settings, baseline),
        lang=lang,
        sources=sources,
        size=size.value,
    )
    for page in drawn:
        for each in page.notes:
            note(each)
        if page.path:
            yield page


def _sources(folder: Path, root: Path) -> str | None:
    """Return the way from the output folder to the workspace's files, where it lies in the workspace.

    From anywhere else the way would be one of this machine.
    """
    try:
        depth = len(folder.resolve().relative_to(root.resolve()).parts)
    except ValueError:
        return None
    return "../" * depth


def _write_all(pages: Iterator[Page], folder: Path, *, quiet: bool) -> None:
    count = changed = 0
    for page in pages:
        try:
            changed += write(folder / page.path, page.text, inside=folder)
        except OSError as error:
            stop(f"`{folder / page.path}` cannot be written: {error.strerror or error}")
        count += 1
    if not quiet:
        same = f", {count - changed} as they were" if changed < count else ""
        typer.echo(f"{count} file{'s' if count != 1 else ''} in {folder}{same}")
        if (folder / INDEX).exists():
            typer.echo(f"open {folder / INDEX}")


def _print_one(pages: Iterator[Page], formats: tuple[str, ...]) -> None:
    if len(formats) > 1:
        stop("`-o -` prints one format", "name one with `--format`")
    first: dict[str, Page] = {}
    for page in pages:
        if page.map:
            first.setdefault(page.map, page)
    if len(first) > 1:
        stop(f"`-o -` prints one map, and there are {len(first)}", "name one of them")
    for page in first.values():
        typer.echo(page.text, nl=False)


def _formats(asked: tuple[str, ...]) -> tuple[str, ...]:
    for name in asked:
        if name not in names():
            guess = nearest(name, names())
            stop(
                f"no format `{name}`",
                f"did you mean `{guess}`?" if guess else f"it can be {', '.join(names())}",
            )
    return tuple(dict.fromkeys(asked)) or ("html",)


def _lanes(asked: tuple[str, ...]) -> tuple[str, ...]:
    known = [lane.id for lane in LANES]
    for name in asked:
        if name not in known:
            guess = nearest(name, known)
            stop(
                f"no lane `{name}`", f"did you mean `{guess}`?" if guess else f"there are {', '.join(known)}"
            )
    return asked


def _lang(asked: str) -> str:
    hint = unknown_language(asked) if asked else None
    if hint is not None:
        stop(f"no language `{asked}`", hint)
    return asked


def _engine(named: Path | None, *, quiet: bool) -> Engine | None:
    try:
        engine = find_engine(named)
    except EngineError as error:
        stop(str(error), "name a Graphviz `dot`, or leave it out for the one that comes with jmap")
    if engine is None and not quiet:
        note("no Graphviz was found, so lifecycles are tables; see `jmap doctor`")
    return engine
