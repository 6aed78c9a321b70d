"""From where data come, to series of facts; how a strange table is recognised."""
