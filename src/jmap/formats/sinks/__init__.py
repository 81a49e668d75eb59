"""Where text of a map meets a syntax that could take it for its own: one module for each."""
