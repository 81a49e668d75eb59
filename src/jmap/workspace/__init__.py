"""Files, config, libraries in use and references across files."""
