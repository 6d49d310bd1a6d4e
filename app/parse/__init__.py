"""The child: reads strangers' files in a process of its own and knows nothing of the rest."""
