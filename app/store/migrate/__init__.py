"""How a record of an older schema becomes one of this program: the versions, and the road they travel.

Alembic is imported here alone, and only when a migration is due.
"""
