"""Rules over facts to advice: whether it holds, how sure, and what would turn it."""
