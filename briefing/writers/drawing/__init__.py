"""Plots to vector drawings: SVG text, the same bytes for the same plot."""
