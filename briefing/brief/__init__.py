"""Facts and prose to one Document; fitting it to its pages (Document -> Document)."""
