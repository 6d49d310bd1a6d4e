"""Questions about people, one module for each subject."""
