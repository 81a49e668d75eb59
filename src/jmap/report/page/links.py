"""Where figures lead: to their place on the page of their map, and to their line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.where import Where
from jmap.findings.finding import Finding
from jmap.formats.style import Style
from jmap.records import frozen
from jmap.render.file_shown import MOST
from jmap.render.scene import page_path
from jmap.render.urls import path_url


@frozen
class Links:
    """Leads from the report to pages and files.

    `paths` are the files of the maps audited by their ids, and `lines` the numbers of those lines of them
    that their pages show with an address. `site` and `sources` are what a `Style` says.
    """

    paths: Mapping[str, str]
    lines: Mapping[str, frozenset[int]]
    site: str
    sources: str | None

    @property
    def index(self) -> str:
        """Return the address of the index of maps."""
        return f"{self.site}index.html"

    def page(self, map_id: str, anchor: str = "") -> str:
        """Return the address of a map's page or of a part of it, '' where the map was not audited."""
        if map_id not in self.paths:
            return ""
        address = f"{self.site}{path_url(page_path(map_id))}"
        return f"{address}#{path_url(anchor)}" if anchor else address

    def place(self, where: Where) -> str:
        """Return the address of what is shown of an object on its map's page, '' where none is."""
        return self.page(where.map, where.anchor)

    def line(self, where: Where) -> str:
        """Return the address of a line: on the map's page where that shows it, else of the file, or ''."""
        if self.paths.get(where.map) == where.file and where.line in self.lines[where.map]:
            return self.page(where.map, f"L{where.line}")
        return self.source(where.file)

    def spot(self, finding: Finding) -> str:
        """Return the address of the line of a finding, as `line` does."""
        span = finding.spot.span
        return self.line(Where(finding.map, finding.spot.file, span.line, span.column, "", "", ""))

    def source(self, file: str) -> str:
        """Return the address of a file, '' where no way leads there."""
        return f"{self.sources}{path_url(file)}" if self.sources is not None else ""


def links(audit: Audit, style: Style) -> Links:
    """Return the links of a report on an audit."""
    return Links(
        {each.id: each.path for each in audit.maps},
        {each.id: frozenset(_addressed(each)) for each in audit.maps},
        style.site,
        style.sources,
    )


def _addressed(audit: MapAudit) -> Iterator[int]:
    """Yield the lines of findings where the page shows the file; others have no address there."""
    if audit.review.characters <= MOST:
        for each in audit.findings:
            if each.spot.file == audit.path:
                yield each.spot.span.line
