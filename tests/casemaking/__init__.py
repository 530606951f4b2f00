"""How the fixtures under tests/cases were made: writers for each kind of file, and one module for each subject."""
