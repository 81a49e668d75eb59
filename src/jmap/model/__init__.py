"""The journey file format: typed sections, binder, JSON Schema."""
