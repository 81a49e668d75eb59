"""What a file may hold: keys, types, choices."""
