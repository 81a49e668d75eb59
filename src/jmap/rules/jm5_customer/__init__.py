"""Whose journey it is."""
