"""What every message of the program means: a TOML file for each type of mistake, and their reader."""
