"""Runs the builder inside MkDocs: before each build, and while serving whenever an article is saved.

Nothing essential lives here; without MkDocs, ``python -m builder build`` writes
the same pages.
"""

from __future__ import annotations

import html
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from builder import anchors, pipeline, search_index, search_records
from builder.differences import Build
from builder.errors import BadSetting, GuatuError, UnreadableBriefing
from builder.model import Anchor

log = logging.getLogger("mkdocs.guatu")
"""Below ``mkdocs``, so that its warnings count in strict builds."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``extra.guatu`` of mkdocs.yml."""

    seeds: Path
    docs: Path
    as_of: date | None
    weights: Mapping[str, float]
    """Folder → how much its pages count in the search."""
    anchors: tuple[Anchor, ...] = ()
    """The days on which beats fall, where they are set."""
    previous: Path | None = None
    """A briefing.json kept from an earlier build, to say what is different since."""


def settings(config: MkDocsConfig) -> Settings:
    """Read and check ``extra.guatu``.

    Raises:
        PluginError: a setting has the wrong form; the message says which.
    """
    given: dict[str, Any] = config.extra.get("guatu") or {}
    as_of = given.get("as_of")
    if as_of is not None and type(as_of) is not date:
        raise PluginError(f"mkdocs.yml: extra.guatu.as_of is {as_of!r}; write a day as 2024-02-21, or null")
    try:
        days = anchors.read(given.get("anchors"), "mkdocs.yml: extra.guatu.anchors")
    except BadSetting as error:
        raise PluginError(str(error)) from None
    root = Path(config.config_file_path).parent
    return Settings(
        seeds=root / str(given.get("seeds", "seeds")),
        docs=Path(config.docs_dir),
        as_of=as_of,
        weights=given.get("search_weights") or {},
        anchors=days,
        previous=root / str(given["previous"]) if given.get("previous") else None,
    )


class Desk:
    """What has to be remembered from one build to the next."""

    def __init__(self) -> None:
        self.serving = False
        self.problem = ""
        """Why the last run of the builder failed, in one line; empty when it did not."""
        self.kinds: dict[str, str] = {}
        """Folder → its title in the navigation."""
        self.found: dict[str, dict[str, object]] = {}
        """Source file → what the search knows of its page."""
        self._seen: object = None
        self._lock = threading.Lock()

    def sync(self, given: Settings) -> None:
        """Bring the generated pages up to date; does nothing when no article has changed since.

        A failure is logged and kept in ``problem``; it is never raised, because
        while serving it would stop the watching or hold up every request.
        """
        with self._lock:
            seen = (_fingerprint(given.seeds), _stamp(given.previous), given)
            if seen == self._seen:
                return
            self._seen = seen
            self.problem = ""
            try:
                pipeline.build(given.seeds, given.docs, given.as_of, log.info, _earlier(given), given.anchors)
            except GuatuError as error:
                self.problem = str(error)
                log.error(self.problem)
            except Exception as error:
                self.problem = f"{type(error).__name__}: {error}"
                log.exception("the builder failed: %s", self.problem)


def _earlier(given: Settings) -> Build | None:
    """The build to compare with; a file that is none is told and not compared with."""
    if given.previous is None:
        return None
    try:
        return pipeline.earlier(given.previous, given.docs)
    except UnreadableBriefing as error:
        log.warning("extra.guatu.previous: 没有和上一次比较：%s", error)
        return None


def _stamp(file: Path | None) -> tuple[int, int] | None:
    """How long and how new one file is; None where there is none."""
    try:
        stat = file.stat() if file else None
    except (OSError, ValueError):
        return None
    return (stat.st_size, stat.st_mtime_ns) if stat else None


def _fingerprint(seeds: Path) -> tuple[tuple[str, int, int], ...]:
    """Which files are there, how long and how new; editors' own files do not count."""
    files = (path for path in seeds.rglob("*") if not path.name.startswith((".", "~")) and not path.name.endswith("~"))
    stats = ((path, path.stat()) for path in sorted(files) if path.is_file())
    return tuple((path.relative_to(seeds).as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


class Watcher(FileSystemEventHandler):
    """Writes the pages anew when an article is saved; MkDocs watches the pages and reloads the browser."""

    def __init__(self, given: Settings) -> None:
        self._given = given

    def on_any_event(self, event: FileSystemEvent) -> None:
        """An exception here would end the watching without a word."""
        try:
            desk.sync(self._given)
        except Exception as error:
            log.error("could not look at %s: %s", self._given.seeds, error)


desk = Desk()


# ---------------------------------------------------------------- events of MkDocs, in the order in which they come


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether a server runs: it must outlive a failed build."""
    desk.serving = command == "serve"


def on_pre_build(config: MkDocsConfig) -> None:
    """Write the generated pages before MkDocs looks for files."""
    desk.sync(settings(config))
    config.extra.setdefault("guatu", {})["problem"] = desk.problem and f"页面没有更新：{desk.problem}"
    if desk.problem and not desk.serving:
        raise PluginError("the pages were not written; the message above says why")


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Forget pages that are gone."""
    desk.found = {path: page for path, page in desk.found.items() if files.get_file_from_path(path)}


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Learn what each folder is called."""
    desk.kinds = {_folder(page.url): str(page.title) for page in nav.pages if _folder(page.url)}


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Take the page into the site's own search index, and keep the theme's index from doing its slower work."""
    wishes = page.meta.get("search") or {}
    if not wishes.get("exclude"):
        desk.found[page.file.src_uri] = _indexed(page, content, wishes.get("boost"), settings(config).weights)
    page.meta["search"] = {"exclude": True}


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Put the index in the theme's place: after its search plugin wrote, before the offline plugin copies."""
    records = search_records.read(Path(config.docs_dir, "data", "briefing.json"))
    index = search_index.dump(desk.found.values(), records)
    write_file(index.encode("utf-8"), str(Path(config.site_dir, "search", "search_index.json")))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
    """Watch the articles."""
    given = settings(config)
    if given.seeds.is_dir():
        server.observer.schedule(Watcher(given), str(given.seeds), recursive=True)
    else:
        log.error("%s is no folder: nothing to watch", given.seeds)


def _indexed(page: Page, content: str, boost: float | None, weights: Mapping[str, float]) -> dict[str, object]:
    folder = _folder(page.url)
    is_hub = page.file.name == "index"
    return search_index.entry(
        page.url,
        content,
        html.unescape(str(page.meta.get("title") or page.title)),
        kind=desk.kinds.get(folder, "") if not is_hub else "",
        keywords=[html.unescape(str(word)) for word in page.meta.get("keywords") or ()],
        weight=boost or (1 if is_hub else weights.get(folder, 1)),
    )


def _folder(url: str) -> str:
    return url.split("/", maxsplit=1)[0] if "/" in url else ""
