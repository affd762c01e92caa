"""Bytes → text: which encoding a file is in, or why that cannot be told.

The order is byte order mark, strict UTF-8, GB18030. A wrong guess turns figures
and names into other figures and names without a word, so what is doubtful is refused.
"""

from __future__ import annotations

import codecs
import re

from builder.errors import UnreadableFile

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
HAN = re.compile("[一-龥]")
ENOUGH = 20
"""Fewest Chinese characters from which a decoding is judged by how common its characters are."""


def decode(data: bytes) -> str:
    """The text of a file, without byte order mark, with ``\\n`` for every ``\\r\\n`` and ``\\r``.

    Raises:
        UnreadableFile: the encoding cannot be told, or the bytes are no text; says what to do.
    """
    if data.startswith(MAGIC):
        raise UnreadableFile("不是纯文本（内容是文档、图片或压缩包）；请另存为纯文本 .txt")
    return _text(data).replace("\r\n", "\n").replace("\r", "\n")


def _text(data: bytes) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _fallback(data, error.start)
    if text.count("\0") * 1000 > len(text):
        raise UnreadableFile("像是二进制文件，或没有标记的 UTF-16 文本；请另存为 UTF-8 编码的 .txt")
    return text


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"标明是 {name.upper()}，但第 {error.start} 字节处有损坏；请重新导出为 UTF-8 编码的 .txt") from error


def _fallback(data: bytes, broken: int) -> str:
    """GB18030, or Big5 where that is plainly what it is; never a guess over a damaged UTF-8 file."""
    foreign = sum(byte > 127 for byte in data)
    valid = sum(len(char.encode()) for char in data.decode("utf-8", "ignore") if char > "\x7f")
    if valid * 2 > foreign:
        raise UnreadableFile(f"UTF-8 文本在第 {broken} 字节处有损坏；请重新复制或导出原文")
    if b"\0" in data:
        raise UnreadableFile("像是二进制文件，或没有标记的 UTF-16 文本；请另存为 UTF-8 编码的 .txt")
    simplified, traditional = _try(data, "gb18030"), _try(data, "big5hkscs")
    if simplified is not None and (_common(simplified, "gb2312", 0xB0, 0xD7) >= 0.6 or traditional is None):
        return simplified
    if traditional is not None and len(HAN.findall(traditional)) >= ENOUGH and _common(traditional, "big5", 0xA4, 0xC6) >= 0.9:
        return traditional
    if traditional is not None:
        raise UnreadableFile("看不出是 GB18030 还是 Big5 编码；请另存为 UTF-8 编码的 .txt")
    raise UnreadableFile("看不出文字编码（不是 UTF-8、UTF-16 或 GB18030）；请另存为 UTF-8 编码的 .txt")


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _common(text: str, charset: str, low: int, high: int) -> float:
    """Share of the Chinese characters that stand on the charset's plane of everyday characters; 1 where there are none."""
    found = [char for char in text if char > "\u2e7f" and not "\u3000" <= char <= "\u303f" and not "\uff00" <= char <= "\uffef"]
    if not found:
        return 1.0
    leads = (char.encode(charset, "ignore")[:1] for char in found)
    return sum(bool(lead) and low <= lead[0] <= high for lead in leads) / len(found)
