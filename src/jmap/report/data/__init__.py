"""The review as plain data, and the JSON Schema of that data."""
