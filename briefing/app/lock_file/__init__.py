"""What `briefing.lock` holds: the pins of inputs, and how files were recognised."""
