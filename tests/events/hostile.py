"""Texts that have broken feeds, tables and programs elsewhere."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from events.choices import Kind, Mode, Status
from events.published import PublishedPlace
from tests.factories.published import feed_of, published

HOSTILE = [
    "</title><script>alert(1)</script>",
    "]]>",
    "<![CDATA[x]]>",
    "&lt;b&gt; &amp; &nbsp; \" '",
    "nul\0 cloche\x07 échappement\x1b",
    "ligne\nligne\r\nligne\rligne\u2028ligne\u2029ligne\x85ligne",
    "\ud800 \udfff \ufffe \uffff",
    "🌍👩🏽‍🌾 ﷽ \u202eécrit à l’envers",
    "; , \" ' \\ | \t",
    "=1+1",
    "",
]
# Control characters and half pairs too, which `st.text` leaves out of what can be encoded.
texts = st.sampled_from(HOSTILE) | st.text(st.characters(codec=None), max_size=40)
events = st.builds(
    published,
    title=texts,
    text=texts,
    summary=texts,
    group=texts,
    themes=st.lists(texts, max_size=3).map(tuple),
    countries=st.lists(texts, max_size=2).map(tuple),
    organisers=st.lists(texts, max_size=2).map(tuple),
    place=st.none() | st.builds(PublishedPlace, texts, texts, texts, texts),
    status=st.sampled_from(Status.values),
    mode=st.sampled_from(Mode.values),
    kind=st.sampled_from(["", *Kind.values]),
    is_withdrawn=st.booleans(),
    all_day=st.booleans(),
    ends_at=st.none() | st.just(datetime(2026, 7, 3, 16, 0, tzinfo=UTC)),
)
feeds = st.lists(events, max_size=3).map(lambda listed: feed_of(*listed))
