"""Files to tidy, checked series."""
