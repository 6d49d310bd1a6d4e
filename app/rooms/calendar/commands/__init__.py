"""Changes of the calendar, one module for each subject."""
