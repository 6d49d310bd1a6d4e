"""The program without a window: every line of it, its answers and its statuses."""
