"""Changes of people, one module for each subject."""
