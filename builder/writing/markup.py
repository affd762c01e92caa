"""Source text is never Markdown: the one place where words of an article become words on a page.

Markdown, Jinja and HTML each change text that they take for their own: ``5~6%``
loses its sign, ``2021.`` becomes a list, ``</title>`` ends the title. Every
function here turns plain text into ``Markup`` that none of them can change, so
that a reader sees exactly what ``seen`` gives.

========================  ===================================================
place on the page         use
========================  ===================================================
inside a raw HTML block   ``{{ value }}`` (that is ``block``), of any length
a tag's attribute         ``attribute``
Markdown heading, link    ``inline``
label or table cell
front matter              ``front_matter``
========================  ===================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
LONGEST = 2048
"""Most bytes of UTF-8 that ``inline`` writes as entities: Python-Markdown takes quadratic time over them."""

Plain = str | int | float | bool | date | None
FrontMatter = Plain | list["FrontMatter"] | tuple["FrontMatter", ...] | Mapping[str, "FrontMatter"]

# Characters that no page may carry: controls (U+0002 and U+0003 are Python-Markdown's own marks), half
# surrogates, non-characters, and the bidirectional overrides, which would show 56 where the source says 65.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_PUNCTUATION = {code: f"&#{code};" for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_WIDE = {code: code + 0xFEE0 for code in _PUNCTUATION}
# What HTML reads, what Jinja reads ({ }), what opens a fence at a line start (` ~), and each white space
# character but the space, so that no line of a page begins where a line of the source does.
_BREAKS = "\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_IN_BLOCK = {ord(c): f"&#{ord(c)};" for c in "&<>\"'{}`~\t\n"} | {ord(c): "&#10;" for c in _BREAKS}
# What HTML and Jinja read, and what ends or escapes inside a YAML string in double quotes.
_IN_FRONT_MATTER = {ord(c): f"&#{ord(c)};" for c in "&<>\"'{}\\`"} | {0xFEFF: "&#65279;"}
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")


def seen(text: str) -> str:
    """What a reader gets to see of ``text``: the same characters, one for one, those unfit for a page shown as U+FFFD."""
    return _UNFIT.sub("\ufffd", text)


def block(text: str) -> Markup:
    """``text`` for the inside of a raw HTML block, or a quoted attribute there; of any length, in linear time.

    A block is raw where its first tag stands at a line start and is one of HTML's block-level
    tags without a ``markdown`` attribute. White space is kept, line breaks as entities.
    """
    return Markup(seen(text).replace("\r\n", "\n").translate(_IN_BLOCK))


def inline(text: str) -> Markup:
    """``text`` for the middle of a Markdown line: a heading, the label of a link, a table cell.

    Every ASCII punctuation character becomes a numeric entity, white space is collapsed. Text longer
    than ``LONGEST`` bytes is neither cut nor refused: its punctuation is shown in the full-width forms
    (％ for %), which Markdown does not read and which cost linear time. Such text belongs in a ``block``.
    """
    line = _line(text)
    return Markup(line.translate(_PUNCTUATION if len(line.encode()) <= LONGEST else _WIDE))


def attribute(text: str) -> Markup:
    """``text`` for a quoted attribute of any tag, in a raw block or in the middle of a Markdown line; white space collapsed.

    It keeps text from leaving the attribute. It does not make a foreign address fit for ``href``.
    """
    return Markup(_line(text).translate(_PUNCTUATION))


def front_matter(values: Mapping[str, FrontMatter]) -> Markup:
    """The front matter of a page, from ``---`` to ``---``; it must stand at the page's very start.

    Every string is escaped for HTML, since Material writes title and description raw into tags, and
    stands in double quotes on one line, so that YAML has nothing to read in it. None is left out.

    Raises:
        ValueError: a key is no plain word.
        TypeError: a value is already ``Markup`` (it would be escaped twice) or of a kind YAML would guess at.
    """
    lines = [f"{_key(key)}: {_yaml(value)}\n" for key, value in values.items() if value is not None]
    return Markup("---\n" + "".join(lines) + "---\n")


def environment(templates: Path = TEMPLATES) -> Environment:
    """Jinja for every kind of template: each ``{{ value }}`` goes through ``block`` unless it is ``Markup`` already.

    A name that does not exist is an error; None shows nothing. Filters ``block``, ``inline``,
    ``attribute``; function ``front_matter``. Set pieces side by side (``{{ a }}{{ b }}``): ``+`` and ``~``
    escape plain text beside ``Markup`` for HTML only.
    """
    made = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(block=_filter(block), inline=_filter(inline), attribute=_filter(attribute))
    made.globals["front_matter"] = front_matter
    return made


def _line(text: str) -> str:
    # Python's idea of white space, not HTML's: Markdown strips U+3000 from the ends of cells and headings.
    return " ".join(seen(text).split())


def _finalize(value: object) -> object:
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else block(str(value))


def _filter(turn: Callable[[str], Markup]) -> Callable[[object], Markup]:
    def apply(value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        return turn("" if value is None else str(value))

    return apply


def _key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"front matter key {key!r} must be a plain word")
    return key


def _yaml(value: FrontMatter) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return _scalar(value)


def _scalar(value: Plain) -> str:
    if isinstance(value, Markup):
        raise TypeError(f"front matter takes plain text, not markup: {value[:40]!r}")
    if isinstance(value, str | date):
        return f'"{_line(str(value)).translate(_IN_FRONT_MATTER)}"'
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int) or isfinite(value):
        return f"{value:d}" if isinstance(value, int) else f"{value:f}"
    raise TypeError(f"front matter cannot hold {value!r}")
