"""Facts and prose to the finished brief as a typed tree."""
