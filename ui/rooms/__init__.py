"""One package per room, mirroring app/rooms."""
