"""Bytes to positioned nodes: YAML 1.2 core data, exact positions, no recursion."""
