"""Settings hold at once and are kept on this computer; the password is changed with the old one."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app import bootstrap
from tests.kit.clock import SetClock
from tests.kit.record import PASSWORD
from ui.kit.theme import Theme
from ui.kit.tokens import Family, Scheme
from ui.machine_settings import MachineSettings
from ui.main_window import MainWindow
from ui.settings_page import SettingsPage


def page(window: MainWindow) -> SettingsPage:
    window.go("settings")
    found = window.page("settings")
    assert isinstance(found, SettingsPage)
    return found


def test_a_choice_holds_at_once_and_after_the_next_start(main_window: MainWindow, look: Theme) -> None:
    settings = page(main_window)
    settings.scheme.segment("dark").click()  # type: ignore[attr-defined]
    settings.family.segment(Family.LEXEND.value).click()  # type: ignore[attr-defined]
    settings.factor.setValue(15)
    assert look.look.tokens.scheme is Scheme.DARK
    assert look.look.family is Family.LEXEND
    assert look.look.factor == 1.5
    kept = MachineSettings.load()
    assert (kept.scheme, kept.family, kept.factor) == ("dark", Family.LEXEND.value, 1.5)


def test_the_password_is_changed_with_the_old_one(
    qtbot: QtBot, main_window: MainWindow, opened: bootstrap.Opened, clock: SetClock
) -> None:
    card = page(main_window).password
    card.old.setText("not this one")
    card.new.setText("four quick herons")
    card.again.setText("four quick herons")
    card.button.click()
    assert "does not match" in main_window.problems.words
    card.old.setText(PASSWORD)
    card.button.click()
    assert card.old.text() == ""
    folder = opened.record.folder
    opened.close()
    again = bootstrap.sign_in(folder, bootstrap.FIRST, "four quick herons", clock)
    again.close()


def test_two_different_new_passwords_are_refused_beside_the_field(main_window: MainWindow) -> None:
    card = page(main_window).password
    card.old.setText(PASSWORD)
    card.new.setText("four quick herons")
    card.again.setText("five quick herons")
    card.button.click()
    assert card._again_field.error
    assert card.new.text() == "four quick herons"


def test_damaged_machine_settings_fall_back_to_the_usual(home: object) -> None:
    from app.places import local_data

    local_data().mkdir(parents=True, exist_ok=True)
    (local_data() / "window.json").write_text('{"factor": "big", "scheme": "dark"}', encoding="utf-8")
    found = MachineSettings.load()
    assert (found.factor, found.scheme) == (1.0, "dark")
