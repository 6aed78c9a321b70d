"""The types that travel through the stages: quantities, facts, series, and the finished brief."""
