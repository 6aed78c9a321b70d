"""A finished PDF signed by whoever publishes it, and a signature judged."""
