"""How stages hang together."""
