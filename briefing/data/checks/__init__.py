"""Do the data agree with themselves? Sums, units of editions, values that jump."""
