"""Output formats of a map, one file each, found by `registry`."""
