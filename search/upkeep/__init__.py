"""Whether the index still says what the site says, and how to bring it back to that."""
