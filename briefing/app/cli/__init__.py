"""The command line: a module a command, one presenter, reports for CI."""
