"""The plots of the shipped data."""

from plots_of_examples import lookup, plots  # noqa: F401  (fixtures)
