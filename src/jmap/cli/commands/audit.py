"""`jmap audit`: how far can we trust the maps, how are the journeys doing, what do we fix first."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from jmap.audit.audit import audit
from jmap.audit.quarterly import quarterly
from jmap.cli import options
from jmap.cli.baseline_file import find_baseline
from jmap.cli.ci import append_summary, for_services
from jmap.cli.measures_file import Option as MeasuresOption
from jmap.cli.measures_file import note_measures, with_measures
from jmap.cli.outputs import outputs, write_file
from jmap.cli.progress import progress
from jmap.cli.report_places import Option as SiteOption
from jmap.cli.report_places import placed
from jmap.cli.session import fails, note_unasked, open_session
from jmap.cli.since import look_back
from jmap.cli.stop import style
from jmap.findings.finding import Report
from jmap.formats import registry
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.report import registry as reports
from jmap.rules.registry import QUALITY


def command(
    paths: options.Paths = None,
    format: options.Format = None,
    output: options.Output = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOnOption = None,
    gate: Annotated[bool, typer.Option("--gate", help="Fail where `[audit.gate]` is not met.")] = False,
    measures: MeasuresOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="SNAPSHOT|REV",
            help="Compare with a snapshot, or with the files of a git revision.",
            show_default=False,
        ),
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Keep a snapshot, `audits/AS-OF.json`, to compare with later.")
    ] = False,
    site: SiteOption = None,
    as_of: options.AsOf = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Score maps, tell how journeys do and what to fix first.

    What changed is told since the newest snapshot of an earlier day, where there is one.
    """
    asked = outputs(format, output, reports.names())
    session = open_session(
        paths,
        config,
        as_of=as_of,
        select=options.split(select),
        ignore=options.split(ignore),
        colour=color,
        quiet=quiet,
        verbose=verbose,
    )
    session = with_measures(session, measures)
    baseline = find_baseline(session.workspace.root).baseline
    past = look_back(session, since, paths, saves=save, quiet=quiet)
    with progress("auditing", len(session.workspace.asked.files), quiet=quiet) as told:
        result = audit(session.workspace, session.settings, baseline, told)
    conditions = session.settings.config.audit.gate
    made = quarterly(result, conditions, past.change(result), past.trend(result), past.kept.notes)
    threshold = fail_on.value if fail_on is not None else "never"
    titled = Style(title=session.settings.config.render.title or "")
    plain = for_services(titled, session.workspace.root, threshold)
    for each in asked:
        if each.file is not None:
            there = placed(replace(plain, detail=verbose), each, site, session.workspace.root, quiet=quiet)
            write_file(each, reports.load(each.format)(made, there))
        elif not quiet or each.format != "full":
            shown = for_services(style(color), session.workspace.root, threshold)
            shown = replace(shown, detail=verbose, title=plain.title)
            shown = placed(shown, each, site, session.workspace.root, quiet=quiet)
            typer.echo(reports.load(each.format)(made, shown), nl=False, color=True)
    if format is None:
        append_summary(lambda roomy: reports.load("markdown")(made, roomy), plain)
    past.save(result, quiet=quiet)
    if not quiet:
        note_unasked(session.settings, tuple(QUALITY), "audit")
        note_measures(session.settings.measures, (each.id for each in result.maps), session.settings.as_of)
    if result.errors.findings:
        typer.echo(
            registry.load("full")(result.errors, style(color, sys.stderr)), err=True, nl=False, color=True
        )
    if result.about and asked[0].format == "full" and not quiet:
        about = Report(result.about, result.report.files)
        typer.echo(registry.load("full")(about, style(color, sys.stderr)), err=True, nl=False, color=True)
    for_errors = fail_on.value if fail_on is not None else session.settings.config.fail_on
    failed = fails(result.errors, for_errors)
    if fail_on is not None:
        failed = failed or fails(result.gated(), fail_on.value)
    if gate:
        missed = [each for each in made.gate if each.met is not True]
        for condition in missed:
            typer.echo(f"gate: {visible(condition.says)}", err=True)
        failed = failed or bool(missed)
    raise typer.Exit(1 if failed else 0)
