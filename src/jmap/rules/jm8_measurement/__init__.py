"""What is measured, and what is seen."""
