"""Metadata that come with a file: Frictionless data packages and CSV on the Web."""
