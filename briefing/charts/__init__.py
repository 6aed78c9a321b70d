"""Facts to figures: what to draw is decided by kinds, drawing is a step of its own."""
