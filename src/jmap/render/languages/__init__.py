"""The languages of the pages: one module each, named by its tag, found by itself."""
