"""Themes: a CSS file that gives tokens other values, and the contrast that these leave."""
