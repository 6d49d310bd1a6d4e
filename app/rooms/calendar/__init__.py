"""Calendar: years, terms, closures, the timetable and the slots of a day."""
