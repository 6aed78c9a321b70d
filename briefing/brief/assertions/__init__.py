"""Typed words beside facts, held against them: each true, false, or undecided."""
