"""The run over many: which briefs a portfolio makes, and the work on them side by side."""
