"""The limits of the reader: over one of them a file gets one clear error, quickly."""

from __future__ import annotations

from jmap.records import frozen


@frozen
class Limits:
    """Each is a setting under `[limits]`, with the name of the field.

    `file_size` and `scalar_size` in bytes and code points, `depth` in nested collections,
    `nodes` after aliases are followed, `files` in a workspace.
    """

    file_size: int = 10_000_000
    depth: int = 50
    nodes: int = 250_000
    scalar_size: int = 1_000_000
    files: int = 50_000
