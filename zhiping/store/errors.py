"""What the store cannot do, by whose turn it is: wait, make room, or bring back what is lost."""


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message says why and what to do."""


class StoreInUse(StoreError):
    """Another process has the store open."""


class StoreUnusable(StoreError):
    """The disk, its permissions or the memory do not let the store work; nothing in it is wrong."""


class StoreDamaged(StoreError):
    """Something that the store had is missing or broken."""


class RowsDamaged(StoreDamaged):
    """Rows of some datasets lie in files that are missing or changed; everything else goes on."""
