"""What is pasted or sent becomes one text; what cannot is refused in plain French."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.paste.sources.reading import (
    MOST_BYTES,
    MOST_CHARACTERS,
    read_file,
    read_html,
    read_pasted,
)
from events.paste.values import UnreadableTextError

NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    for depth in range(3000)
)
REFUSED = {
    "too many bytes": ("a.txt", b"a" * (MOST_BYTES + 1), "C’est trop"),
    "too many characters": ("a.txt", b"mot " * MOST_CHARACTERS, "trop long"),
    "empty": ("a.txt", b" \n\0", "n’est pas un fichier de texte"),
    "nothing": ("a.txt", b"  \n ", "pas de texte"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n", "ni un message"),
    "archive": ("a.docx", b"PK\x03\x04rest", "ni un message"),
    "null bytes": ("a.txt", b"Rencontre\0 le 5 mars", "n’est pas un fichier de texte"),
    "nested parts": ("a.eml", b"From: a@b.fr\n" + NESTED, "message"),
    "no part to read": ("a.eml", b"Content-Type: image/png\n\nabc", "n’a pas de texte"),
    "no event": ("a.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "aucun événement"),
    "page of comments": ("a.html", b"<p>" + b"<!--" * 5000, "trop grande"),
    "page of open tags": ("a.html", b"<p>" + b"<a " * 5000, "trop grande"),
}


@pytest.mark.parametrize(("name", "content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_plain_words(name, content, words):
    with pytest.raises(UnreadableTextError, match=words):
        read_file(name, content)


def test_several_events_of_a_calendar_are_for_the_import():
    event = "BEGIN:VEVENT\nUID:{n}\nSUMMARY:Un\nDTSTART:20260409T140000Z\nEND:VEVENT\n"
    calendar = f"BEGIN:VCALENDAR\n{event.format(n=1)}{event.format(n=2)}END:VCALENDAR\n"
    with pytest.raises(UnreadableTextError, match="passez par « Importer »"):
        read_pasted(calendar)


def test_a_page_loses_its_scripts_its_menus_and_its_layout():
    page = (
        "<title>Site</title><script>alert('1 mai 2026')</script><nav>Menu</nav>"
        "<h1>Fête &amp; forum</h1><style>p {}</style><p>Le 5 mars<br>à Lille</p>"
        "<ul><li>un</li></ul><footer>Pied</footer>"
    )
    source = read_html(page)
    assert source.text == "Fête & forum\n\nLe 5 mars\nà Lille\n\n- un"
    assert source.text[slice(*source.heading)] == "Fête & forum"


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("<a href='https://a.example/x'>Ici</a>", "Ici (https://a.example/x)"),
        ("<a href='https://a.example/'>https://a.example/</a>", "https://a.example/"),
        ("<a href='mailto:a@b.fr?subject=x'>Écrire</a>", "Écrire (a@b.fr)"),
        ("<a href='javascript:alert(1)'>Ici</a>", "Ici"),
    ],
)
def test_the_address_of_a_link_comes_after_its_words(link, text):
    assert read_html(f"<p>{link}</p>").text == text


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1", "x-inconnu", ""])
def test_a_mail_is_read_whatever_charset_it_declares(charset):
    """One that is wrong too: the bytes are those of UTF-8, or of older programs."""
    header = f"Subject: Été\nContent-Type: text/plain; charset={charset}\n\n".encode()
    for content in ("Rencontre d’été".encode(), "Rencontre d’été".encode("windows-1252")):
        text = read_file("a.eml", header + content).text
        assert text.startswith("Objet : Été")
        assert "Rencontre d" in text


def test_of_a_mail_the_words_are_read_and_the_files_are_left():
    mail = (
        b"Subject: Forum\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nLe forum aura lieu mardi prochain, venez nombreux.\n"
        b"--x\nContent-Type: text/plain\nContent-Disposition: attachment\n\nSecret\n--x--\n"
    )
    text = read_file("a.eml", mail).text
    assert text == "Objet : Forum\n\nLe forum aura lieu mardi prochain, venez nombreux."


def test_an_invitation_in_a_mail_says_when_and_where():
    mail = (
        b"Subject: Invitation\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nVoir l'invitation.\n"
        b"--x\nContent-Type: text/calendar; charset=utf-8\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
        b"SUMMARY:Forum\nDTSTART:20260409T120000Z\nEND:VEVENT\nEND:VCALENDAR\n--x--\n"
    )
    assert "Date : Jeudi 9 avril 2026 à 14h00" in read_file("a.eml", mail).text


@given(st.binary(max_size=400), st.sampled_from(["a.eml", "a.ics", "a.html", "a.txt", "a"]))
def test_any_bytes_are_read_or_refused(content, name):
    try:
        assert read_file(name, content).text
    except UnreadableTextError as error:
        assert str(error)  # noqa: PT017 - either is right


@given(st.text(st.sampled_from("<>/!-pah1=\"' &;#x:Subject\n"), max_size=200))
def test_any_page_or_mail_is_read_or_refused(text):
    for name in ("a.html", "a.eml"):
        try:
            assert read_file(name, text.encode()).text
        except UnreadableTextError as error:
            assert str(error)  # noqa: PT017 - either is right
