"""What was built from what: so that nothing is built twice, and nothing stale is kept."""
