"""Facts to findings and advice."""
