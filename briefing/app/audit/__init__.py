"""A built file held against what it carries: made again, and compared object by object."""
