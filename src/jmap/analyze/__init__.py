"""What customers did in an event log, held against the journey that a map declares."""
