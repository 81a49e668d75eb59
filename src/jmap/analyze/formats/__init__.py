"""The formats of an analysis: each is a module with a `render`."""
