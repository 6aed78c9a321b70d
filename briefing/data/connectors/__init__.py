"""Where data come from, to grids of texts."""
