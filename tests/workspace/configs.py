"""Configs, good and bad, for the tests of what reads them and of their schema."""

# One line for each wrong setting is easier to read than what would fit the page.
# ruff: noqa: E501

from __future__ import annotations

EVERYTHING = """\
include = ["maps/**"]
exclude = ["old/**"]
select = ["JM"]
ignore = ["JM604"]
fail_on = "warning"

[rules.JM605]
warn = 2

[severity]
JM602 = "info"

[[override]]
paths = ["drafts/**"]
ignore = ["JM5"]

[audit.gate]
errors = 1
overall = 70.5

[audit.weights]
customer = 2

[limits]
depth = 20

[render]
title = "Our journeys"
lanes = ["actions", "emotion"]

[events]
source = "events.csv"
columns = {customer = "id"}
window = "30d"
"""

# A text, and the fault in it: code, line, column, message, hint.
WRONG = [
    ('fail_on = "eror"', "JM105", 1, 11, "`fail_on` is `eror`, but must be one of `error`, `never`, `info`, `warning`", "did you mean `error`?"),
    ("fail_on = true", "JM103", 1, 11, "`fail_on` is `true`, but one of `error`, `warning`, `info`, `never` is expected", "put quotes around it"),
    ("fail-on = 1", "JM101", 1, 1, "unknown key `fail-on` in the config", "did you mean `fail_on`?"),
    ("incldue = []", "JM101", 1, 1, "unknown key `incldue` in the config", "did you mean `include`?"),
    ("per-file-ignores = 1", "JM101", 1, 1, "unknown key `per-file-ignores` in the config", "did you mean `override`?"),
    ("overall = 70", "JM101", 1, 1, "unknown key `overall` in the config", "it belongs under `[audit.gate]`"),
    ("x-team = 1", "JM101", 1, 1, "unknown key `x-team` in the config", "`jmap schema --of-config` has all the keys there are"),
    ("[render]\nexclude = []", "JM101", 2, 1, "unknown key `exclude` in `render`", "it belongs to the top level, above the first table"),
    ("[audit.gate]\ncolour = 1", "JM101", 2, 1, "unknown key `colour` in `audit.gate`", "it takes `errors`, `journey_errors`, `new`, `overall`, `weakest`"),
    ("[audit]\noverall = 1", "JM101", 2, 1, "unknown key `overall` in `audit`", "it belongs under `[audit.gate]`"),
    ("exclude = 3", "JM103", 1, 11, "`exclude` is the number `3`, but a pattern as in a `.gitignore` is expected", "put quotes around it"),
    ("exclude = {a = 1}", "JM103", 1, 11, "`exclude` is a table, but one pattern or a list of them is expected", ""),
    ('exclude = ["a", ["b"]]', "JM103", 1, 17, "an item of `exclude` is a list, but a pattern as in a `.gitignore` is expected", ""),
    ('exclude = ["a", ""]', "JM113", 1, 17, "an item of `exclude` is empty", "write one, or take it out"),
    ("select = []", "JM113", 1, 10, "`select` is an empty list", "write one, or take the key out"),
    ('[render]\ntitle = " "', "JM113", 2, 9, "`title` is empty", "write one, or take the key out"),
    ('[render]\ntitle = "a\\nb"', "JM103", 2, 9, "`title` has several lines, but one is expected", "join them"),
    ('[limits]\ndepth = "deep"', "JM103", 2, 9, "`depth` is the text `deep`, but a whole number from 1 to 200 is expected", ""),
    ('[limits]\ndepth = "20"', "JM103", 2, 9, "`depth` is the text `20`, but a whole number from 1 to 200 is expected", "take the quotes away"),
    ("[limits]\ndepth = 2.5", "JM103", 2, 9, "`depth` is the number `2.5`, but a whole number from 1 to 200 is expected", ""),
    ("[limits]\ndepth = 900", "JM104", 2, 9, "`depth` is 900, but must be from 1 to 200", ""),
    ("[limits]\ndepth = 2026-10-01", "JM103", 2, 9, "`depth` is the date `2026-10-01`, but a whole number from 1 to 200 is expected", ""),
    ("[audit.gate]\noverall = nan", "JM103", 2, 11, "`overall` is the number `nan`, but a number from 0 to 100 is expected", ""),
    ("[audit.gate]\noverall = 1" + "0" * 400, "JM103", 2, 11, "`overall` is a long number, but a number from 0 to 100 is expected", ""),
    ("limits = 3", "JM103", 1, 10, "`limits` is the number `3`, but a table of `file_size`, `depth`, `nodes`, `scalar_size`, `files` is expected", ""),
    ("[audit.weights]\ncustomer = 0\ntouchpoints = 0\nexperience = 0\nmeasurement = 0\naction = 0", "JM104", 1, 2, "every weight is 0", "give one category a weight above 0"),
    ('[override]\npaths = "a"\nignore = "JM5"', "JM103", 1, 2, "`override` is a table, but a list of tables is expected", "write its header in two brackets: `[[override]]`"),
    ('[[override]]\nignore = "JM5"', "JM102", 1, 3, "an override has no `paths`", 'add `paths = ["drafts/"]`'),
    ('[[override]]\npaths = ["a"]', "JM102", 1, 3, "an override has neither `select` nor `ignore`", 'add `ignore = ["JM5"]`, or take it out'),
    ('[rules]\nJM605 = "info"', "JM103", 2, 9, "`JM605` is the text `info`, but a table of its options is expected", "a severity stands under `[severity]`"),
    ("[rules.JM605]\nwarn = [3]", "JM103", 2, 8, "`warn` is a list, but a number is expected", ""),
    ('[severity]\nJM605 = "off"', "JM105", 2, 9, "`JM605` is `off`, but must be one of `info`, `error`, `warning`", "to leave a rule out, name it in `ignore`"),
    ('exclude = ["maps\\\\old"]', "JM105", 1, 12, "`maps\\old` is no pattern that can match a file of the workspace", "write `/` between folders"),
    ('exclude = ["./maps"]', "JM105", 1, 12, "`./maps` is no pattern that can match a file of the workspace", "write it from the root of the workspace, without `.` and `..`: `maps/**`"),
    ('exclude = ["#old"]', "JM105", 1, 12, "`#old` is no pattern that can match a file of the workspace", "that is a comment; write `[#]` for the sign itself"),
    ('exclude = ["old "]', "JM105", 1, 12, "`old ` is no pattern that can match a file of the workspace", "take the blanks at its ends out"),
    ('exclude = ["!"]', "JM105", 1, 12, "`!` is no pattern that can match a file of the workspace", "write one such as `drafts/` or `**/old-*.journey.yaml`"),
    ('[render]\noutput = "../site"', "JM204", 2, 10, "`../site` does not lead into the workspace", "write a path from the root of the workspace, with `/` and without `..`"),
    ('[render]\ntheme = "/etc/theme.css"', "JM204", 2, 9, "`/etc/theme.css` does not lead into the workspace", "write a path from the root of the workspace, with `/` and without `..`"),
    ('[events]\nwindow = "90 days"', "JM109", 2, 10, "`90 days` is not a duration", "write a whole number and one of s, m, h, d, w, mo, y: `30d`"),
    ('[events]\ntimezone = "Central European Time"', "JM105", 2, 12, "`Central European Time` is not the name of a time zone", "write one such as `Europe/Berlin`"),
    ('[events]\ncustomer = "id"', "JM101", 2, 1, "unknown key `customer` in `events`", "it belongs under `[events.columns]`"),
]  # fmt: skip
