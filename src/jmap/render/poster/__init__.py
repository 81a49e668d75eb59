"""The whole map as a poster: one SVG, drawn and measured by us."""
