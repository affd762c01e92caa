"""Which word lists exist: file → its sections. A new section starts here."""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, ...]] = {
    "numerals": (
        "units", "traps", "kept", "multipliers", "money", "before", "not_before", "after", "more", "inside",
        "calendar", "ages", "ordinals", "ranks", "name_tails", "abstractions", "sized", "idioms",
    ),
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
    "writing": ("done", "campaigns"),
    "speech": ("verbs", "no_comma", "between", "gatherings", "papers", "pronouns", "groups"),
    "reading": (
        "furniture_starts",
        "furniture_holds",
        "metadata",
        "staff",
        "caption_marks",
        "caption_starts",
        "caption_ends",
        "bylines",
        "byline_tails",
        "outlets",
        "events",
        "year_heads",
        "papers",
        "intentions",
        "not_before_year",
        "not_after_year",
    ),
}
