"""What `jmap init` writes."""
