"""Scores, the journey in figures, and the report that argues from them."""
