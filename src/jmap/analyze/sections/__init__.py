"""What was measured of a map, as tables in words."""
