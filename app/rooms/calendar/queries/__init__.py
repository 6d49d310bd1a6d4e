"""Questions about the calendar, one module for each subject."""
