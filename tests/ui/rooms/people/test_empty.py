"""A record with nobody in it, from the first pupil on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.kit.record import Template
from ui.words.people import say


@pytest.fixture
def record_folder(template: Template, tmp_path: Path, home: Path) -> Path:
    """A new record."""
    return template.copy_to(tmp_path)


def test_an_empty_record_says_how_to_begin(page):
    assert page.list.nobody.isVisible()
    assert page.list.nobody.accessibleName() == say("none_yet")


def test_the_first_pupil_needs_two_names_and_stands_on_their_own_page(page, main_window, office):
    main_window.go("pupils", "add")
    form = page.editor.form
    forename, surname = form.control("forename"), form.control("surname")
    assert isinstance(forename, QLineEdit) and isinstance(surname, QLineEdit)
    forename.setText("Nguyễn")  # the test library types ASCII only
    surname.setText("Łukasz")
    QTest.keyClick(page.editor.save, Qt.Key.Key_Space)
    assert page.view.isVisible()
    assert page.view.header.name.text() == "Nguyễn Łukasz"
    assert page.view.tab("journey").none.isVisible()


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_cleared(page, main_window):
    main_window.go("pupils", "add")
    form = page.editor.form
    QTest.keyClicks(form.control("forename"), "Ada")
    page.editor.save.setFocus()
    QTest.keyClick(page.editor.save, Qt.Key.Key_Space)
    assert [line.text() for line in form.errors.lines()] == ["Surname is needed"]
    assert form.values()["forename"] == "Ada"


def test_the_import_covers_the_list_and_closing_it_shows_the_list(page, qtbot):
    qtbot.mouseClick(page.list.bring_in, Qt.MouseButton.LeftButton)
    assert page.wizard is not None and page.wizard.isVisible()
    page.wizard.close_wizard()
    assert page.wizard is None
    assert page.list.isVisible()
