"""What holds for every test: made-up examples have no deadline, as a busy machine is no fault of the code."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("guatu", deadline=None)
settings.load_profile("guatu")
