"""What was recognised of a file, for people and machines: what ``briefing inspect`` shows."""
