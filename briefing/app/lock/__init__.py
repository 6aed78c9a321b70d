"""``briefing.lock``: the inputs as they were looked at, and what differs now."""
