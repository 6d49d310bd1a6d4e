"""Pages that read across rooms: Today, a journey, the child's own page."""
