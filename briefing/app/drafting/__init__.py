"""Data sets to a first draft of a brief, and a folder with it: what ``briefing new`` does."""
