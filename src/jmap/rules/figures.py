"""Figures of metrics and touchpoints, as rules compare and write them."""

from __future__ import annotations

from jmap.model.kinds.numbers import shown
from jmap.model.metrics import Metric
from jmap.model.touchpoints import Touchpoint

_DIGITS = 6
_UNITS = ((86_400, "d"), (3600, "h"), (60, "m"))


def tidy(number: float) -> float:
    """Return a number without the noise of binary fractions: 0.1 + 0.2 is 0.3."""
    return round(number, _DIGITS)


def plain(number: float, digits: int = _DIGITS) -> str:
    """Return a number as a person would write it."""
    return shown(round(number, digits))


def figure(number: float, metric: Metric) -> str:
    """Return a number with the unit of a metric: `9.4%`, `12 EUR`."""
    return with_unit(number, metric.shown_unit)


def with_unit(number: float, unit: str) -> str:
    """Return a number with a unit: `9.4%`, `12 EUR`."""
    return plain(number) + (unit if unit in ("", "%") else f" {unit}")


def percent(share: float) -> str:
    """Return a share from 0 to 1 in percent, with a decimal: `26.2%`."""
    return f"{plain(100 * share, 1)}%"


def lasting(seconds: float) -> str:
    """Return a length of time as a map would write it, in days from two days on: `151d`, `36h`, `5.5m`."""
    size, unit = next((each for each in _UNITS if seconds >= 2 * each[0]), (60, "m"))
    return f"{plain(seconds / size, 1)}{unit}"


def worse(metric: Metric, value: float, than: float) -> bool:
    """Tell whether a value is worse than another for the direction of a metric."""
    return value > than if metric.better == "lower" else value < than


def performance_gap(touchpoint: Touchpoint) -> float | None:
    """Return the importance of a touchpoint less its performance, or None where one of them is not said."""
    if touchpoint.importance is None or touchpoint.performance is None:
        return None
    return tidy(touchpoint.importance - touchpoint.performance)
