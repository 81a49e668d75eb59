"""The review on a terminal, part by part."""
