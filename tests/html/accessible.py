"""What every page must be: one file that anybody can read, on a screen, by ear or on paper."""

from __future__ import annotations

import itertools
import re

from lxml import etree

#: Elements and attributes that would fetch or run something.
_ACTIVE = "//script | //link | //iframe | //object | //embed | //@onclick | //@style | //base"
_LANDMARKS = {"header", "main", "nav", "footer"}


def check_page(source: str) -> etree._Element:
    """Checks a page; returns its tree. A page is well-formed XML, so that nothing can be mended
    silently by a forgiving parser."""
    assert source.startswith("<!DOCTYPE html>\n<html ")
    page = etree.fromstring(source)
    assert page.get("lang")
    assert page.findtext("head/title") == page.findtext(".//h1")
    assert page.xpath(_ACTIVE) == []
    _check_structure(page)
    _check_tables(page)
    _check_links(page)
    for element in page.iter("bdi", "q", "blockquote"):
        assert element.get("lang")
        assert element.get("dir")
    for picture in page.iter("img"):
        assert picture.get("alt")
    return page


def _check_structure(page: etree._Element) -> None:
    headings = [int(each.tag[1]) for each in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(headings))
    body = page.find("body")
    assert body is not None
    skip, *landmarks = body
    assert (skip.tag, skip.get("href")) == ("a", "#main")
    assert {each.tag for each in landmarks} <= _LANDMARKS
    assert len(page.findall(".//main")) == 1
    for region in page.xpath("//*[@role='region'] | //section"):
        assert region.get("aria-label") or region.get("aria-labelledby")


def _check_tables(page: etree._Element) -> None:
    captions = [table.findtext("caption") for table in page.iter("table")]
    assert all(captions)
    assert len(captions) == len(set(captions))
    for table in page.iter("table"):
        heads = table.findall("thead/tr/th")
        assert all(head.get("scope") == "col" and head.text for head in heads)
        for row in table.findall("tbody/tr"):
            assert row[0].tag == "th"
            assert row[0].get("scope") == "row"
            assert len(row) == len(heads)


def _check_links(page: etree._Element) -> None:
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    for target in page.xpath("//a/@href"):
        assert target[1:] in names, target
    for place in page.xpath("//@aria-labelledby"):
        assert place in names
    for address in page.xpath("//@src | //@action | //@srcset"):
        assert address.startswith("data:image/png;base64,")
    style = "".join(page.xpath("//style/text()"))
    assert not re.search(r"url\(|@import|https?:", style)
