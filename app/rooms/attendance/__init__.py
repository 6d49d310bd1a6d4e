"""Attendance: the ladder, the register, statutory codes, rates, last seen."""
