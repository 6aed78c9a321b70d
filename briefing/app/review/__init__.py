"""A built brief looked at again: why, audit, differences between briefs and editions."""
