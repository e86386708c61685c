"""What can be wrong with a request, whichever way it comes in."""

from ingest.errors import WenmaiError


class UsageError(WenmaiError):
    """Something that was asked for makes no sense as it stands."""


class NotFoundError(WenmaiError):
    """No entity bears the name or id that was asked for."""


class TooLargeError(WenmaiError):
    """An upload is larger than the settings allow."""


class RefusedError(WenmaiError):
    """The settings do not allow it."""
