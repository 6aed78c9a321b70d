"""The ledger of a brief: every fact, where it was used, and every input's hash."""
