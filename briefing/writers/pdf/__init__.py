"""HTML for print to PDF: pages filled, tagged and archivable."""
