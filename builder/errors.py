"""The ways in which a build can fail; every message names the thing, the place and the next step."""


class GuatuError(Exception):
    """Base of every error that is the user's to mend; its text is one line in plain words."""


class UnreadableFile(GuatuError):
    """A file in the seeds folder that could not be read; the others are read all the same."""


class LexiconError(GuatuError):
    """A word list in builder/lexicon/ that breaks its own rules."""


class MisplacedEvidence(GuatuError):
    """A fact whose words do not stand where it says they stand."""


class RefusedPage(GuatuError):
    """A page that cannot be written: two sheets claim one path, or a person's page is in the way."""


class BadSetting(GuatuError):
    """A setting of the site in a wrong form."""


class UnreadableBriefing(GuatuError):
    """A briefing.json, to be compared with another, that is none."""
