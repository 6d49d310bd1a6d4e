"""Files in and out: a stranger's file becomes a frozen Sheet or Tree, a plan, and then a command."""
