"""What ids and paths lead to."""
