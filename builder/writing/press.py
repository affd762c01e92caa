"""Sets one page in type: its template, its front matter, and what every page shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment

from builder.model import Period, Sheet
from builder.writing import addresses, markup, references, words, worklists
from builder.writing.atlas import Atlas
from builder.writing.views import Desk

HUB = 0.5
"""Search weight of pages that list what other pages say."""


@dataclass(frozen=True)
class Meta:
    """A page's front matter."""

    title: str
    description: str
    boost: float = 1.0
    keywords: tuple[str, ...] = ()
    template: str = ""
    """A page of its own in overrides/ in the place of the site's frame; the search leaves such a page out."""


@dataclass(frozen=True)
class Press:
    """Everything that pages are made with."""

    atlas: Atlas

    @cached_property
    def env(self) -> Environment:
        """The template environment with the words of the page as globals."""
        made = markup.environment()
        made.globals.update(day=words.day, month_day=words.month_day, kinds=words.KINDS)
        made.filters["numbered"] = lambda body: references.numbered(body, self.references)
        return made

    @cached_property
    def references(self) -> dict[str, references.Reference]:
        """The built address of each article → how it is cited on paper."""
        atlas = self.atlas
        return {atlas.addresses[f"article:{key}"]: references.reference(article) for key, article in atlas.articles.items()}

    @cached_property
    def worklists(self) -> tuple[worklists.Worklist, ...]:
        """The list of every unit that has something to do."""
        return worklists.worklists(self.atlas)

    @cached_property
    def quarter(self) -> Period | None:
        """The quarter that charts show: that of the as-of date, else none."""
        return words.quarter(self.atlas.briefing.as_of) if self.atlas.briefing.as_of else None

    def desk(self, page: str) -> Desk:
        """The desk of a page, given by its built address."""
        return Desk(self.atlas, page)

    def sheet(self, page: str, template: str, meta: Meta, **context: object) -> Sheet:
        """One page from its template; ``page`` is its built address, the sheet its Markdown file."""
        briefing = self.atlas.briefing
        front: dict[str, markup.FrontMatter] = {"title": meta.title, "description": meta.description[:200]}
        if meta.boost != 1.0:
            front["search"] = {"boost": meta.boost}
        if meta.keywords:
            front["keywords"] = list(meta.keywords)
        front["hide"] = ["navigation", "toc"]
        if meta.template:
            front |= {"template": meta.template, "search": {"exclude": True}}
        text = self.env.get_template(template).render(
            front=front,
            meta=meta,
            root="../" * page.count("/"),
            as_of=briefing.as_of,
            as_of_source=briefing.as_of_source,
            totals=self.totals,
            quarter=self.quarter,
            **context,
        )
        return Sheet(page.removesuffix(".html") + ".md", text)

    @cached_property
    def totals(self) -> dict[str, int]:
        """What the whole site holds."""
        briefing = self.atlas.briefing
        return {
            "articles": len(briefing.articles),
            "targets": sum(1 for target in briefing.targets if target.status != "context"),
            "quotes": len(briefing.quotes),
            "cadences": len(briefing.cadences),
            "unplaced": len(briefing.unplaced),
            "unread": len(briefing.unread),
        }


def keywords(*names: str) -> tuple[str, ...]:
    """Names with their pinyin, whole and by initials, for the search."""
    found: dict[str, None] = {}
    for name in names[:8]:
        found[name] = None
        syllables = addresses.slug(name).split("-")
        found["".join(syllables)] = None
        found["".join(syllable[0] for syllable in syllables)] = None
    return tuple(found)
