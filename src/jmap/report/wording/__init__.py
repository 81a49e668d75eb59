"""What the review says, in words that every text of it shares; nothing is escaped yet."""
