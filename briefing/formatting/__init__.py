"""How facts are written: numbers by locale, and the English around them."""
