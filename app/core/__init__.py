"""Words everyone uses. Nothing here reads, writes or asks the machine anything."""
