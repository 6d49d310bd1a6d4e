"""The page of pupils in the real window, over a record with half a year in it."""

from tests.ui.rooms.people.fixtures import filled, page, pupils, record_folder

__all__ = ["filled", "page", "pupils", "record_folder"]
