"""Series to facts: named calculations, each a small pure function."""
