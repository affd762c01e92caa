"""The reading stage's words, gathered from the lexicon once per run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from builder.lexicon import Lexicon, Words, patterns

NAME = "(?:[一-龥]{2,4}|[一-龥]{1,3}·[一-龥]{1,6}|[一-龥][ \u3000]{1,2}[一-龥])"
"""A person's name, a short one perhaps spread with a space: 陈蔚, 颜　舒."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the rules of this stage know by name; one field for each section of ``reading.yaml``."""

    furniture_starts: Words
    furniture_holds: re.Pattern[str]
    furniture_keys: re.Pattern[str]
    source_keys: re.Pattern[str]
    metadata_keys: re.Pattern[str]
    staff: re.Pattern[str]
    caption_marks: Words
    section_marks: Words
    caption_starts: Words
    caption_label: re.Pattern[str]
    credit: re.Pattern[str]
    byline: re.Pattern[str]
    byline_tails: Words
    outlet: re.Pattern[str]
    events: re.Pattern[str]
    year_heads: re.Pattern[str]
    papers: Words
    intentions: re.Pattern[str]
    not_before_year: Words
    not_after_year: Words

    @classmethod
    def of(cls, lexicon: Lexicon) -> Vocabulary:
        """The vocabulary that ``reading.yaml`` holds."""

        def words(section: str) -> Words:
            return lexicon.words("reading", section)

        metadata = lexicon.groups("reading", "metadata")
        return cls(
            furniture_starts=words("furniture_starts"),
            furniture_holds=either(words("furniture_holds")),
            furniture_keys=re.compile(f"{either(words('furniture_keys')).pattern}[：:]"),
            source_keys=_keys(metadata["source"]),
            metadata_keys=_keys([word for group in metadata.values() for word in group]),
            staff=either(words("staff")),
            caption_marks=words("caption_marks"),
            section_marks=words("section_marks"),
            caption_starts=words("caption_starts"),
            caption_label=re.compile(f"{either(words('caption_labels')).pattern}(?:[：:/／ \u3000]|$)"),
            credit=_credit(words("bylines"), words("caption_ends")),
            byline=either(words("bylines")),
            byline_tails=words("byline_tails"),
            outlet=re.compile(f"[一-龥]{{2,12}}?(?<!公开){either(words('outlets')).pattern}"),
            events=either(words("events")),
            year_heads=either(words("year_heads")),
            papers=words("papers"),
            intentions=either(words("intentions")),
            not_before_year=words("not_before_year"),
            not_after_year=words("not_after_year"),
        )


@lru_cache(maxsize=4)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of ``lexicon``, gathered once."""
    return Vocabulary.of(lexicon)


def either(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first."""
    return re.compile(f"(?:{patterns.either(words)})")


def _credit(makers: Words, ends: Words) -> re.Pattern[str]:
    """A pattern for who made a picture, at the end of a caption: ``　岳小满 摄`` ``（金一鸣 摄）`` ``□新华社记者李亮摄``"""
    maker, end = either(makers).pattern, either(ends).pattern
    names = f"{NAME}(?:[、，/ \u3000]{{1,3}}{NAME}){{0,4}}"
    named = f"(?:[一-龥]{{0,8}}{maker}[：: \u3000]{{0,2}}{names}[ \u3000]{{0,2}}|{names}[ \u3000]{{1,2}})"
    loose = f"(?:^|[。！？”…□■ \u3000]){named}{end}"
    bracketed = f"[（(【](?:[一-龥]{{0,8}}{maker}[：: \u3000]{{0,2}})?(?:{names}|[一-龥]{{2,16}})[ \u3000]{{0,2}}{end}[）)】]"
    return re.compile(f"(?:{loose}|{bracketed})[。 ]?$")


def _keys(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words with a colon after it: ``来源：``"""
    return re.compile(f"(?<![一-龥]){either(words).pattern}[ \u3000]{{0,2}}[：:]")
