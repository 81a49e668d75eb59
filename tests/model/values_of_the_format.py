"""Values as people write them into a map, right and wrong; each is tried for every key."""

VALUES = r"""
yes
true
false
0
1
-1
3
7
17
017
0x1F
0.5
-2
-0.25
2.0
1e2
.5
5.
+3
100
101
"1"
"0.5"
"-3"
35%
35 %
"35%"
100%
100.0%
100.5%
-5%
+5%
.5%
00035%
2026
"2026"
0999
"0999"
2026-10-01
"2026-10-01"
2026-02-30
2026-13-01
2026-Q3
2026-Q5
2026-H2
2026-H3
2026-09
2026-13
2026-W36
2026-W54
30d
0d
1.5h
"30 d"
2h..3h
"2h .. 3h"
3h..2h
1000000000d
text
Some text, longer
"two\nlines"
smb
pricing-page
Pricing
a--b
a-
primary
buyer
[buyer, user]
higher
draft
archived
dormant
journey
lifecycle
full
idea
[]
[smb]
[smb, Pricing]
[1, 2]
[[1]]
[text, {text: more}]
[{text: only}]
[{name: only}]
[null]
[""]
["two\nlines"]
{}
{smb: 1}
{smb: {}}
{smb: text}
{smb: null}
{smb: [1]}
{x-own: 1}
{text: only}
{text: 1, severity: 9}
{text: 1, x-note: 2}
{url: https://example.com}
{text: a, url: https://example.com}
{text: [a], url: https://example.com}
{text: null, url: https://example.com}
{url: null}
{url: ""}
{url: x.md, x-team: [a]}
{url: x.md, team: a}
[{url: x.md, x-team: a}, {url: null, text: a}]
{text: "a\nb", url: https://example.com}
{text: a}
https://example.com
HTTP://example.com
mailto:a@example.com
javascript:alert(1)
ftp://example.com
/etc/passwd
research/a b.md
research/a.md
a:b
"https://exa mple.com"
"//example.com"
"./a"
"../a"
"#part"
"C:\\x"
[https://example.com, {url: x.md}]
{event: a}
{event: [a, b]}
{event: []}
{event: [""]}
{event: [[a]]}
{event: {a: 1}}
{event: a, within: 7d}
{event: a, where: {b: "> 1"}}
{event: a, where: {b: "> x"}}
{event: a, where: {b: "!= x"}}
{event: a, where: {b: "!="}}
{event: a, where: {b: ">"}}
{event: a, where: {b: [1, 2]}}
{event: a, where: {b: []}}
{event: a, where: {b: [[1]]}}
{event: a, where: {b: [""]}}
{event: a, where: {b: null}}
{event: a, where: {b: {c: 1}}}
{event: a, where: [1]}
{event: a, times: 0}
{event: a, times: 2.0}
{event: a, times: 2.5}
{event: a, label: "x\ny"}
{event: a, foo: 1}
{event: a, x-foo: 1}
{event: a, inactive: 3d}
{event: null}
{event: ""}
{metric: m, is: ">= 50%"}
{metric: m, is: ">= 2026-10-01"}
{metric: m, is: ">= 2026-10-41"}
{metric: m, is: ">= 0x1F"}
{metric: m}
{metric: m, is: true}
{metric: M, is: 1}
{metric: m, is: 1, within: 7d}
{metric: m, is: 1, label: null}
{metric: m, is: null}
{inactive: 30d}
{inactive: 30}
{before: d, by: 3d}
{before: d}
{after: d, by: 3d}
{milestone: smb}
{attribute: a, is: b}
{attribute: a, is: [b, 1]}
{dormant: true}
{dormant: false}
{dormant: yes}
{health: h, is: b}
{all: [{event: a}, text]}
{all: []}
{all: {event: a}}
{all: [{event: a}], label: x}
{all: [{event: a}], label: null}
{all: [{event: a}], label: [x]}
{all: [{event: a}], foo: x}
{any: [{event: a}, {evnt: b}]}
{any: [null]}
{any: null}
{all: [{event: a, within: 3d}]}
[{event: a}, {inactive: 3d}]
[{event: a}, [text]]
{value: 1}
{value: 3}
{value: 1, label: x}
{value: 1, by: {smb: 1}}
{by: {smb: 1}}
{by: {Smb: 1}}
{by: {smb: 3}}
{from: 1, to: 2}
{from: 1}
{from: 1, to: 2, value: 1}
{from: 1, to: null}
{label: x}
{value: null}
{success: a, failure: b}
{success: [a]}
{label: a, target: 35%}
{smb: {label: a, target: 35%}}
{smb: {label: a, target: 35}}
{Smb: {label: a}}
{smb: {foo: 1}}
{response: 4h, target: 90%}
{response: 4}
{2026-Q3: 1}
{2026: 1}
{2026-Q9: 1}
{2026-W54: 1}
{2026-02-30: 1}
{2026-Q3: {value: 1, n: 3}}
{2026-Q3: {n: 3}}
{2026-Q3: 5%}
{2026-Q3: null}
{2026-Q3: x}
{metric: m, to: 5, by: 2026-Q3}
{metric: m, to: 5%}
{period: 2026-Q3, value: 3, n: 4}
{value: 3}
{count: e}
{count: [e]}
{sum: {event: e, field: f}}
{sum: {event: e}}
{rate: {from: a, to: b, within: 3d}}
{rate: {from: a}}
{ratio: {of: m, over: n}}
{duration: {from: a, to: b, stat: p90}}
{duration: {from: a, to: b, stat: p50}}
{share: dormant}
{share: gone}
{share: {health: h, is: b}}
{count: e, share: left}
{x-a: 1}
{count: null}
{smb: {name: a, weight: 2, good: 1, poor: 0, count: e}}
{smb: {good: 1, poor: 0}}
{smb: {good: 1, poor: 0, count: e, metric: m}}
{good: 100, poor: 0}
{good: 120}
{persona: smb, segments: [a]}
{demographics: text}
{plan: ">= 50"}
{plan: [a, b]}
a.journey.yaml
[a.journey.yaml]
en
de-AT
e
english-language
""".strip().splitlines()
