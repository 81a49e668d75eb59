"""What was measured of maps in an event log, as a file of measures has it."""
