"""What an audit is compared with: the newest snapshot before it, or what `--since` names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jmap.audit.audit import Audit
from jmap.audit.change import Change
from jmap.audit.compare import change_since
from jmap.audit.compare_files import change_since_files
from jmap.audit.keep import snapshot_of
from jmap.audit.snapshot import Snapshot
from jmap.audit.trend import TrendPoint, trend
from jmap.cli.revision import Revision, audit_revision, find_revision
from jmap.cli.session import Session
from jmap.cli.snapshots import Kept, find_named, kept, read_named, save
from jmap.cli.stop import note, stop
from jmap.records import frozen


@frozen
class Past:
    """The snapshots of a workspace, and what to compare an audit with: one of them, or a revision.

    `named` are the paths that the run is asked for, `saves` tells whether its audit is to be kept.
    """

    session: Session
    kept: Kept
    then: Snapshot | None
    saves: bool
    revision: Revision | None = None
    named: tuple[Path, ...] = ()

    def change(self, audit: Audit) -> Change | None:
        """Return what changed, or None where there is nothing to compare with."""
        settings, asked = self.session.settings, self.session.workspace.asked
        if self.revision is not None:
            old = audit_revision(self.session, self.revision, self.named)
            return change_since_files(audit, settings, asked, old)
        return change_since(audit, settings, asked, self.then) if self.then is not None else None

    def trend(self, audit: Audit) -> tuple[TrendPoint, ...]:
        """Return the scores of all snapshots and of this audit; none where it is of a part."""
        return trend(self.kept.points, audit) if self.session.workspace.asked.complete else ()

    def save(self, audit: Audit, *, quiet: bool) -> None:
        """Write the snapshot of this audit, if it is to be kept. Exits with 2 where that fails."""
        if not self.saves:
            return
        if not audit.maps:
            stop("nothing could be audited, so there is nothing to keep", "mend the errors first")
        asked = self.session.workspace.asked
        made = snapshot_of(audit, self.session.settings, asked, self.kept.newest)
        save(self.session.workspace.root, made, quiet=quiet)
        audited = {each.id for each in audit.maps}
        missing = {each.map for each in audit.errors.findings if each.map} - audited
        if missing and not quiet:
            some = "1 map with errors is" if len(missing) == 1 else f"{len(missing)} maps with errors are"
            note(f"{some} not in it")


def look_back(
    session: Session, since: str | None, named: Iterable[Path] | None, *, saves: bool, quiet: bool
) -> Past:
    """Find what an audit is to be compared with; `named` are the paths that the run is asked for.

    Exits with 2 where what is named cannot be, or where a run that is to be saved is one of a part.
    """
    if saves:
        _check_save(session)
    root, as_of = session.workspace.root, session.settings.as_of
    past = kept(root, as_of)
    if not quiet:
        for each in past.notes:
            note(each)
    if since is None:
        return Past(session, past, past.newest, saves)
    path = find_named(root, since)
    if path is None:
        return Past(session, past, None, saves, find_revision(root, since), tuple(named or ()))
    return Past(session, past, read_named(root, path, as_of), saves)


def _check_save(session: Session) -> None:
    """Exit with 2 where a run looks at a part of the workspace only, which no snapshot is kept of."""
    why = "later audits could not tell what is mended from what was not looked at"
    if session.settings.select or session.settings.ignore:
        stop(
            "`--save` keeps an audit by the rules of the config",
            f"leave `--select` and `--ignore` out: {why}",
        )
    if session.workspace.asked.unlisted:
        folder = session.workspace.asked.unlisted[0].path
        stop(f"`--save` keeps an audit of every map, and `{folder}` cannot be looked into", why)
    if not session.workspace.asked.complete:
        stop("`--save` keeps an audit of the whole workspace", f"leave PATHS out: {why}")
