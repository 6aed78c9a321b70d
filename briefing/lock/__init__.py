"""``briefing.lock``: the input files of a project as somebody looked at them and found them right."""
