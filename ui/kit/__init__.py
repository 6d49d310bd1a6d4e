"""Tools that every page uses. The kit knows no room."""
