"""The user's folder as declared: YAML, places, references, editions."""
