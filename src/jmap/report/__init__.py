"""The quarterly review as a document: one module for each format."""
