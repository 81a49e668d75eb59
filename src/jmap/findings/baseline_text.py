"""The baseline as text: JSON with one entry on a line, so that a diff shows what was accepted."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any, Final

from jmap.faults import On, Route
from jmap.findings.baseline import Baseline, baseline_of, in_order
from jmap.findings.finding import Remembered
from jmap.model.kinds.times import parse_date
from jmap.yaml.nodes import locate
from jmap.yaml.reader import read_bytes

VERSION: Final = 1

_KEYS: Final = tuple(each.name for each in fields(Remembered))
_TOP: Final = ("version", "findings")
_MENDED: Final = "restore it from git, or take it away and run `jmap baseline write`"
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_RULE = re.compile(r"JM[0-9]{3}")
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class BaselineError(ValueError):
    """A baseline that cannot be read: what is wrong, at which line and column from 1, and what to do."""

    def __init__(self, message: str, hint: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line
        self.column = column


def baseline_text(baseline: Baseline) -> str:
    """Return a baseline as text, the same for the same entries."""
    lines = [f"    {_line(entry)}" for entry in in_order(baseline.entries.values())]
    findings = "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'


def read_baseline(data: bytes) -> Baseline:
    """Return the baseline that a file holds. Raises BaselineError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BaselineError("the baseline is not written in UTF-8", _MENDED, line) from None
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        line = text.count("\n", 0, conflict.start()) + 1
        hint = "keep the entries of both sides, then run `jmap baseline prune`"
        raise BaselineError("the baseline holds a conflict that git left", hint, line)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise BaselineError(
            "the baseline is not JSON from here on", _MENDED, error.lineno, error.colno
        ) from None
    except (RecursionError, ValueError):
        raise BaselineError("the baseline is no JSON that jmap writes", _MENDED) from None
    wrong = _wrong(content)
    if wrong is not None:
        message, hint, route = wrong
        # Only now are positions wanted, and the reader of maps has them: JSON is YAML.
        span = locate(read_bytes("", data).root, route, On.VALUE)
        line, column = (span.line, span.column) if span is not None else (1, 1)
        raise BaselineError(message, hint, line, column)
    return baseline_of(Remembered(**entry) for entry in content["findings"])


def _line(entry: Remembered) -> str:
    text = json.dumps({key: getattr(entry, key) for key in _KEYS}, ensure_ascii=False)
    # A reviewer has to see what there is; `write` escapes halves of surrogate pairs in the same way.
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _wrong(content: Any) -> tuple[str, str, Route] | None:
    """Return what is wrong with the content of a baseline, what to do, and where; None where nothing is."""
    if not isinstance(content, dict) or "version" not in content:
        return "the baseline has no `version`", _MENDED, ()
    version = content["version"]
    if isinstance(version, int) and version > VERSION:
        message = f"the baseline is of version {version}, and this jmap reads version {VERSION}"
        return message, "use the jmap that wrote it, or a later one", ("version",)
    if version != VERSION or isinstance(version, bool):
        return f"the version of the baseline is not {VERSION}", _MENDED, ("version",)
    for key in content:
        if key not in _TOP:
            return f"the baseline has an unknown key `{key}`", "take it out", (key,)
    findings = content.get("findings")
    if not isinstance(findings, list):
        return "the baseline has no list `findings`", _MENDED, ("findings",)
    for index, entry in enumerate(findings):
        wrong = _wrong_entry(entry)
        if wrong is not None:
            key, message = wrong
            return message, _MENDED, ("findings", index, *([key] if key else []))
    return None


def _wrong_entry(entry: Any) -> tuple[str, str] | None:
    if not isinstance(entry, dict):
        return "", "an entry of the baseline is no object"
    for key in _KEYS:
        if key not in entry:
            return "", f"an entry of the baseline has no `{key}`"
    for key, value in entry.items():
        if key not in _KEYS:
            return key, f"an entry of the baseline has an unknown key `{key}`"
        if not isinstance(value, str):
            return key, f"`{key}` is no text"
    if not _FINGERPRINT.fullmatch(entry["fingerprint"]):
        return "fingerprint", "`fingerprint` is not 16 digits from 0 to f"
    if not _RULE.fullmatch(entry["rule"]):
        return "rule", "`rule` is not the code of one"
    if parse_date(entry["since"]) is None:
        return "since", "`since` is no date such as 2026-10-01"
    return None
