"""`jmap validate`: is every map what the format says, and does everything in it lead somewhere."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from jmap.cli import options
from jmap.cli.baseline_file import baseline_paths, find_baseline, note_absent
from jmap.cli.ci import append_summary, for_services
from jmap.cli.outputs import outputs, write_file
from jmap.cli.remembering import keep, open_cache
from jmap.cli.session import fails, note_unasked, open_session
from jmap.cli.stop import stop, style
from jmap.findings.collect import concerning, theme_path, validate
from jmap.findings.crowd import thinned
from jmap.formats import registry
from jmap.formats.style import Style
from jmap.rules.registry import CORRECTNESS


def command(
    paths: options.Paths = None,
    format: options.Format = None,
    output: options.Output = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOnOption = None,
    as_of: options.AsOf = None,
    stdin_filename: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The name that `-`, standard input, stands for.", show_default=False
        ),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Look at every file anew, and remember nothing.")
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
    no_baseline: Annotated[
        bool, typer.Option("--no-baseline", help="Look as if the baseline accepted nothing.")
    ] = False,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Check maps: YAML, keys, types, references, figures.

    Of one rule a file shows 1,000 findings; the others are counted.
    """
    asked = outputs(format, output, registry.names())
    stands_for = _stands_for(paths or [], stdin_filename)
    session = open_session(
        [stands_for] if stands_for is not None else paths,
        config,
        as_of=as_of,
        select=options.split(select),
        ignore=options.split(ignore),
        given=_standard_input if stands_for is not None else None,
        colour=color,
        quiet=quiet,
        verbose=verbose,
    )
    baseline = None if no_baseline else find_baseline(session.workspace.root).baseline
    remembers = stands_for is None and not no_cache
    cache = open_cache(session, every=baseline is not None) if remembers else None
    report = validate(session.workspace, session.settings, cache, jobs, baseline)
    report = replace(report, findings=thinned(report.findings))
    if stands_for is not None:
        meant = session.workspace.asked
        report = concerning(report, (*meant.files, *meant.outside))
    threshold = fail_on.value if fail_on is not None else session.settings.config.fail_on
    plain = for_services(Style(), session.workspace.root, threshold)
    said = ""
    for each in asked:
        render = registry.load(each.format)
        if each.file is not None:
            write_file(each, render(report, plain))
        elif not quiet or report.findings or each.format not in ("full", "concise", "github"):
            said = render(report, for_services(style(color), session.workspace.root, threshold))
            typer.echo(said, nl=False, color=True)
    summed = format is None and append_summary(lambda roomy: registry.load("markdown")(report, roomy), plain)
    unasked = not quiet and note_unasked(session.settings, CORRECTNESS, "validate")
    if not quiet and stands_for is None:
        note_absent(report.absent)
    if verbose:
        typer.echo(f"as of {session.settings.as_of}", err=True)
    code = 1 if fails(report, threshold) else 0
    if cache is not None and len(asked) == 1 and not (verbose or summed or report.absent or unasked):
        theme = theme_path(session.workspace)
        beside = (*baseline_paths(baseline), *([theme] if theme is not None else []))
        keep(session, paths or [], cache, said, code, beside)
    raise typer.Exit(code)


def _stands_for(paths: list[Path], name: Path | None) -> Path | None:
    """Return the file that standard input stands for, or None where it is not to be read."""
    if Path("-") not in paths:
        if name is not None:
            stop("`--stdin-filename` names what `-` reads", "give `-` as the only path")
        return None
    if name is None or len(paths) > 1:
        stop("`-` reads standard input", "say the name it stands for: `--stdin-filename FILE`")
    if os.path.isdir(name):  # noqa: PTH112 - never raises
        stop(f"`{name}` is a folder", "name the file that standard input stands for")
    return name


def _standard_input(most: int) -> bytes:
    """Return what standard input holds, the first bytes of it."""
    if sys.stdin is None:
        stop("standard input is closed", "give it the text of a map")
    try:
        return sys.stdin.buffer.read(most)
    except OSError as error:
        stop(f"standard input cannot be read: {error.strerror}")
