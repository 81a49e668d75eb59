"""Pictures of the lines that a finding speaks of."""
