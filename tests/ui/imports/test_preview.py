"""What the preview of an import of pupils says besides its rows."""

from __future__ import annotations

from pathlib import Path

from tests.kit import workbooks
from tests.ui.imports.test_wizard import course, opened, page, written
from ui.imports.wizard import ImportKind
from ui.main_window import MainWindow

__all__ = ["page"]


def test_the_preview_names_hidden_sheets_and_where_a_told_allergy_goes(
    page: MainWindow, tmp_path: Path
) -> None:
    wizard = opened(page, ImportKind.PUPILS)
    parts = workbooks.parts((("Forename", "Surname", "Diet"), ("Ava", "Khan", "nut allergy")))
    hidden = '<sheet name="Leavers" sheetId="2" state="hidden" r:id="rId1"/></sheets>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</sheets>", hidden)
    wizard.choose.ask_file = lambda *_: str(written(tmp_path, "hidden.xlsx", workbooks.packed(parts)))
    wizard.choose.choose.click()
    wizard.next.click()
    said = course(wizard).look.aside
    assert "1 hidden sheet was not read: Leavers." in said
    assert "An allergy is told under “Diet” (rows: 1)." in said
    plan = course(wizard).plan
    assert plan is not None and [row.allergy for row in plan.ready] == ["Diet: nut allergy"]
