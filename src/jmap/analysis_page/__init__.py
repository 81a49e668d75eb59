"""The page of an analysis: drawings and tables in the visual language of the other pages."""
