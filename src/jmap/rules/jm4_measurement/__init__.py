"""Figures that cannot be right."""
