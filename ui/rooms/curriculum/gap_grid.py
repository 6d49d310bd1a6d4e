"""Steps down, pupils across: has it, gap, not yet, on arrival. Four shapes, which read without colour."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QWidget

from app.core.ids import NodeId, PupilId
from app.rooms.curriculum import Kind
from ui.kit.accessible import named
from ui.kit.cells import Cells, WallRow
from ui.kit.look import Look
from ui.kit.parts import Card, Flow, Row, Text, secondary
from ui.kit.theme import current_look, follow
from ui.rooms.curriculum.answers import Answers
from ui.words.curriculum import say

MOST_STEPS = 400
_LONGEST = 54
_RADIUS = 7


class Shape(Enum):
    """What a cell says, and by which shape."""

    HAS = "has"
    GAP = "gap"
    NONE = "none"
    ARRIVAL = "arrival"


def shape_of(answers: Answers, pupil: PupilId, node: NodeId) -> Shape:
    standing = answers.standing
    found = standing.had(pupil, node)
    if found is not None:
        return Shape.ARRIVAL if found.kind is Kind.BASELINE else Shape.HAS
    return Shape.GAP if node in standing.gaps.get(pupil, ()) else Shape.NONE


def paint_shape(painter: QPainter, look: Look, area: QRectF, shape: Shape) -> None:
    """A filled disc, a ring, a small dot or a diamond in the middle of a cell."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre, radius = area.center(), look.px(_RADIUS)
    painter.setPen(QPen(look.color("accent" if shape is not Shape.NONE else "text3"), 2 * look.factor))
    painter.setBrush(look.color("accent") if shape is Shape.HAS else Qt.BrushStyle.NoBrush)
    if shape is Shape.NONE:
        painter.setBrush(look.color("text3"))
        painter.drawEllipse(centre, look.px(1), look.px(1))
    elif shape is Shape.ARRIVAL:
        painter.drawPolygon(_diamond(centre, radius + look.px(1)))
    else:
        painter.drawEllipse(centre, radius, radius)
    painter.restore()


def _diamond(centre: QPointF, radius: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return QPolygonF([QPointF(*corner) for corner in corners])


class _Legend(QWidget):
    """One shape, drawn, for the line that says what it means."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self._shape = shape
        follow(self._restyle)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        paint_shape(painter, current_look(), QRectF(self.rect()), self._shape)
        painter.end()

    def _restyle(self) -> None:
        side = current_look().px(22)
        self.setFixedSize(side, side)


class GapGrid(Card):
    """One branch at a time. A click or Space on a cell logs the step or takes it back."""

    pressed = Signal(object, object)
    """The pupil and the step."""

    def __init__(self, answers: Answers, shown_name: Callable[[str], str]) -> None:
        super().__init__(padding=12)
        self._answers, self._name = answers, shown_name
        self._steps: tuple[NodeId, ...] = ()
        self._branch: NodeId | None = None
        self.branch = named(QComboBox(), say("gap_branch"))
        self.table = secondary(say("gap_table"), "table")
        self.cells = Cells(say("gap_name"), self._paint)
        self._most = Text("", "small", "text3")
        self._lay_out()
        self.branch.activated.connect(self._branch_chosen)
        self.table.clicked.connect(self.cells.toggle_twin)
        self.cells.pressed.connect(self._pressed)

    def _lay_out(self) -> None:
        head = Row(self.branch, gap=10)
        head.add(self._most, 1)
        head.add(self.table)
        legend = Flow(gap=14)
        for shape in Shape:
            legend.add(Row(_Legend(shape), Text(say(f"gap_legend_{shape.value}"), "small", "text2"), gap=4))
        self.add(head)
        self.add(self.cells, 1)
        self.add(legend)

    def show_branch(self, node: NodeId | None) -> None:
        """Shows a branch: the one that holds a step, where a step is given."""
        outline = self._answers.outline
        if outline is None:
            return
        if node is not None and node not in outline.below:
            above = outline.above(node)
            node = above[-1] if above else None
        self._branch = node if node is not None else next((row.node for row in outline.children(None)), None)
        self._fill_branches()
        self.refresh()

    def _fill_branches(self) -> None:
        """Where one is, with what stands above and beside: never thousands of lines in a list."""
        outline = self._answers.outline
        self.branch.clear()
        if outline is None or self._branch is None:
            return
        above = outline.above(self._branch)
        parent = above[-1] if above else None
        line = [*above, *(row.node for row in outline.children(parent) if not row.is_step)]
        line += [row.node for row in outline.children(self._branch) if not row.is_step]
        for node in dict.fromkeys(line):
            depth = len(outline.above(node))
            self.branch.addItem(f"{'    ' * depth}{outline.words(node)}", node)
        self.branch.setCurrentIndex(self.branch.findData(self._branch))

    def refresh(self) -> None:
        """The same branch with what stands now."""
        outline = self._answers.outline
        if outline is None or self._branch is None:
            self.cells.clear()
            return
        every = outline.steps_under(self._branch)
        self._steps = every[:MOST_STEPS]
        people = self._answers.shown
        rows = [
            WallRow(
                step,
                _short(outline.words(step)),
                tuple(say(f"gap_{self._shape(person.pupil, step).value}") for person in people),
            )
            for step in self._steps
        ]
        self.cells.show_rows([self._name(person.first_name) for person in people], rows)
        cut = len(every) > MOST_STEPS
        self._most.setText(say("gap_most", count=MOST_STEPS, of=len(every)) if cut else "")

    def _shape(self, pupil: PupilId, node: NodeId) -> Shape:
        return shape_of(self._answers, pupil, node)

    def _paint(self, painter: QPainter, look: Look, area: QRectF, row: int, column: int) -> None:
        people = self._answers.shown
        painter.setPen(QPen(look.color("grid"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if row < len(self._steps) and column < len(people):
            paint_shape(painter, look, area, self._shape(people[column].pupil, self._steps[row]))

    def _branch_chosen(self, row: int) -> None:
        self.show_branch(self.branch.itemData(row))

    def _pressed(self, step: object, column: int) -> None:
        people = self._answers.shown
        if column < len(people):
            self.pressed.emit(people[column].pupil, step)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
