"""What a build stands on, looked at without building: versions, Pango, fonts, project, cache."""
