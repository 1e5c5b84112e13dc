"""What addresses and telephones look like: they hold the numbers and names of other things."""

LINK = r"(?:https?://|www\.)[^\s<>\"«»]+"
MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}(?![\w-])"
# Parted by one sign or by none, so that "01.03.2026 18h30" is none.
PHONE = (
    r"(?<![\d.])(?:(?:\+33|0033)[ .-]?(?:\(0\))?[1-9]|0[1-9])"
    r"(?P<gap>[ .-]?)\d\d(?:(?P=gap)\d\d){3}(?!\d)"
)
