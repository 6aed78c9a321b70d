"""Sheets of Excel (.xlsx) that are written plainly, read quickly."""
