"""Values that know no file, no word of any language, no stage."""
