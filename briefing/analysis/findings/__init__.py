"""Facts to findings: what a reader would want to be told first."""
