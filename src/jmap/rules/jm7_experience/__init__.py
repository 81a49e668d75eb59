"""How it feels, and how we know."""
