"""The review as a comment on a pull request, block by block, and what fits into it."""
