"""A file → an Article: which files, which encoding, whole paragraphs, headline, dateline, year.

One module for each step, in the order in which they run: ``files``, ``decoding``,
``lines`` → ``kinds`` → ``joins`` → ``spacing`` → ``forms`` (together ``layout``),
``headline``, ``dateline``, and ``years`` once all articles are read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builder.errors import UnreadableFile
from builder.lexicon import Lexicon
from builder.model import Article, Unread
from builder.reading import dateline, files, headline, layout, years
from builder.reading.dateline import Dateline
from builder.reading.decoding import decode
from builder.reading.node_list import read_nodes
from builder.reading.words import Vocabulary, vocabulary

__all__ = ["read", "read_file", "read_nodes"]

STEP = 20
"""After how many files progress is told."""


def read(seeds: Path, lexicon: Lexicon, progress: Callable[[str], None]) -> tuple[list[Article], list[Unread]]:
    """Every article below ``seeds`` and every file that gave none, each sorted by path.

    Raises:
        UnreadableFile: ``seeds`` is no folder. What is wrong with single files is told, not raised.
    """
    words = vocabulary(lexicon)
    found = list(files.find(seeds))
    articles: list[Article] = []
    datelines: list[Dateline] = []
    unread: list[Unread] = []
    first: dict[str, str] = {}
    for n, (id, path) in enumerate(found, 1):
        if n % STEP == 0 or n == len(found):
            progress(f"读取 {n}/{len(found)} {id}")
        if isinstance(path, Unread):
            unread.append(path)
            continue
        try:
            text = _text(path)
        except UnreadableFile as error:
            unread.append(Unread(id, str(error)))
            continue
        if text in first:
            unread.append(Unread(id, f"重复：内容与 {first[text]} 完全相同；留一份即可"))
            continue
        first[text] = id
        article, line = _article(text, id, words)
        articles.append(article)
        datelines.append(line)
    return years.infer(articles, datelines), unread


def read_file(path: Path, id: str, lexicon: Lexicon) -> Article:
    """One article by itself; a year that only another article knows stays None.

    Raises:
        UnreadableFile: the file cannot be opened, is empty, too large or no text.
    """
    return _article(_text(path), id, vocabulary(lexicon))[0]


def article(text: str, id: str, lexicon: Lexicon) -> Article:
    """The article that a decoded text is."""
    return _article(text, id, vocabulary(lexicon))[0]


def _text(path: Path) -> str:
    text = decode(files.load(path))
    if not text.strip():
        raise UnreadableFile("空文件；请放入文章正文")
    return text


def _article(text: str, id: str, words: Vocabulary) -> tuple[Article, Dateline]:
    head = headline.choose(layout.paragraphs(text, words), text, words)
    line = dateline.read(head.paragraphs, head.title, words)
    file = id.rpartition("/")[2]
    day = line.date()
    return (
        Article(
            id=id,
            file=file,
            text=text,
            title=head.title or file,
            paragraphs=head.paragraphs,
            deck=head.deck,
            date=day,
            date_source=line.day_source if day else "",
            year=line.year,
            year_source=line.year_source,
            authors=line.authors,
            outlet=line.outlet,
        ),
        line,
    )
