"""Whatever a stranger writes: nothing raises, nothing is found twice, and nothing takes longer than its length allows."""

import time
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzers.links.defang import defang_url
from analyzers.links.names import parse_host
from analyzers.links.unwrap import unwrap
from analyzers.links.url import host_shown, links_in_text, make_link, refang
from analyzers.reading.bodies import Bodies
from tests.analyzers.links.target import read_links

_PIECES = (
    "h t p s : / \\ . @ ? # [ ] % 。 ． \u200b \u200d \u00ad \t \n 0x 1 a é ß 日 💩 xn-- -- __; !! * ** = & u url q http:// https:// hxxps[:]// "
    "www. evil.example google.com/url?q= urldefense.com/v3/__ urldefense.com/v2/url?u= translate.goog data: javascript: "
    "[.] _x_tr_hp= safelinks.protection.outlook.com/?url= bing.com/ck/a?u=a1 %2F %3A ㎜ ① Ａ"
)
PIECES = st.sampled_from(_PIECES.split(" "))
TEXT = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))
LABEL = st.from_regex(r"[a-z]{1,10}", fullmatch=True)
URLS = st.builds(
    lambda name, path: f"https://{name}.example/{path}",
    LABEL,
    st.text(alphabet="abc/?=&%-_*;~", max_size=20).map(quote),
)


@given(TEXT)
@example("http://[")
@example("https:////////@:@[::1]:")
@example("https://urldefense.com/v3/__https://a.example/**z__;!!")
@settings(max_examples=300, deadline=None)
def test_nothing_raises(text):
    """Any text as an address, a host, a text, a body, and what a link shows."""
    links = read_links(text.encode("utf-8", "surrogatepass"))

    assert len(links) <= 340  # those kept at most, with their pictures and ways to unsubscribe
    assert all(link.host or link.href.lower().startswith(("data:", "javascript:")) or link.opaque for link in links)


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_reading_what_was_read(text):
    """An address that was read once is read the same again."""
    link = make_link(text, where="html")
    again = make_link(link.href, where="html")

    assert (again.href, again.host, again.path, again.query) == (link.href, link.host, link.path, link.query)


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_hosts(text):
    """The host of a host is itself."""
    host = parse_host(text)

    assert host is None or parse_host(f"[{host.name}]" if ":" in host.name else host.name) == host


@given(URLS, st.lists(st.sampled_from(["safe", "google", "v1", "slack", "cisco", "barracuda"]), max_size=5))
@settings(deadline=None)
def test_every_wrapping_is_undone(url, wrappings):
    """In any order, up to five deep; undoing again changes nothing."""
    href = url
    for name in wrappings:
        href = WRAP[name].format(quote(href, safe=""))
    found = unwrap(href)

    assert found.href == url
    assert len(found.rewriters) == len(wrappings)
    assert unwrap(found.href).rewriters == ()


WRAP = {
    "safe": "https://eur01.safelinks.protection.outlook.com/?url={}&data=x",
    "google": "https://www.google.com/url?q={}&sa=D",
    "v1": "https://urldefense.proofpoint.com/v1/url?u={}&k=x",
    "slack": "https://slack-redir.net/link?url={}",
    "cisco": "https://secure-web.cisco.com/1a/{}",
    "barracuda": "https://linkprotect.cudasvc.com/url?a={}&c=E",
}


@given(URLS)
@settings(deadline=None)
def test_defanged_addresses_are_read(url):
    """What we defang, and somebody pastes back, is the same address."""
    found = [link.href for link in links_in_text(defang_url(url), where="text", limit=5)]

    assert found == [link.href for link in links_in_text(url, where="text", limit=5)]
    assert refang(refang(url)) == refang(url)


_SHORT = (
    "a . a. http: http:// https://a.example/ www.a. [ [.] \u200b Ａ 。 a。 % &u= @ - // _ * <!--[if data:, location= ①"
)
LONG = [
    *_SHORT.split(),
    "http ://",
    "h ttp",
    "https://urldefense.com/v3/__",
    "<a href=//a.example/",
    "https://www.google.com/url?q=",
    "https://𝐚.example/ ",
    "https://Ａ。example ",
    "http://@",
    "a@:",
]


@pytest.mark.parametrize("piece", LONG)
def test_long_texts(piece):
    """Two hundred thousand characters of anything take a moment, as a text, an address and a body."""
    text = (piece * (200_000 // len(piece)))[:200_000]
    began = time.monotonic()
    list(links_in_text(text, where="text", limit=3_000))
    make_link(text, where="html", base=text)
    make_link("data:text/html," + text, where="html")
    parse_host(text)
    host_shown(text)
    bodies = Bodies()
    bodies.add_html(f'<a href="{text}">{text}</a><script>{text}</script>')
    bodies.done()

    assert time.monotonic() - began < 6
