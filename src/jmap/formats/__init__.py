"""Output formats of findings, one file each."""
