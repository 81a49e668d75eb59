"""Findings: a fault with its place in a file, and what makes it the same finding tomorrow."""
