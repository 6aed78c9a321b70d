"""What a user does: build, review, lock, update, watch, and the command line."""
