"""Makes a page ready to leave: gathered and composed over one view of the record, then set."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from app.core.errors import Refused
from app.core.ids import PupilId, Ref
from app.core.jobs import Job, Progress
from app.core.permissions import Permission
from app.core.query import Reading
from app.reports import emergency, family, gather, gather_emergency, html, staff, typeset
from app.reports.document import Document
from app.reports.gather_emergency import GatherEmergencySheet
from app.reports.gather_family import GatherFamilyPage
from app.reports.gather_staff import GatherStaffPage


class PageKind(StrEnum):
    """What a page is."""

    FAMILY = "family"
    STAFF = "staff"
    EMERGENCY = "emergency"


class PageFormat(StrEnum):
    """What a page is written as."""

    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it would be written or printed, with what ``keeping.NoteIssue`` must know of it."""

    ref: Ref
    kind: PageKind
    pupil: PupilId | None
    addressee: str
    content: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True)
class ComposePage(Job[Document]):
    """Gather and compose a page: the same document for preview, printer and file."""

    requires: ClassVar[Permission] = Permission.KEEPING_ISSUE_NOTE
    reach: ClassVar[frozenset[Permission]] = gather.REACH | gather_emergency.REACH
    kind: PageKind
    pupil: PupilId | None = None
    addressee: str = ""

    def work(self, reading: Reading, progress: Progress) -> Document:
        if self.kind is PageKind.EMERGENCY:
            if self.pupil is not None or self.addressee:
                raise Refused("page_not_of_one_pupil")
            return emergency.compose(GatherEmergencySheet().work(reading, progress))
        if self.pupil is None:
            raise Refused("nobody_to_address")
        if self.kind is PageKind.STAFF:
            return staff.compose(GatherStaffPage(self.pupil, self.addressee).work(reading, progress))
        gathered = GatherFamilyPage(self.pupil, self.addressee)
        return family.compose(gathered.work(reading, progress))


@dataclass(frozen=True)
class MakePage(Job[Page]):
    """Make a page as a file: tagged PDF, or one page of HTML that fetches nothing."""

    requires: ClassVar[Permission] = Permission.KEEPING_ISSUE_NOTE
    reach: ClassVar[frozenset[Permission]] = ComposePage.reach
    kind: PageKind
    pupil: PupilId | None = None
    addressee: str = ""
    format: PageFormat = PageFormat.PDF

    def work(self, reading: Reading, progress: Progress) -> Page:
        composed = ComposePage(self.kind, self.pupil, self.addressee)
        document = composed.work(reading, progress)
        if self.format is PageFormat.PDF:
            content = typeset.pdf(document)
        else:
            content = html.page(document).encode("utf-8")
        digest = hashlib.sha256(content).hexdigest()
        about = document.facts
        return Page(about.reference, self.kind, self.pupil, about.addressee, content, digest)
