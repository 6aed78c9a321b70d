"""The document to Markdown, with its charts as pictures."""
