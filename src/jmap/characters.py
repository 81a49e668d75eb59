"""Characters that cannot be seen, and where they do their work all the same."""

from __future__ import annotations

import re
from typing import Final

INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
EMOJI: Final = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u20e3\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]"
)
"""Emoji, with the arrows, signs and skin tones that stand in their sequences."""

_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Scripts whose letters change shape with a joiner: Arabic, Syriac, N'Ko, Mandaic, the scripts of
# India and its neighbours, Tibetan, Myanmar, Khmer, Mongolian, and their extensions.
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\u1900-\u1cff\ua8e0-\ua8ff\ua980-\uaadf"
    "\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010fff\U00011000-\U00011fff]"
)
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")


def in_place(text: str, index: int) -> bool:
    """Tell whether an invisible character does its work here: in an emoji, or between letters."""
    character = text[index]
    before = text[index - 1] if index else "\n"
    if _VARIATION.match(character):
        return not before.isspace() and not INVISIBLE.match(before)
    if character in "\u200c\u200d":
        after = text[index + 1 : index + 2]
        if character == "\u200d" and EMOJI.match(before) and EMOJI.match(after):
            return True
        return bool(_JOINING.match(before)) and (not after or not INVISIBLE.match(after))
    if "\U000e0020" <= character <= "\U000e007f":
        start = text.rfind("\U0001f3f4", max(0, index - 10), index)
        flag = _FLAG.match(text, start) if start >= 0 else None
        return flag is not None and index < flag.end()
    return False
