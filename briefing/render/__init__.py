"""Writers: the finished document to HTML and PDF."""
