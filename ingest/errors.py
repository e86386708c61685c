"""The error tree. Every message names the document, the value and the next step."""


class WenmaiError(Exception):
    """Base of every error that Wenmai raises on purpose."""


class InputError(WenmaiError):
    """A file or line that cannot be read: undecodable, empty, binary, encrypted, too large or malformed."""


class LedgerError(WenmaiError):
    """The ledger cannot be opened, is of another version, or cannot take the write."""


class LedgerBusyError(LedgerError):
    """Another process holds the ledger's single write lock."""


class UnknownDocumentError(WenmaiError):
    """No document bears the id, external id or file name that was asked for."""
