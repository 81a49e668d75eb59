"""Pictures of a map: one view, one file per output."""
