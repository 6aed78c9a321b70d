"""A document to a workbook: the figures of its tables and charts, one sheet each."""
