"""A new edition of a data set: what it changes, tried before it is written."""
