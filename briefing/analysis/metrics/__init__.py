"""Declared metrics to formulas over facts, each computed once."""
