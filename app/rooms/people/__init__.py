"""People: pupils, contacts, care, groups, commissioners, placements."""
