"""A target for fuzzers: bytes in, everything that reads links made to read them."""

from analyzers.links import Link
from analyzers.links.defang import defang, defang_url
from analyzers.links.names import is_domain, parse_host, registrable_domain
from analyzers.links.unwrap import unwrap
from analyzers.links.url import host_shown, links_in_text, make_link, refang
from analyzers.reading.bodies import Bodies


def read_links(data: bytes) -> tuple[Link, ...]:
    """The links that were kept. Raises nothing, whatever the bytes; half of them is the base of the other half."""
    text = data.decode("utf-8", "replace")
    half = len(text) // 2
    link = make_link(text[half:], shown=text[:half], where="html", base=text[:half])
    for each in (link, make_link(text, where="html"), *links_in_text(text, where="text", limit=100)):
        defang_url(each.href)
        unwrap(each.href)
    parse_host(text)
    is_domain(text)
    registrable_domain(text)
    host_shown(text)
    defang(refang(text))
    bodies = Bodies()
    bodies.add_text(text)
    bodies.add_html(text)
    bodies.add_html(f'<base href="{text[:half]}"><a href="{text[half:]}">{text}</a>')
    bodies.add_unsubscribe((text, f"<{text}>"))
    return bodies.done()[1]
