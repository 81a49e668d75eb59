"""What the peers have to know of the journey that `bench/event_log.py` makes."""

from __future__ import annotations

COLUMNS = ["customer_id", "event", "timestamp", "plan", "amount"]
STAGES = ("aware", "consider", "try", "buy", "use", "renew", "expand")
ENTRIES = ("visited", "signed_up", "trial_started", "bought", "activated", "renewed", "expanded")
LEFT = "cancelled"
LEAVING = len(ENTRIES)
SILENT_DAYS = 120
WINDOW_DAYS = 90
DAY = 86_400
