"""The commands, one file each; the file is the name."""
