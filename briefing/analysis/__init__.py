"""Facts to metrics, findings, advice."""
