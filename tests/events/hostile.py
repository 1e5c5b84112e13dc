"""Texts that have broken feeds, tables and programs elsewhere."""

from hypothesis import strategies as st

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
