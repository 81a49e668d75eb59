"""The file is not written in UTF-8.

What: a map is UTF-8 text, with or without a byte order mark. UTF-16 and UTF-32, which some editors call
"Unicode", are told by name; of any other encoding the first byte that does not fit is shown.

Why: bytes of another encoding turn names into other names on the next machine, and no tool that reads
the map afterwards can tell.

Fix: save the file as UTF-8. In an editor that is most often under "Save with encoding"; on a command
line, `iconv -f latin1 -t utf-8 old.yaml > new.yaml`, with the encoding that the file does have.

Source: ours; YAML 1.2.2, section 5.2, allows UTF-16 and UTF-32 too, JSON (RFC 8259, section 8.1) does
not.
"""

from __future__ import annotations

from jmap.faults import Severity
from jmap.rules.rule import Rule

RULE = Rule(code="JM001", name="not-utf8", severity=Severity.ERROR, on="file", fixed=True)
