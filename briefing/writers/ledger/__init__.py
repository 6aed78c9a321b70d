"""The document to its record: every fact with origin and uses, as JSON and PROV."""
