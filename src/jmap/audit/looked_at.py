"""What an audit looked at, of that which an earlier one found."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname

from jmap.audit.audit import Audit
from jmap.audit.snapshot import FindingThen, Snapshot
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.workspace.workspace import Asked


@frozen
class Looked:
    """What was asked for, and of which maps and rules. `files` are the maps of then and now by id."""

    settings: Settings
    asked: Asked
    files: Mapping[str, str]
    audited: frozenset[str]
    drafts: frozenset[str]

    def meant(self, map_: str, file: str = "") -> bool:
        """Tell whether a map was asked for at all, whether or not it is still there."""
        path = self.files.get(map_, file)
        if self.asked.complete or path in self.asked.files:
            return True
        folder = dirname(path)
        while folder and folder not in self.asked.folders:
            folder = dirname(folder)
        return folder in self.asked.folders

    def at(self, finding: FindingThen) -> bool:
        """Tell whether the rule of a finding was asked, and its map audited and judged."""
        return finding.map not in self.drafts and self.at_or_as_draft(finding)

    def at_or_as_draft(self, finding: FindingThen) -> bool:
        """Tell whether the rule of a finding was asked, and its map audited, if only as a draft."""
        if finding.map and finding.map not in self.audited:
            return False
        return self._asks(finding.rule, finding.map, self.files.get(finding.map, finding.file))

    def _asks(self, code: str, map_: str, file: str) -> bool:
        if code not in registry.names() or not self.settings.for_file(file).wants(code):
            return False
        registered = registry.get(code)
        measures = self.settings.measures
        if registered.rule.measured and (measures is None or map_ not in measures.maps):
            return False
        return registered.check is not None or not code.startswith(tuple(registry.QUALITY))


def looked_of(audit: Audit, settings: Settings, asked: Asked, then: Snapshot) -> Looked:
    """Return what an audit looked at, as it matters for a snapshot."""
    return Looked(
        settings,
        asked,
        {id_: each.file for id_, each in then.maps.items()} | {each.id: each.path for each in audit.maps},
        frozenset(each.id for each in audit.maps),
        frozenset(each.id for each in audit.maps if each.draft),
    )
