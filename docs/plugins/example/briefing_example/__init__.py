"""One plug-in of each kind, as an example to copy from."""
