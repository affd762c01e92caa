"""Which word lists exist: file → its sections. A new section starts here."""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, ...]] = {
    "organisations": (
        "endings",
        "chained",
        "levels",
        "organs",
        "not_after_level",
        "not_before_level",
        "generic",
        "not_in_names",
        "not_at_start",
        "before_names",
        "duty_labels",
        "helper_labels",
        "short_labels",
        "posts",
        "area_posts",
    ),
}
