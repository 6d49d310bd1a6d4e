"""Set up: staff, provision, groups, commissioners, calendar, timetable, ladder, copies."""
