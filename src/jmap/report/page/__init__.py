"""What the audit's page shows: one module for each of its parts, and how it all becomes HTML."""
