"""What stops a file from being read, or makes it read as something else."""
