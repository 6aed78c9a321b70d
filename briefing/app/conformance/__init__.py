"""What every plug-in must keep, as checks that its own tests can run."""
