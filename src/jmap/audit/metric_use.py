"""Which maps use which metric, and where it stands; gathered map by map."""

from __future__ import annotations

from datetime import date

from jmap.audit.figures import Standing, standing
from jmap.audit.portfolio import MetricUse
from jmap.audit.where import Where, where_of
from jmap.model.metrics import Metric
from jmap.workspace.journey import Journey


class _Use:
    """A metric, and the maps that use it."""

    __slots__ = ("maps", "standing", "title", "unit", "where")

    def __init__(self, metric: Metric, stands: Standing, where: Where) -> None:
        self.title, self.unit = metric.title, metric.shown_unit
        self.standing, self.where = stands, where
        self.maps: list[str] = []


class MetricUses:
    """Gathers the metrics of maps. A metric is one where it is defined: two files' of one id are two."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._uses: dict[tuple[str, str], _Use] = {}

    def add(self, journey: Journey) -> None:
        """Note the metrics that a map uses; of what shall be, those that a library defines."""
        future = journey.file.state == "future"
        for metric in journey.metrics():
            file = journey.file_of("metrics", metric.id)
            if future and file == journey.path:
                continue
            use = self._uses.get((file, metric.id))
            if use is None:
                where = where_of(journey, "metrics", metric.id)
                use = self._uses[file, metric.id] = _Use(metric, standing(metric, self._as_of), where)
            use.maps.append(journey.id)

    def uses(self) -> tuple[MetricUse, ...]:
        """Return all metrics, those of most maps first, then by id."""
        ordered = sorted(self._uses.items(), key=lambda item: (-len(item[1].maps), item[0][1], item[0][0]))
        return tuple(
            MetricUse(
                id_,
                use.title,
                use.unit,
                use.standing.actual,
                use.standing.target,
                use.standing.state,
                tuple(use.maps),
                use.where,
            )
            for (_, id_), use in ordered
        )
