"""Tests of the page of an analysis."""
