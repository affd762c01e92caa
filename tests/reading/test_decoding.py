"""Which encodings are read, and which bytes are refused rather than guessed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.errors import UnreadableFile
from builder.reading.decoding import decode

SIMPLIFIED = "力争全年新引进100个过亿元项目，规上工业增加值增长6.5%。"
TRADITIONAL = "臺灣地區經濟發展會議於昨日舉行，與會人員一致表示將繼續努力推動各項工作。"


@pytest.mark.parametrize(
    "data",
    [
        SIMPLIFIED.encode(),
        codecs.BOM_UTF8 + SIMPLIFIED.encode(),
        SIMPLIFIED.encode("gb18030"),
        codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le"],
)
def test_the_text_comes_out_without_its_mark(data: bytes) -> None:
    assert decode(data) == SIMPLIFIED


def test_line_ends_become_one_kind() -> None:
    assert decode("一\r\n二\r三\n".encode()) == "一\n二\n三\n"


def test_a_short_gb18030_text_is_read() -> None:
    assert decode("增长百分之六点五".encode("gb18030")) == "增长百分之六点五"


def test_big5_is_read_where_it_is_plain() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_traditional_characters_in_gb18030_are_no_big5() -> None:
    assert decode((TRADITIONAL + SIMPLIFIED * 4).encode("gb18030")).startswith("臺灣")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (SIMPLIFIED.encode()[:-4] + b"\xff" + SIMPLIFIED.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd", "UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "UTF-16"),
        (b"PK\x03\x04" + bytes(40), "另存为"),
        (b"%PDF-1.7", "另存为"),
        (b"{\\rtf1}", "另存为"),
        (bytes(200), "二进制"),
        (SIMPLIFIED.encode("utf-16-le"), "另存为"),
        (b"\xff\xff\xff\xff", "编码"),
    ],
    ids=["damaged utf-8", "damaged after mark", "half a character", "zip", "pdf", "rtf", "zeros", "utf-16 unmarked", "unknown"],
)
def test_what_is_doubtful_is_refused_with_a_way_out(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        decode(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableFile:
        return
    assert "\r" not in text
    text.encode()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\0\ufeff"), max_size=60))
def test_every_utf8_text_comes_back(text: str) -> None:
    if not text.startswith(("PK\x03\x04", "%PDF", "GIF8", "Rar!", "{\\rtf")):
        assert decode(text.encode()) == text
