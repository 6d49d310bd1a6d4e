"""Every sentence that people read, one module per room, one sentence per refusal code."""
