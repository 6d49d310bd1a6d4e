"""The program from its first window to its last: the door, who is in, lock, copies, the way out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app import bootstrap, places
from app.core.clock import Clock
from app.core.errors import InchstoneError, Unavailable
from app.core.jobs import Silent
from app.core.sentences import sentence
from app.office import Office
from app.rooms import access, keeping
from ui.door_parts import Aside
from ui.first_run import FirstRun
from ui.idle_work import IdleWork
from ui.kit import files
from ui.kit.runner import PoolRunner, Runner
from ui.kit.tasks import JobInHand
from ui.lock_screen import LockScreen
from ui.machine_settings import MachineSettings
from ui.main_window import MainWindow
from ui.placing import remember, take_place
from ui.restore_page import RestorePage
from ui.sign_in import SignInPage
from ui.words.door import say
from ui.words.shell import say as shell_say

MINUTE = 60_000
BACKUP_EVERY = 30 * MINUTE
QUIET = 30_000
"""Milliseconds without a key after which the log is brought home and cut."""

_AWAKE = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)


class Program(QObject):
    """Holds the door window and, once somebody has signed in, their main window."""

    def __init__(
        self,
        door: QMainWindow,
        settings: MachineSettings,
        clock: Clock,
        *,
        aside: Aside | None = None,
        runner: type[Runner] = PoolRunner,
    ) -> None:
        super().__init__(door)
        self.door, self.settings, self._clock = door, settings, clock
        self._aside = aside or Aside(self)
        self._runner_kind = runner
        self.opened: bootstrap.Opened | None = None
        self.runner: Runner | None = None
        self.window: MainWindow | None = None
        self._ready: IdleWork | None = None
        self._folder: Path | None = None
        self._making: JobInHand | None = None
        self._idle = QTimer(self, singleShot=True, interval=settings.idle_minutes * MINUTE)
        self._idle.timeout.connect(self.lock)
        self._copying = QTimer(self, interval=BACKUP_EVERY)
        self._copying.timeout.connect(self._copy)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self._tidy)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
            application.aboutToQuit.connect(self._stop_making)

    # -- the door

    def start(self, folder: Path | None = None) -> None:
        """Show the page that fits: sign in where there is a record, the four pages where there is none."""
        chosen = folder or (Path(self.settings.record) if self.settings.record else places.usual_record())
        if (chosen / "slots.json").exists() or chosen.is_dir():
            self.show_sign_in(chosen)
        else:
            self.show_first_run()

    def show_first_run(self) -> None:
        """Welcome, provision, person, safe."""
        page = FirstRun(self._clock, self._aside)
        page.opened.connect(self._signed_in)
        page.invented.connect(self.open_invented)
        page.restore.connect(self.show_restore)
        page.other.connect(self._choose_record)
        self._show(page)

    def show_sign_in(self, folder: Path) -> None:
        """The door of one record."""
        try:
            page = SignInPage(folder, self._clock, self._aside)
        except Unavailable as error:
            self.show_first_run()
            page_now = self.door.centralWidget()
            if isinstance(page_now, FirstRun):
                page_now.welcome.doing.setText(sentence(error))
            return
        self._folder = folder
        page.opened.connect(self._signed_in)
        page.elsewhere.connect(self.show_first_run)
        page.restore_asked.connect(self.show_restore)
        self._show(page)
        page.focus()

    def show_restore(self) -> None:
        """Bring a backup back."""
        page = RestorePage(self._clock, self._aside, standing=self._folder)
        page.restored.connect(self.show_sign_in)
        page.back.connect(self.show_first_run)
        self._show(page)

    def _choose_record(self) -> None:
        name = files.choose_folder(self.door, say("open"))
        if name:
            self.show_sign_in(Path(name))

    def open_invented(self) -> None:
        """The invented provision with its head signed in; made on the first time."""
        folder = places.invented_record()
        if not isinstance(self.door.centralWidget(), FirstRun):
            self.show_first_run()
        from app.demo.opening import make_and_open

        is_there = folder.exists()
        page = self.door.centralWidget()
        self._making = self._aside.begin(
            lambda in_hand: make_and_open(folder, self._clock, in_hand), self._signed_in, self._not_made
        )
        if isinstance(page, FirstRun) and self.opened is None:
            if is_there:
                page.welcome.say_doing(say("opening_invented"))
            else:
                page.welcome.say_doing(say("making_invented"), self._making)

    def _stop_making(self) -> None:
        """The window was closed meanwhile: nobody waits for what nobody will look at."""
        if self._making is not None:
            self._making.cancel()

    def _not_made(self, error: Exception) -> None:
        page = self.door.centralWidget()
        if isinstance(page, FirstRun) and isinstance(error, InchstoneError):
            page.welcome.say_doing("")
            page.welcome.doing.setText(sentence(error))
            return
        raise error

    def _show(self, page: QWidget) -> None:
        old = self.door.centralWidget()
        if isinstance(old, FirstRun):
            old.leave()
        self.door.setCentralWidget(page)
        self.door.setWindowTitle(say("window"))
        self.door.show()

    # -- inside

    def _signed_in(self, opened: bootstrap.Opened) -> None:
        self.opened = opened
        provision, _ = bootstrap.people_at(opened.record.folder)
        self.runner = self._runner_kind(opened.office, self)
        names = dict(opened.office.ask(access.StaffNames()))
        self._name = names.get(opened.office.actor.staff, "")
        self.window = MainWindow(
            self.runner,
            self._clock,
            provision=provision,
            person=self._name,
            invented=opened.record.invented,
        )
        self.window.lock_asked.connect(self.lock)
        self.window.emergency_asked.connect(self._emergency)
        self.window.start_own_asked.connect(self._start_own)
        self.window.closed.connect(self.leave)
        take_place(self.window, self.door)
        self.window.show()
        self.door.hide()
        if not opened.record.invented:
            self.settings.record = str(opened.record.folder)
        stopped = not self.settings.clean_stop
        self.settings.clean_stop = False
        self.settings.save()
        self.window.go("today")
        self._say_what_was_noticed(opened, stopped=stopped)
        self._idle.start()
        self._copying.start()
        self._ready = IdleWork(self.runner, self.window)

    def _say_what_was_noticed(self, opened: bootstrap.Opened, *, stopped: bool) -> None:
        assert self.window is not None
        said = []
        if opened.slot_altered:
            said.append(shell_say("slot_altered", name=self._name))
        if opened.verdict.is_said and opened.verdict.standing.value in ("ahead", "none", "damaged"):
            said.append(shell_say(opened.verdict.standing.value, entries=opened.verdict.entries))
        if stopped and opened.drafts_home:
            said.append(shell_say("stopped"))
        if said:
            self.window.say(" ".join(said))

    def lock(self) -> None:
        """Hide and clear at once; what is under way ends, then the keys go."""
        if self.window is None or self.opened is None or self.runner is None or self.window.isHidden():
            return
        self._idle.stop()
        self._quiet.stop()
        self._copying.stop()
        if self._ready is not None:
            self._ready.stop()
        self.window.clear()
        self.runner.lock()
        self.window.hide()
        QApplication.clipboard().clear()
        screen = LockScreen(self.opened, self._name, self._clock, self._aside)
        screen.unlocked.connect(self._unlocked)
        screen.switch_asked.connect(self._switch)
        screen.emergency.connect(self._emergency_for)
        take_place(self.door, self.window)
        self._show(screen)
        screen.focus()
        self.runner.close()
        self.opened.office.lock()

    def _unlocked(self) -> None:
        assert self.window is not None
        take_place(self.window, self.door)
        self.window.show()
        self.door.hide()
        self.window.come_back()
        self._idle.start()
        self._copying.start()
        if self._ready is not None:
            self._ready.start()

    def _switch(self) -> None:
        folder = self._folder or (self.opened.record.folder if self.opened else None)
        self._end()
        if folder is not None:
            self.show_sign_in(folder)

    def _start_own(self) -> None:
        """From the invented provision to one's own: to its door where there is one, else to set it up."""
        self._end()
        self.start()
        page = self.door.centralWidget()
        if isinstance(page, FirstRun):
            page.welcome.buttons["own"].click()

    def _emergency(self) -> None:
        if self.runner is not None and self.window is not None:
            from ui.paper.emergency_window import EmergencyWindow

            EmergencyWindow.open_for(self.runner, self.window, self._clock)

    def _emergency_for(self, office: Office) -> None:
        from ui.paper.emergency_window import EmergencyWindow

        runner = self._runner_kind(office, self)
        shown = EmergencyWindow.open_for(runner, self.door, self._clock)
        shown.closed.connect(runner.close)
        shown.closed.connect(office.lock)

    # -- copies and the way out

    def _tidy(self) -> None:
        """Nobody has pressed a key for a while: a short log is a small window for damage."""
        opened, runner = self.opened, self.runner
        if opened is not None and runner is not None and not opened.record.keys.gone:
            runner.aside(self, opened.tidy_log, lambda _none: None, lambda _error: None)

    def _copy(self) -> None:
        opened, runner = self.opened, self.runner
        if opened is None or runner is None or opened.record.keys.gone:
            return
        if bootstrap.is_backup_due(opened, self._clock):
            runner.begin(
                self, keeping.MakeBackup(why="every half hour"), lambda _made: None, self._not_copied
            )

    def _not_copied(self, error: Exception) -> None:
        if self.window is not None:
            self.window.problem(error, self._copy)

    def leave(self) -> None:
        """The main window was closed: the copy on close, then the record is given back."""
        self._end()
        QApplication.quit()

    def _end(self) -> None:
        self._idle.stop()
        self._quiet.stop()
        self._copying.stop()
        if self._ready is not None:
            self._ready.stop()
            self._ready = None
        if self.runner is not None:
            self.runner.lock()
            self.runner.close()
        if self.opened is not None:
            self._copy_on_close(self.opened)
            self.opened.close()
            self.opened = None
        if self.window is not None:
            window, self.window = self.window, None
            self.settings.place = remember(window)
            window.hide()
            window.deleteLater()
        self.settings.clean_stop = True
        self.settings.save()

    def _copy_on_close(self, opened: bootstrap.Opened) -> None:
        if opened.record.keys.gone or not bootstrap.is_backup_due(opened, self._clock, on_close=True):
            return
        try:
            opened.office.work(keeping.MakeBackup(why="on close"), Silent())
        except Unavailable:
            return  # Today says how old the newest copy is

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _AWAKE and self._idle.isActive():
            self._idle.start()
            self._quiet.start()
            if self._ready is not None and event.type() != QEvent.Type.MouseMove:
                self._ready.put_off()
        return super().eventFilter(watched, event)
