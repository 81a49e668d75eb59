"""Small patches of a file's text that keep its comments and its layout."""
