"""An office as a visiting card: vCard 4.0, RFC 6350."""

import re

from home.models import Office

LONGEST_LINE = 75
_FRENCH_NUMBER = re.compile(r"0\d{9}")
# A lone carriage return is a line break too: none may begin a property.
_ESCAPES = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\r\n": "\\n", "\n": "\\n", "\r": "\\n"}
_TO_ESCAPE = re.compile(r"\r\n|[\\,;\n\r]")


def build(office: Office, *, site_url: str, uid: str) -> bytes:
    network = office.network.name
    email, phone = (
        getattr(office, name) or getattr(office.network, f"contact_{name}")
        for name in ("email", "phone")
    )
    street = ",".join(_text(line) for line in (office.care_of, office.street) if line)
    address = ["", "", street, _text(office.town), "", _text(office.postal_code), "France"]
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:{uid}",
        f"FN:{_text(f'{network} – {office.name}')}",
        f"ORG:{_text(network)};{_text(office.name)}",
        f"ADR;TYPE=work:{';'.join(address)}",
        _telephone(phone) if phone else "",
        f"EMAIL;TYPE=work:{_text(email)}" if email else "",
        f"URL:{site_url}",
        f"NOTE:{_text(office.opening_hours)}" if office.opening_hours else "",
        "END:VCARD",
    ]
    return b"".join(_folded(line) for line in lines if line)


def _text(value: str) -> str:
    return _TO_ESCAPE.sub(lambda match: _ESCAPES[match[0]], value)


def _telephone(number: str) -> str:
    """Ready to be called from abroad when it is a French number; as it was typed otherwise."""
    digits = re.sub(r"[\s.\-]", "", number)
    if _FRENCH_NUMBER.fullmatch(digits):
        return f"TEL;VALUE=uri;TYPE=work:tel:+33{digits[1:]}"
    return f"TEL;TYPE=work:{_text(number)}"


def _folded(line: str) -> bytes:
    """The line in UTF-8, in pieces of 75 octets that cut no character; a space begins the next."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
