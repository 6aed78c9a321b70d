"""Writers: the finished document to HTML, PDF and Markdown."""
