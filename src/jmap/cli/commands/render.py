"""`jmap render`: pictures of maps, a page for each and an index, or documents, diagrams and data."""

from __future__ import annotations

import os
import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from jmap.audit.audit import score_map
from jmap.cli import completion, options
from jmap.cli.baseline_file import find_baseline
from jmap.cli.earlier_audits import earlier_audits
from jmap.cli.measures_file import Option as MeasuresOption
from jmap.cli.measures_file import note_measures, with_measures
from jmap.cli.progress import progress
from jmap.cli.session import Session, fails, open_session
from jmap.cli.site_files import refuse_clashes
from jmap.cli.site_memory import open_memory
from jmap.cli.site_run import SiteRun, run_site
from jmap.cli.stop import note, stop
from jmap.cli.templates import compiled_folder, telling_mistakes, templates_for
from jmap.cli.theme import show_findings, theme_for
from jmap.faults import Severity
from jmap.findings.acceptance import Acceptance
from jmap.findings.build import once
from jmap.findings.collect import files_read, judge, leftovers
from jmap.findings.drawable import Drawable
from jmap.findings.finding import Finding, Report
from jmap.nearest import nearest
from jmap.render.audience import EVERYONE, Audience
from jmap.render.engine import Engine, EngineError, find_engine
from jmap.render.lanes import LANES
from jmap.render.language import unknown_language
from jmap.render.look import Look
from jmap.render.outputs.registry import names
from jmap.render.site import INDEX, Page, Plan, draw_map
from jmap.render.whereabouts import Whereabouts, parents
from jmap.workspace.discovery import map_id

_MOST_NAMED = 10


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
    segment: Annotated[
        str,
        typer.Option(
            "--segment",
            metavar="ID",
            help="Draw only what this segment meets.",
            show_default=False,
        ),
    ] = "",
    persona: Annotated[
        str,
        typer.Option(
            "--persona",
            metavar="ID",
            help="Draw only what this persona meets.",
            show_default=False,
        ),
    ] = "",
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
    theme: Annotated[
        Path | None,
        typer.Option(
            "--theme", metavar="FILE", help="CSS file that sets tokens; see `theme`.", show_default=False
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(
            "--templates",
            metavar="DIR",
            help="Folder of templates to use in place of ours by the same name.",
            show_default=False,
        ),
    ] = None,
    dot: Annotated[
        Path | None,
        typer.Option("--dot", metavar="FILE", help="Graphviz program to lay out with.", show_default=False),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the result in a browser.")] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Draw every map anew, and remember nothing.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "-j",
            "--jobs",
            min=1,
            max=64,
            metavar="N",
            help="Processes to use; as many as are worth it if not said.",
            show_default=False,
        ),
    ] = None,
    measures: MeasuresOption = None,
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
    session = with_measures(session, measures)
    said = session.settings.config.render
    chosen = _lanes(options.split(lanes) or said.lanes)
    tongue = _lang(lang if lang is not None else said.lang or "")
    audience = _audience(session, segment, persona)
    engine = _engine(dot, quiet=quiet)
    seen = theme_for(session, theme)
    if not seen.sound:
        show_findings(seen.findings, color)
        raise typer.Exit(1)
    # What the config names lies below the root, wherever the command runs.
    below = Path(os.path.relpath(session.workspace.root / said.output)) if said.output else Path("site")
    folder = Path(output) if output else below
    plan = Plan(
        said.title or "",
        session.settings.as_of,
        engine,
        formats,
        chosen,
        Drawable(session.workspace, session.settings, find_baseline(session.workspace.root).baseline),
        tongue,
        "" if output == "-" else _sources(folder, session.workspace.root),
        size.value,
        Look(seen.theme, templates_for(templates), "" if no_cache else compiled_folder()),
        audience,
        _around(session, None if output == "-" else folder),
        alone=output == "-",
        earlier=earlier_audits(session),
        measures=session.settings.measures,
    )
    errors: list[Finding] = []
    run: SiteRun | None = None
    if output == "-":
        with telling_mistakes():
            maps = _print_one(session, plan, errors)
    else:
        refuse_clashes(session.workspace, formats, folder)
        memory = None if no_cache else open_memory(session, plan, folder)
        drawing = progress("drawing", len(session.workspace.asked.files), quiet=quiet)
        with telling_mistakes(), drawing as shown:
            run = run_site(session, plan, folder, memory, jobs=jobs, shown=shown)
        errors.extend(run.errors)
        maps = run.maps
    errors.extend(leftovers(session.workspace, session.settings.for_correctness()))
    wrong = tuple(each for each in once(errors) if each.severity is Severity.ERROR)
    if not maps and not wrong:
        _stop_without_map(paths or [])
    if not quiet:
        ids = (map_id(each) for each in session.workspace.asked.files)
        note_measures(session.settings.measures, ids, session.settings.as_of)
    if run is not None:
        _tell(run, folder, quiet=quiet)
        first = folder / (INDEX if "html" in formats else "")
        if open_ and run.files:
            webbrowser.open(first.resolve().as_uri())
    wrong = (*wrong, *seen.findings)
    show_findings(wrong, color, files_read(session.workspace))
    threshold = fail_on.value if fail_on is not None else session.settings.config.fail_on
    raise typer.Exit(1 if fails(Report(wrong, 0), threshold) else 0)


def _sources(folder: Path, root: Path) -> str | None:
    """Return the way from the output folder to the workspace's files, where it lies in the workspace.

    From anywhere else the way would be one of this machine.
    """
    try:
        depth = len(folder.resolve().relative_to(root.resolve()).parts)
    except ValueError:
        return None
    return "../" * depth


def _tell(run: SiteRun, folder: Path, *, quiet: bool) -> None:
    for each in run.notes:
        note(each)
    for name in run.written_over[:_MOST_NAMED]:
        note(f"`{folder / name}` was there and is written over")
    more = len(run.written_over) - _MOST_NAMED
    if more > 0:
        were, are = ("file was", "is") if more == 1 else ("files were", "are")
        note(f"{more} more {were} there and {are} written over")
    for name, path in run.left:
        note(f"`{folder / name}` is of an earlier run, since `{path}` has errors now")
    for name, why in run.kept_back:
        note(f"`{folder / name}` is of a map that is gone, and stays, since {why}")
    if quiet:
        return
    same = f", {run.files - run.changed} as they were" if run.changed < run.files else ""
    gone = f", {len(run.removed)} of maps that are gone removed" if run.removed else ""
    typer.echo(f"{run.files} file{'s' if run.files != 1 else ''} in {folder}{same}{gone}")
    if run.files and (folder / INDEX).exists():
        typer.echo(f"open {folder / INDEX}")


def _stop_without_map(named: list[Path]) -> NoReturn:
    """Say that all files are libraries."""
    where = f"in {', '.join(f'`{path}`' for path in named)}" if named else "in this workspace"
    stop(f"no map {where}", "there are only libraries; a map has `stages`, and `jmap init` writes one")


def _print_one(session: Session, plan: Plan, errors: list[Finding]) -> int:
    """Print the one map asked for, and return how many were found, sound or not."""
    if len(plan.formats) > 1:
        stop("`-o -` prints one format", "name one with `--format`")
    settings = session.settings
    baseline = find_baseline(session.workspace.root).baseline
    acceptance = Acceptance(session.workspace.documents.get, baseline, settings.as_of)
    first: dict[str, Page] = {}
    maps = 0
    for judged in judge(session.workspace, settings, quality=True, acceptance=acceptance):
        errors.extend(judged.correctness)
        maps += 1
        score = score_map(judged, settings) if judged.audited else None
        for page in draw_map(judged, score, plan)[0]:
            for each in page.notes:
                note(each)
            if page.path:
                first.setdefault(page.map, page)
    if len(first) > 1:
        stop(f"`-o -` prints one map, and there are {len(first)}", "name one of them")
    for page in first.values():
        typer.echo(page.text, nl=False)
    return maps


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


def _audience(session: Session, segment: str, persona: str) -> Audience:
    """Return who is meant. Exits with 2 where no map has them in sight: a look at all maps of its own."""
    if not segment and not persona:
        return EVERYONE
    known: dict[str, set[str]] = {"segments": set(), "personas": set()}
    for journey in session.workspace.journeys():
        for section, ids in known.items():
            ids.update(journey.sight.sections[section])
    for section, what, id_ in (("segments", "segment", segment), ("personas", "persona", persona)):
        if id_ and id_ not in known[section]:
            guess = nearest(id_, sorted(known[section]))
            some = ", ".join(sorted(known[section])[:8])
            others = f"there are {some}" if some else f"no map has `{section}` in sight"
            stop(f"no {what} `{id_}`", f"did you mean `{guess}`?" if guess else others)
    return Audience(segment, persona)


def _around(session: Session, folder: Path | None) -> Whereabouts:
    """Return where pages will lie; a folder outside the root has no ways into the workspace."""
    workspace = session.workspace
    below: str | None = None
    if folder is not None:
        real, root = folder.resolve(), workspace.root.resolve()
        below = real.relative_to(root).as_posix() if real.is_relative_to(root) else None
    return Whereabouts(below, workspace.leads_to, parents(workspace, workspace.asked.files))


def _engine(named: Path | None, *, quiet: bool) -> Engine | None:
    try:
        engine = find_engine(named)
    except EngineError as error:
        stop(str(error), "name a Graphviz `dot`, or leave it out for the one that comes with jmap")
    if engine is None and not quiet:
        note("no Graphviz was found, so lifecycles are tables; see `jmap doctor`")
    return engine
