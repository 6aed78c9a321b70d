"""A strange table beside a known one: which column is which measure."""
