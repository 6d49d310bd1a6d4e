"""Facts for reports, as the record of an invented child would give them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, time, timedelta

import pypdf

from app.core.ids import Ref
from app.reports import typeset
from app.reports.child_page import ChildFacts, FirstTime, OwnStep
from app.reports.document import Document
from app.reports.emergency import AdultIn, EmergencyFacts, PupilToCount, ToTell
from app.reports.family import Dip, FamilyFacts, NewThing, RungWords, UsualClaim, WeekStep
from app.reports.others import CalledNames
from app.reports.staff import HalfDays, LadderWeek, OutcomeScores, Sighting, StaffFacts, SubjectSteps
from tests.kit.shipped import content

MONDAY = date(2026, 9, 7)
REF = Ref("8DW3JQ6H1T")


def ladder() -> tuple[RungWords, ...]:
    rows = content("ladder_default.csv")
    return tuple(RungWords(int(row["rung"]), row["staff"], row["family"], row["usually"]) for row in rows)


def weeks(*usual: int | None) -> tuple[WeekStep, ...]:
    return tuple(WeekStep(MONDAY + timedelta(weeks=place), rung) for place, rung in enumerate(usual))


def family(**changed: object) -> FamilyFacts:
    facts = FamilyFacts(
        known_as="Alfie",
        addressee="Jo Marsh",
        provision="Hillside Outreach (invented example)",
        first=date(2026, 9, 1),
        last=date(2026, 10, 13),
        period="autumn so far",
        ladder=ladder(),
        weeks=weeks(4, 4, 5, 5, 6, 6),
        usual=UsualClaim(6, 7, 9),
        best=None,
        dips=(),
        new_things=(
            NewThing("Add two single digits", "Maths", date(2026, 10, 6)),
            NewThing("Ties a figure-of-eight knot", "Climbing", date(2026, 10, 9)),
            NewThing("I can ask for a break before I leave", "Knowing my feelings", date(2026, 10, 2)),
            NewThing("Plan a bus journey", "Living on my own", date(2026, 9, 29)),
        ),
        new_count=26,
        since_start=112,
        next_steps=("Stay on site for one whole lesson", "Pay for something in a real shop"),
        ask="Priya",
        ticked=(),
        own_names=CalledNames("Alfie", "", "Marsh"),
        other_names=(CalledNames("Callum", "Cal", "Osei"), CalledNames("Ezra", "", "Whitlock")),
        made_by="Priya Shah",
        made_on=date(2026, 10, 13),
        reference=REF,
    )
    return replace(facts, **changed)  # type: ignore[arg-type]


def pupil(name: str = "Alfie Marsh", **changed: object) -> PupilToCount:
    told = (ToTell("Jo Marsh", "mother", "07700 900121"),)
    one = PupilToCount(name, "on_site", time(10, 15), "at the gate", "", False, "", told, ())
    return replace(one, **changed)  # type: ignore[arg-type]


def emergency(*pupils: PupilToCount) -> EmergencyFacts:
    return EmergencyFacts(
        provision="Hillside Outreach (invented)",
        on=date(2026, 10, 13),
        printed_at=time(10, 54),
        printed_by="Priya Shah",
        assembly_point="Top car park, by the green gate",
        ring_first="999, then Priya 07700 900118",
        pupils=pupils or eight(),
        adults=(
            AdultIn("Priya Shah", "Deputy DSL, first aid", "07700 900118"),
            AdultIn("Tom Reed", "Mentor, out on home visits", ""),
        ),
        perhaps_in=(AdultIn("Lena Frost", "Administrator", "07700 900187"),),
        reference=Ref("5NV8CD3K0Y"),
    )


def eight() -> tuple[PupilToCount, ...]:
    return (
        pupil("Hattie Rowe", where="due", at=time(10, 55), detail="at home", condition="Penicillin allergy"),
        pupil("Alfie Marsh"),
        pupil("Bea Lindqvist", condition="Hay fever", medicine="Tablets, office drawer"),
        pupil(
            "Callum Osei",
            where="at_home",
            at=time(10, 30),
            detail="seen by Tom",
            condition="Asthma",
            medicine="Blue inhaler, own bag. Spare: office, top drawer",
            must_not_be_told=("Kofi Osei",),
            must_not_collect=("Kofi Osei", "Dee Osei"),
        ),
        pupil(
            "Dina Farouk",
            condition="Nuts: can stop her breathing",
            life_critical=True,
            medicine="Adrenaline pen, blue bag, office door. Give, then 999",
        ),
        pupil("Ezra Whitlock", where="not_here", at=time(10, 40), detail="no reply"),
        pupil("Freya Nkemelu", condition=None, medicine=None),
        pupil("George Tan", where="unmarked", at=None, detail="", tell=()),
    )


def staff(**changed: object) -> StaffFacts:
    facts = StaffFacts(
        name="Alfie Marsh",
        known_as="Alfie",
        addressee="Priya Shah",
        provision="Hillside Outreach (invented example)",
        first=date(2026, 9, 1),
        last=date(2026, 10, 13),
        last_seen=Sighting(date(2026, 10, 12), "at the gate", "Tom Reed"),
        last_heard=Sighting(date(2026, 10, 13)),
        seen_days=2,
        expected_days=6,
        care=("Nut allergy: adrenaline pen in the blue bag, office door",),
        must_not_be_told=("Kofi Osei, Father",),
        must_not_collect=("Kofi Osei, Father", "Dee Marsh, Aunt"),
        needs=("Child with an EHCP", "speech and language"),
        key_adult="Priya Shah",
        placements=("Westshire, since 6 April 2026, 5 half-days a week, code B",),
        ladder=ladder(),
        usual=UsualClaim(6, 7, 9),
        weeks=(
            LadderWeek(MONDAY, 4, 3, 5, 4),
            LadderWeek(MONDAY + timedelta(weeks=1), 2, 2, 2, 1, seen=False),
            LadderWeek(MONDAY + timedelta(weeks=2), None, None, None, 0),
            LadderWeek(MONDAY + timedelta(weeks=3), 6, 4, 7, 4),
        ),
        half_days=HalfDays(70, 48, 14, 8),
        subjects=(
            SubjectSteps("Maths", 23, 60, 5, ("Count in fives",), ("Add", "Pay", "Weigh flour", "Cut")),
            SubjectSteps("English", 31, 80, 2),
        ),
        outcomes=(OutcomeScores("Be healthy", 37, 18, 2), OutcomeScores("Stay safe", 0, 0, 3)),
        top_score=4,
        made_by="Priya Shah",
        made_on=date(2026, 10, 13),
        reference=REF,
    )
    return replace(facts, **changed)  # type: ignore[arg-type]


def child(**changed: object) -> ChildFacts:
    facts = ChildFacts(
        known_as="Alfie",
        since=date(2026, 4, 20),
        ladder=ladder(),
        usual=UsualClaim(6, 7, 9),
        path=(
            FirstTime(1, date(2026, 4, 20)),
            FirstTime(3, date(2026, 5, 11)),
            FirstTime(2, date(2026, 5, 18)),
            FirstTime(4, date(2026, 6, 8)),
            FirstTime(6, date(2026, 10, 5)),
        ),
        dips=(Dip(date(2026, 7, 6), 3, recovered=True),),
        new_things=(
            OwnStep("Add two single digits", date(2026, 10, 6)),
            OwnStep("Find 10% of a price", date(2026, 10, 9)),
        ),
        new_count=26,
        new_since=date(2026, 9, 1),
        since_start=112,
        next_steps=("Stay in the quiet space for a while", "Pay for something in a real shop"),
        readers="Priya and the other adults here",
    )
    return replace(facts, **changed)  # type: ignore[arg-type]


def sizes_of(document: Document) -> set[float]:
    """The type sizes in points with which the words of a document are set."""
    found: set[float] = set()

    def note(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * tm[3] * cm[3]), 1))

    for page in pypdf.PdfReader(io.BytesIO(typeset.pdf(document))).pages:
        page.extract_text(visitor_text=note)
    return found
