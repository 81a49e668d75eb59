"""Engines that run the SQL: each opens a log and knows its dialect."""
