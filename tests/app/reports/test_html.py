import re
from html.parser import HTMLParser

import pytest

from app.reports import emergency, family, html
from tests.app.reports.test_typeset import HOSTILE, every_block
from tests.kit import paper

ACTING = {"script", "link", "img", "iframe", "object", "embed", "form", "input", "base", "image", "audio"}
FETCHING = {"src", "href", "srcset", "action", "data", "poster", "background", "style", "formaction"}


class Walk(HTMLParser):
    """Collects the tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, text):
        self.text.append(text)


@pytest.mark.parametrize("text", ["Words", *HOSTILE])
def test_the_page_fetches_nothing_and_runs_nothing(text):
    page = html.page(every_block(text))
    walked = Walk(page)
    for tag, marks in walked.tags:
        assert tag not in ACTING
        assert not FETCHING & set(marks)
        assert not [mark for mark in marks if mark.startswith("on")]
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style and "url(" not in style[1] and "@import" not in style[1]


def test_the_policy_forbids_everything_but_its_own_style():
    [policy] = [
        marks["content"] for tag, marks in Walk(html.page(every_block("x"))).tags if "http-equiv" in marks
    ]
    assert policy and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_stays_text(text):
    ours = {tag for tag, _ in Walk(html.page(every_block("Words"))).tags} | {"bdi"}
    assert {tag for tag, _ in Walk(html.page(every_block(text))).tags} <= ours
    html.page(every_block(text)).encode("utf-8")


def test_the_page_names_its_language_and_has_headings_and_a_real_table():
    page = html.page(emergency.compose(paper.emergency()))
    tags = [tag for tag, _ in Walk(page).tags]
    assert '<html lang="en-GB">' in page
    assert tags.count("h1") == 1
    assert tags.count("table") == tags.count("caption") == 1
    assert [marks["scope"] for tag, marks in Walk(page).tags if tag == "th"] == ["col"] * 5 + ["row"] * 8


def test_the_picture_says_in_words_what_it_shows():
    page = html.page(family.compose(paper.family()))
    [label] = [marks["aria-label"] for tag, marks in Walk(page).tags if tag == "svg"]
    assert label == (
        "Your usual step each week. Week 1: Did something together. Week 2: Did something together. "
        "Week 3: Came out with us. Week 4: Came out with us. Week 5: Reached site. Week 6: Reached site."
    )


def test_a_right_to_left_name_is_fenced_off():
    page = html.page(emergency.compose(paper.emergency(paper.pupil("سمير كامل"))))
    assert "<bdi>سمير كامل</bdi>" in page


@pytest.mark.parametrize("text", ["Words", *HOSTILE])
def test_every_tag_that_is_opened_is_closed(text):
    class Balance(HTMLParser):
        open_tags: list[str]

        def handle_starttag(self, tag, attrs):
            if tag not in {"meta", "br"}:
                self.open_tags.append(tag)

        def handle_endtag(self, tag):
            assert self.open_tags.pop() == tag

        def handle_startendtag(self, tag, attrs):
            assert tag in {"rect", "path", "br"}

    balance = Balance()
    balance.open_tags = []
    balance.feed(html.page(every_block(text)))
    assert balance.open_tags == []


def test_the_title_of_a_page_names_nobody():
    for document in (family.compose(paper.family()), emergency.compose(paper.emergency())):
        assert "Alfie" not in html.page(document).partition("<title>")[2].partition("</title>")[0]
