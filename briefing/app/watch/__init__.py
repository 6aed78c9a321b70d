"""A project that is being written: built at every save and shown in a browser."""
