"""`jmap baseline`: accept what an old estate has, so that only what is new fails."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from jmap.cli import options
from jmap.cli.baseline_file import find_baseline, write_baseline
from jmap.cli.session import open_session
from jmap.cli.stop import stop, style
from jmap.findings.acceptable import may_be_accepted
from jmap.findings.baseline import NAME, Baseline, in_order
from jmap.findings.collect import validate
from jmap.findings.crowd import thinned
from jmap.findings.finding import Finding, Remembered, Report
from jmap.formats.concise import render
from jmap.formats.width import visible

app = typer.Typer(
    help="Accept the findings that there are, so that only new ones fail.",
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("write")
def write(
    paths: options.Paths = None,
    accept_new: Annotated[
        bool, typer.Option("--accept-new", help="Add findings to a baseline that is there.")
    ] = False,
    select: options.Select = None,
    ignore: options.Ignore = None,
    as_of: options.AsOf = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write the findings of `jmap validate` to `jmap-baseline.json`.

    Where there is one, entries stay as they are, and new findings are listed: only `--accept-new` adds them.
    """
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
    file = find_baseline(session.workspace.root)
    before = file.baseline or Baseline({})
    report = validate(session.workspace, session.settings, baseline=before)
    new = tuple(each for each in report.findings if may_be_accepted(each))
    never = tuple(each for each in report.findings if not may_be_accepted(each))

    def show(findings: tuple[Finding, ...], *, err: bool) -> None:
        text = render(
            Report(thinned(findings), report.files), style(color, sys.stderr if err else sys.stdout)
        )
        typer.echo(text, err=err, nl=False, color=True)

    if new and file.baseline is not None and not accept_new:
        show(new, err=False)
        typer.echo(f"not in {NAME}: mend them, or add them with `--accept-new`", err=True)
        raise typer.Exit(1)
    after = before.grown(new, session.settings.as_of)
    if new:
        write_baseline(file, after)
    if not quiet:
        added = len(after.entries) - len(before.entries)
        typer.echo(_written(added, len(after.entries)))
    if never:
        show(never, err=True)
        typer.echo("these keep a file from being read, and no baseline accepts them", err=True)
    raise typer.Exit(1 if never else 0)


@app.command("prune")
def prune(
    paths: options.Paths = None,
    as_of: options.AsOf = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Take entries out of `jmap-baseline.json` whose findings are mended, or silenced by a comment.

    Entries of files that were not looked at stay, and so do those of rules that are switched off.
    """
    session = open_session(paths, config, as_of=as_of, colour=color, quiet=quiet, verbose=verbose)
    file = find_baseline(session.workspace.root)
    if file.baseline is None:
        stop(f"there is no `{NAME}` in this workspace", "`jmap baseline write` writes one")
    report = validate(session.workspace, session.settings, baseline=file.baseline)
    silenced = {each.fingerprint for each in report.accepted if _is_silenced(each)}
    held = {each.fingerprint for each in report.accepted if not _is_silenced(each)}
    twice = (silenced - held) & file.baseline.entries.keys()
    gone = in_order((*(report.absent or ()), *(file.baseline.entries[name] for name in twice)))
    after = file.baseline.without(gone)
    write_baseline(file, after)
    if not quiet:
        for entry in gone:
            why = "silenced by a comment" if entry.fingerprint in twice else f"accepted since {entry.since}"
            typer.echo(f"{visible(entry.file)}: {entry.rule} {visible(entry.message)} ({why})")
        typer.echo(_pruned(gone, len(after.entries)))


def _is_silenced(finding: Finding) -> bool:
    return finding.accepted is not None and finding.accepted.how == "suppressed"


def _written(added: int, all_: int) -> str:
    if not all_:
        return "no findings to accept"
    if not added:
        return f"no new findings; {NAME} stays as it is, with {_entries(all_)}"
    return f"{_entries(added)} written to {NAME}" + (f", {all_} in all" if added < all_ else "")


def _pruned(gone: Iterable[Remembered], left: int) -> str:
    count = len(tuple(gone))
    if not count:
        return f"nothing to take out of {NAME}, with {_entries(left)}"
    return f"{_entries(count)} taken out of {NAME}, {left} left"


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"
