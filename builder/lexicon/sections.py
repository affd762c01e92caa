"""Which word lists exist: file → its sections. A new section starts here."""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, ...]] = {
}
