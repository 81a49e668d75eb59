"""Audits the files of a git revision, to be compared with those of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from jmap.audit.audit import Audit, audit
from jmap.audit.compare_files import OldAudit
from jmap.cli.config_file import config_faults
from jmap.cli.git import GitError, Repository, repository
from jmap.cli.old_files import OldFiles, lay_out
from jmap.cli.session import Session
from jmap.cli.snapshots import FOLDER, SUFFIX, names
from jmap.cli.stop import stop
from jmap.faults import Fault
from jmap.findings.baseline import NAME, Baseline
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.workspace.config import Config, load_config
from jmap.workspace.discovery import CONFIG_NAME, Home, find_home
from jmap.workspace.paths import below
from jmap.workspace.workspace import Asked, Workspace, asked_for
from jmap.yaml.files import load
from jmap.yaml.limits import Limits

_MOST_BASELINE = 100_000_000


@frozen
class Revision:
    """A revision as it was named, and the commit that it means."""

    name: str
    commit: str
    repository: Repository


def find_revision(root: Path, name: str) -> Revision:
    """Return the revision that `--since` names. Exits with 2 where there is none."""
    there = [each.removesuffix(SUFFIX) for each in names(root)]
    snapshots = f"the newest snapshots are {', '.join(there[-3:])}" if there else "`--save` keeps a snapshot"
    try:
        found = repository(root)
        if found is None:
            stop(f"no snapshot `{name}` in `{FOLDER}/`, and this workspace is not in git", snapshots)
        commit = found.commit(name) if name and "\0" not in name else None
        if commit is None and found.is_shallow():
            hint = "`git fetch --unshallow` fetches the rest; `actions/checkout` does with `fetch-depth: 0`"
            stop(f"no revision `{name}` in this clone, which is shallow", hint)
    except GitError as error:
        stop(f"`--since {name}`: {error.message}", error.hint)
    if commit is None:
        stop(f"no snapshot `{name}` in `{FOLDER}/`, and no revision of that name", snapshots)
    return Revision(name, commit, found)


def audit_revision(session: Session, revision: Revision, named: Iterable[Path]) -> OldAudit:
    """Audit the files of a revision as of the same day, by today's config and by the one of then.

    `named` are the paths that the run is asked for. Exits with 2 where that cannot be.
    """
    root = session.workspace.root
    paths = [path for each in named if (path := below(root, each)) is not None]
    with TemporaryDirectory(prefix="jmap-") as folder:
        try:
            wanted = (*paths, *_named_config(session))
            limit = session.settings.config.reader_limits().file_size
            old = lay_out(revision.repository, revision.commit, Path(folder), wanted, limit)
        except GitError as error:
            stop(f"the files of `{revision.name}` cannot be read: {error.message}", error.hint)
        except OSError as error:
            stop(f"the files of `{revision.name}` cannot be laid out: {error.strerror or error}")
        return _audit_twice(session, revision.name, old, paths)


def _audit_twice(session: Session, name: str, old: OldFiles, paths: list[str]) -> OldAudit:
    ours = session.settings
    theirs = replace(ours, config=_config_of_then(session, old, name))
    baseline = _baseline_of_then(old.root, name)
    asked, by_ours = _audited(old, ours, paths, baseline, name)
    by_theirs = by_ours
    if theirs.config != ours.config:
        _, by_theirs = _audited(old, theirs, paths, baseline, name)
    return OldAudit(name, asked, by_ours, by_theirs, theirs)


def _audited(
    old: OldFiles, settings: Settings, paths: list[str], baseline: Baseline | None, name: str
) -> tuple[Asked, Audit]:
    home = Home(old.root, None)
    there = [path for each in paths if (path := old.root / each).exists()]
    asked = asked_for(there, home, settings.config)
    if paths and not there:
        asked = Asked((), (), complete=False)
    limit = settings.config.reader_limits().files
    if len(asked.files) > limit:
        stop(f"{len(asked.files)} files at `{name}` are more than the {limit} that a workspace may have")
    made = audit(Workspace(home, settings.config, asked), settings, baseline)
    audited = {each.id for each in made.maps}
    wrong = [each for each in made.errors.findings if each.map and each.map not in audited]
    if wrong:
        _stop_errors(name, [each.spot.file for each in wrong], len(wrong))
    return asked, made


def _stop_errors(name: str, files: list[str], errors: int) -> NoReturn:
    where = sorted(set(files))
    shown = ", ".join(f"`{each}`" for each in where[:3])
    more = f" and {len(where) - 3} more" if len(where) > 3 else ""
    some = "there is an error" if errors == 1 else f"there are {errors} errors"
    hint = "name a revision at which `jmap validate` passes, or a snapshot"
    stop(f"at `{name}` {some} in {shown}{more}, and maps with errors are not audited", hint)


def _named_config(session: Session) -> tuple[str, ...]:
    """Return the path of a config that the command line names, where it lies in the workspace."""
    root, config = session.workspace.root, session.config
    if config is None or config in (root / CONFIG_NAME, root / "pyproject.toml"):
        return ()
    inside = below(root, config)
    return (inside,) if inside is not None else ()


def _config_of_then(session: Session, old: OldFiles, name: str) -> Config:
    """Return the config of a revision; today's where one is named that lies elsewhere, or was not there."""
    named = _named_config(session)
    root = session.workspace.root
    if named:
        path: Path | None = old.root / named[0]
        if not old.root.joinpath(named[0]).is_file():
            return session.settings.config
    elif session.config is not None and below(root, session.config) is None:
        return session.settings.config
    else:
        home = find_home(old.root)
        path = home.config if home.root == Path(old.root).resolve() else None
    if not old.found:
        return session.settings.config
    loaded = load_config(path)
    faults = (*loaded.faults, *config_faults(loaded))
    if faults:
        shown = path.name if path is not None else CONFIG_NAME
        hint = "name a revision at which `jmap validate` passes, or a snapshot"
        stop(f"the config `{shown}` of `{name}` cannot be used: {faults[0].message}", hint)
    return loaded.config


def _baseline_of_then(root: Path, name: str) -> Baseline | None:
    from jmap.findings.baseline_text import BaselineError, read_baseline

    path = root / NAME
    if not path.is_file():
        return None
    data = load(path, Limits(file_size=_MOST_BASELINE))
    if isinstance(data, Fault):
        _stop_baseline(name, data.message)
    try:
        return read_baseline(data)
    except BaselineError as error:
        _stop_baseline(name, error.message)


def _stop_baseline(name: str, message: str) -> NoReturn:
    stop(f"the baseline of `{name}` cannot be read: {message}", "name another revision, or a snapshot")
