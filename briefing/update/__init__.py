"""Takes a new edition of a data set in: finds what it reads in another file, and declares it."""
