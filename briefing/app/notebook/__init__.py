"""How briefs, figures, charts and tables show themselves in a notebook, and what it asks of them."""
