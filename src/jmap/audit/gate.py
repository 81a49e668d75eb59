"""The gate: each condition that the config sets, with its value."""

from __future__ import annotations

from jmap.records import frozen


@frozen
class Condition:
    """A condition of the gate: its key in the config, what is asked for, what there is, whether that is met.

    `asked` and `value` are figures as they are written, such as `0` and `65.0`; `says` is the whole in words.
    `met` is None where it cannot be judged, and `says` then tells why.
    """

    key: str
    asked: str
    value: str
    met: bool | None
    says: str
