"""Who acts, on what, and when it is looked at again."""
