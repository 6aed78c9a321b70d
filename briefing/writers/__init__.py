"""A Document to files; each writer by itself."""
