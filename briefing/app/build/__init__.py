"""A project to the finished files of its briefs, as far as they are not up to date."""
