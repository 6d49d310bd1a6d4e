"""The register: the registers of a day, and one of them as the table that a mentor marks by keys."""
