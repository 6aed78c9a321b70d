"""How the house looks on every page: typefaces, colours, logo, style of charts."""
