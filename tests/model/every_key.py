"""A map and a library that use every key of the format at least once."""

MAP = """\
jmap: 1
title: From trial to renewal
summary: What happens between the first visit and the second year
scenario: The old tool is about to end
goal: One place for every shift plan
for: {persona: olivia, segments: [smb]}
scope: lifecycle
state: future
as_is: current.journey.yaml
status: draft
owner: success
reviewed: 2026-10-01
review_every: 90d
validated: 2026-09-15
starts_when: Someone looks for a shift planner
ends_when: {any: [{event: account_closed}, text], label: Gone}
lang: en-GB
uses: library/company.journey.yaml
x-wiki: {page: 17}
conversion: {event: subscribed}
leave:
  - {event: subscription_*, label: Cancelled}
  - {inactive: 90d, label: Silence}
dormant: {inactive: 30d}

market:
  summary: Firms with shifts
  demographics: [20 to 200 people, Trades]
  needs: Plans that hold
  preferences: [Try before they buy]
  challenges: [Nobody has time]
  evidence: survey

teams:
  success:
    name: Customer Success
    contact: success@example.com
    summary: Looks after customers
    owner: success
    evidence: [survey]
    links: [https://example.com, {text: Wiki, url: wiki/success.md}]
    status: archived
    tags: [core, emea]
    x-cost-centre: 12

segments:
  smb:
    size: 35%
    where: {seats: ">= 5", plan: [team, 2], trial: false, since: "< 2026-01-01", churned: "!= yes"}
    needs: [A quick start]
    channels: [email, phone]

personas:
  olivia:
    name: Olivia, operations lead
    role: Plans the shifts
    kind: primary
    decides: [buyer, user]
    segments: smb
    quotes: I want my Sundays back
    context: 40 people on three sites
    demographics: {age: 38, team: 12}
    jobs: [Fill every shift]
    goals: [One place]
    needs: [A mobile view]
    frustrations: [Swaps by phone]
    channels: [phone, email]

channels:
  email: {name: Email, kind: digital}
  phone: {kind: human}

events:
  Signed Up: A trial began
  subscribed: {summary: It was paid for, source: billing, fields: {plan: Which plan, seats: How many}}

stages:
  adoption:
    name: Adoption
    goal: See it work
    needs: [Training]
    phase: after
    start: true
    enter:
      all: [{event: subscribed, where: {plan: team}, times: 2}, {attribute: plan, is: [team], label: Seen}]
      label: Paid
    milestone: {event: [invited_colleague, plan_published], times: 3, within: 14d, label: Settled}
    next: {renewal: {label: value seen, target: 85%}}
    leave: {metric: use, is: "< 10%", label: Unused}
    duration: 2w..3w
    metrics: use
    drivers: [A champion]
    risks: [{text: Only one login, when: {health: account, is: at-risk, label: Red}}]
    emotion: {from: -1, to: 1.5, label: Relief}
    thoughts: [Will they like it?]
    quotes: [{text: "Finally, a plan", persona: olivia, evidence: survey}]
    pains: Two systems at once
    gains: Sundays
    expands: [adoption.journey.yaml, smb.journey.yaml]
  renewal:
    phase: after
    enter: {before: renewal_date, by: 120d, label: Soon}
    milestone: {metric: use, is: ">= 50%", within: 60d, label: In use}
    next: []
    leave: [{after: close_date, by: 60d, label: Late}, {dormant: true, label: Quiet}]
    risks: [{text: Quiet, when: {milestone: adoption, label: Done}}]

touchpoints:
  call:
    stage: adoption
    actions: [Rings, Waits]
    thoughts: How long?
    quotes: [I gave up]
    channels: []
    personas: olivia
    segments: [smb]
    emotion: {value: -1, label: Annoyed, by: {olivia: -2}}
    importance: 9
    performance: 3.5
    moment_of_truth: {success: It works, failure: They leave}
    pains: [{text: The queue, severity: 4, frequency: 22.5%, evidence: [survey]}]
    gains: [A person]
    frontstage:
      - {text: Answers, team: success, system: Phone, wait: 5m, fails: Line drops, recovery: Rings back}
    backstage: Looks up the account
    support: [Phone company]
    content: [Script]
    sla: {response: 90s, resolution: 4h, target: 90%, actual: 71%}
    automation: assisted
    events: [call_*, ticket_opened]
    metrics: [use]
    optional: true
    expands: call.journey.yaml

metrics:
  use:
    name: Weekly use
    formula: Active seats over paid seats
    source: Warehouse
    window: 7d
    kind: rate
    unit: "%"
    better: higher
    covers: [retention, revenue]
    leading: true
    baseline: 40
    target: 60%
    floor: 30
    history: {2026: 41, 2026-H1: {value: 44%, n: 900}}
    measure: {rate: {from: adoption, to: renewal, within: 90d}}
  ease: {kind: ces, variant: seven-point, better: lower, measure: {ratio: {of: use, over: use}}}
  steps: {measure: {count: step_done}}
  paid: {measure: {sum: {event: invoice_paid, field: amount}}}
  sites: {measure: {distinct: {event: shift_planned, field: site}}}
  wait: {measure: {duration: {from: adoption, to: renewal, stat: p90}}}
  quiet: {measure: {share: dormant}}
  red: {measure: {share: {health: account, is: at-risk}}}

evidence:
  survey: {kind: survey, date: 2026-06-30, n: 214, method: By mail, file: research/survey.md}

opportunities:
  call-back:
    problem: Nobody likes to hold the line
    touchpoints: call
    stages: [adoption]
    personas: olivia
    segments: smb
    state: doing
    since: 2026-05-01
    due: 2026-12-01
    reach: 2000
    impact: 2
    confidence: 80%
    effort: 3
    importance: 9
    satisfaction: 3
    solutions: [More people, {name: Call back, state: idea, links: tickets/17.md}]
    expected: {metric: use, to: 65%, by: 2026-Q4}
    result: {period: 2026-Q3, value: 61, n: 950}

plays:
  wake-up:
    goal: Back to work
    state: done
    expected: {metric: use, to: 50}
    result: {value: 52}
    segments: smb
    stages: adoption
    touchpoints: [call]
    channels: email
    when: {dormant: true}
    stop: Answers
    cap: 1 a day per channel
    automation: full

health:
  account:
    stages: [adoption, renewal]
    method: points
    window: 30d
    indicators:
      logins: {name: Logins, weight: 2, good: 20, poor: 0, missing: zero, count: signed_in}
      paid: {good: 500, poor: 0, sum: {event: invoice_paid, field: amount}}
      last: {good: 1, poor: 30, days_since: any}
      seats: {good: 90%, poor: 10%, attribute: seat_share}
      use: {good: 60, poor: 20, metric: use}
    bands: {healthy: 70, at-risk: 0}
    unknown_below: 50%
"""
