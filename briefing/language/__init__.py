"""All words and all notations of numbers; one object carries language and locale."""
