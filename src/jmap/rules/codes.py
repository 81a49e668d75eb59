"""From what a person types to the code of a rule."""

from __future__ import annotations

import re
from typing import Final

from jmap.nearest import nearest
from jmap.records import frozen
from jmap.rules import registry

_MOST: Final = 5
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


@frozen
class Wrong:
    """What to say of a text that is no code or prefix, and what to try instead."""

    message: str
    hint: str


def prefixes() -> tuple[str, ...]:
    """Return everything that names rules: `JM`, its categories, how some codes begin, the codes; sorted."""
    return tuple(sorted({code[:length] for code in registry.names() for length in range(2, len(code) + 1)}))


def wrong_choice(text: str, *, leave_out: bool) -> Wrong | None:
    """Return what is wrong with a code or prefix to check, or to leave out; None where nothing is."""
    if not text.startswith("JM") or not any(code.startswith(text) for code in registry.names()):
        return Wrong(f"no rule `{text}`", _choice_hint(text))
    if leave_out and text in registry.names() and registry.get(text).rule.fixed:
        hint = "it tells that a file cannot be read whole; leave out the file with `exclude`"
        return Wrong(f"`{text}` cannot be left out", hint)
    return None


def wrong_code(text: str) -> Wrong | None:
    """Return what is wrong with the code of one rule; None where nothing is."""
    return None if text in registry.names() else Wrong(f"no rule `{text}`", hint_for(text))


def _choice_hint(text: str) -> str:
    if "," in text:
        listed = ", ".join(f'"{part.strip()}"' for part in text.split(","))
        return f"write each by itself: `[{listed}]`"
    mended = _slips_mended(text.strip().rstrip("*xX"))
    if mended in prefixes():
        return f"did you mean `{mended}`?"
    return hint_for(text)


def code_of(text: str) -> str | None:
    """Return the code that a code, in capitals or not, or the name of a rule means; None where it is none."""
    code = text.strip().upper()
    if code in registry.names():
        return code
    return _by_name().get(text.strip().lower().replace("_", "-"))


def hint_for(text: str) -> str:
    """Return what to try instead of a text that means no rule."""
    if code_of(text) is not None:
        return f"did you mean `{code_of(text)}`?"
    near = _near(text.strip())
    if len(near) == 1:
        return f"did you mean `{near[0]}`?"
    if 1 < len(near) <= _MOST:
        return f"did you mean one of {', '.join(f'`{code}`' for code in near)}?"
    if near:
        return f"`jmap rules --select {_slips_mended(text.strip())}` lists those that begin so"
    return "`jmap rules` lists them all"


def _near(text: str) -> list[str]:
    codes = registry.names()
    mended = _slips_mended(text)
    if mended in codes:
        return [mended]
    if re.fullmatch(r"JM[0-9]+", mended):
        longer = [code for code in codes if code.startswith(mended)]
        guess = nearest(mended, codes)
        return longer or ([guess] if guess else [])
    if text.upper() == "JM":
        return []
    named = nearest(text.lower(), _by_name())
    return [named] if named else []


def _slips_mended(text: str) -> str:
    """Return a text as a code: `201`, `jm-201` and `JM2O1` are `JM201`."""
    digits = re.sub(r"^JM|[^A-Z0-9]", "", text.upper()).translate(_LOOKS_LIKE)
    return f"JM{digits}" if re.fullmatch(r"[0-9]{1,4}", digits) else text.upper()


def _by_name() -> dict[str, str]:
    return {module.split("_", 1)[1].replace("_", "-"): code for code, (_, module) in registry.names().items()}
