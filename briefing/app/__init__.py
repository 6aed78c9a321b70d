"""What a user does: build, review, lock, update, watch, init, and the command line."""
