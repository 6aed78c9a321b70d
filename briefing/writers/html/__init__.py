"""The document to HTML, for screens and for print."""
