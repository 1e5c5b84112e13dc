"""The file at an address on the public internet, and nowhere else."""


def fetch(address: str) -> bytes:
    """What the address gives; raises `UnreadableFileError` if it may not or cannot be read."""
    raise NotImplementedError
