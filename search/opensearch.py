"""What the OpenSearch 1.1 description says of the site."""

LONGEST_SHORT_NAME = 16


def short_name(name: str) -> str:
    """The first words of a name that fit in sixteen characters, the most that browsers take."""
    short = ""
    for word in name.split():
        longer = f"{short} {word}".strip()
        if len(longer) > LONGEST_SHORT_NAME:
            break
        short = longer
    return short or name[:LONGEST_SHORT_NAME]
