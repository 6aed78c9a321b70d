"""A document and its ledger to a Frictionless data package: the figures with their schema and origins."""
