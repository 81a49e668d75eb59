"""The measures: each asks the visits of one map, and returns a record."""
