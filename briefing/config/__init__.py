"""What a user declares: the YAML files of a project as typed, checked objects."""
