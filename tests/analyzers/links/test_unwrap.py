"""What mail filters and redirectors put around an address is taken off again."""

from urllib.parse import quote

import pytest

from analyzers.links.rewriters import redirectors, rewriters
from analyzers.links.unwrap import MAX_DEPTH, unwrap
from analyzers.links.url import host_shown, links_in_text, make_link

GOAL = "https://evil.example/a?b=c"
DONE = quote(GOAL, safe="")


@pytest.mark.parametrize(
    ("href", "by"),
    [
        (f"https://nam02.safelinks.protection.outlook.com/?url={DONE}&data=05%7C02%7C&reserved=0", "safe-links"),
        (f"https://jpn01.safelinks.protection.outlook.com/ap/t-59584e83/?URL={DONE}&amp;data=x", "safe-links"),
        (f"https://gcc02.safelinks.protection.office365.us/?data=x&amp;url={DONE}", "safe-links"),
        (
            f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={DONE}&x=1",
            "safe-links",
        ),
        (f"https://urldefense.proofpoint.com/v1/url?u={DONE}&k=x", "urldefense"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__evil.example_a-3Fb-3Dc&d=DwMF&c=x", "urldefense"),
        ("https://urldefense.com/v3/__https://evil.example/a?b=c__;!!ABC!xyz$", "urldefense"),
        ("https://urldefense.com/v3/__https:/evil.example/a*b=c__;Pw!!ABC!xyz$", "urldefense"),
        ("https://urldefense.us/v3/__https://evil.example/a**A=c__;P2I!!ABC!xyz$", "urldefense"),
        (f"https://linkprotect.cudasvc.com/url?a={DONE}&c=E,1,x&typo=1", "barracuda"),
        (f"https://clicktime.symantec.com/3AbCdEf?u={DONE}", "clicktime"),
        (f"https://clicktime.symantec.com/15tStWZ?h=abc=&u={DONE}", "clicktime"),
        (f"https://secure-web.cisco.com/1AbC-d_e/{DONE}", "cisco"),
        (f"https://imsva91-ctp.trendmicro.com:443/wis/clicktime/v1/query?url={DONE}&umid=x", "trend-micro"),
        (
            "https://eu-west-1.protection.sophos.com/?d=evil.example&u=aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYT9iPWM=&i=x",
            "sophos",
        ),
        (f"https://protect2.fireeye.com/v1/url?k=x&q=1&e=x&u={DONE}", "trellix"),
        ("https://url.avanan.click/v2/___https://evil.example/a?b=c___.YXAzOmV4", "check-point"),
        (f"https://scanmail.trustwave.com/?c=1&d=x&u={DONE}", "trustwave"),
        (f"https://slack-redir.net/link?url={DONE}&v=3", "slack"),
        (f"https://www.google.com/url?sa=t&q={DONE}&usg=x", "google"),
        (f"https://www.google.co.jp/url?sa=t&source=web&url={DONE}", "google"),
        ("https://www.google.com/amp/s/evil.example/a?b=c", "google"),
        ("https://evil-example.translate.goog/a?b=c&_x_tr_sl=auto&_x_tr_tl=ja", "google-translate"),
        (f"https://translate.google.com/translate?sl=en&tl=ja&u={DONE}", "google-translate"),
        (f"https://www.googleadservices.com/pagead/aclk?sa=L&adurl={DONE}", "google-ads"),
        (f"https://adclick.g.doubleclick.net/pcs/click?xai=x&adurl={GOAL}", "google-ads"),
        (f"https://ad.doubleclick.net/ddm/trackclk/N1.2/B3;dc_trk=4;x?{GOAL}", "google-ads"),
        ("https://www.bing.com/ck/a?!&&p=x&u=a1aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYT9iPWM&ntb=1", "bing"),
        (f"https://r.search.yahoo.com/_ylt=x/RV=2/RO=10/RU={DONE}/RK=2/RS=x", "yahoo"),
        (f"https://l.facebook.com/l.php?u={DONE}&h=x", "facebook"),
        (f"https://l.instagram.com/?u={DONE}&e=x", "instagram"),
        (f"https://www.linkedin.com/redir/redirect?url={DONE}", "linkedin"),
        (f"https://www.youtube.com/redirect?event=x&q={DONE}", "youtube"),
    ],
)
def test_undone(href, by):
    """The address inside is the link, and the one around it is kept."""
    link = make_link(href, where="html")

    assert (link.href, link.rewriters, link.unwrapped_from, link.host.name) == (GOAL, (by,), href, "evil.example")


@pytest.mark.parametrize(
    "href",
    [
        f"https://safelinks.protection.outlook.com.evil.example/?url={DONE}",
        f"https://xsafelinks.protection.outlook.com/?url={DONE}",
        f"https://evil.example/url?q={DONE}",
        f"https://google.com.evil.example/url?q={DONE}",
        f"https://google.free.hr/url?q={DONE}",
        f"https://www.google.com/search?q={DONE}",
        "https://www.google.com/url?q=not-an-address",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=https://1.2.3.4.5/",
        "https://urldefense.com/v3/__nothing__;!!x$",
        "https://urldefense.com/v3/",
        "https://a.b.translate.goog/x",
        "https://www.bing.com/ck/a?u=a1%%%",
        f"mailto:x?url={DONE}",
    ],
)
def test_left_alone(href):
    """Hosts that only look like a service's, other pages of the service, and what holds no address."""
    link = make_link(href, where="html")

    assert (link.href, link.rewriters, link.unwrapped_from) == (href, (), None)


@pytest.mark.parametrize(
    ("href", "by", "claimed"),
    [
        ("https://protect-us.mimecast.com/s/AbC?domain=evil.example", "mimecast", "evil.example"),
        ("https://url.us.m.mimecastprotect.com/s/AbC?domain=evil.example", "mimecast", "evil.example"),
        ("https://protect-eu.mimecast.com/s/AbC", "mimecast", None),
        ("https://us-west-2.protection.sophos.com/?d=evil.example&u=!!!&i=x", "sophos", "evil.example"),
    ],
)
def test_kept_by_the_filter(href, by, claimed):
    """The address is with the filter; the host that its link names is a claim."""
    link = make_link(href, where="html")

    assert (link.href, link.rewriters, link.opaque, link.unwrapped_from) == (href, (by,), True, None)
    assert (link.target.name if link.target else None) == claimed


def test_one_around_another():
    """A filter around a redirector: both are named, the outermost first."""
    google = f"https://www.google.com/url?q={DONE}"
    link = make_link(f"https://nam02.safelinks.protection.outlook.com/?url={quote(google, safe='')}", where="html")

    assert (link.href, link.rewriters) == (GOAL, ("safe-links", "google"))


def test_five_at_most():
    """What is wrapped more often than anybody wraps stays wrapped."""
    href = GOAL
    for _ in range(MAX_DEPTH + 1):
        href = f"https://slack-redir.net/link?url={quote(href, safe='')}"

    assert unwrap(href).rewriters == ("slack",) * MAX_DEPTH
    assert unwrap(href).href == f"https://slack-redir.net/link?url={DONE}"


@pytest.mark.parametrize(
    ("href", "goal"),
    [
        ("https://www-evil--site-example.translate.goog/", "https://www.evil-site.example/"),
        ("https://0-evil-example.translate.goog/?_x_tr_enc=0", "https://evil.example/"),
        ("https://example.translate.goog/?_x_tr_hp=evil-&_x_tr_sch=http", "http://evil.example/"),
        ("https://www.google.com/url?q=evil.example/a", "http://evil.example/a"),
        ("https://www.google.com/url?q=//evil.example/a", "https://evil.example/a"),
        ("https://www.google.com/url?q=%2568ttps%253A%252F%252Fevil.example%252Fa", "https://evil.example/a"),
        ("https://urldefense.com/v3/__https://evil.example/*__;5pel!!x$", "https://evil.example/日"),
    ],
)
def test_spellings(href, goal):
    """Labels of Google Translate, missing schemes, double encoding, letters kept aside."""
    assert make_link(href, where="html").href == goal


def test_in_text_and_as_shown():
    """A rewritten address in a text is undone too, and so is one that a link shows."""
    wrapped = f"https://nam02.safelinks.protection.outlook.com/?url={DONE}&reserved=0"
    (link,) = links_in_text(f"see {wrapped} now", where="text", limit=9)

    assert (link.href, link.unwrapped_from, link.kind) == (GOAL, wrapped, "text")
    assert host_shown(wrapped).name == "evil.example"


def test_the_list():
    """Every row can be used, and those that senders hide behind are told from those of the reader's side."""
    assert {row.kind for row in rewriters()} == {"filter", "redirect", "counter"}
    assert {"google", "google-translate", "google-ads"} <= set(redirectors())
    assert not {"safe-links", "urldefense", "slack", "amazon-ses"} & set(redirectors())
    assert all(row.parameters for row in rewriters() if row.form in {"query", "tail", "dashes", "kept", "json"})


@pytest.mark.parametrize(
    ("href", "inner", "through"),
    [
        (
            "http://x1.r.us-east-1.awstrack.me/L0/https:%2F%2Fa.example%2Fx%3Fy=1/1/0100-0/abc=2",
            "https://a.example/x?y=1",
            "amazon-ses",
        ),
        (
            "https://click.firm.example/CL0/https:%2F%2Fa.example%2Fx/1/0100-0/abc=2",
            "https://a.example/x",
            "amazon-ses",
        ),
        ("https://click.pstmrk.it/3s/a.example%2Fx/Ra0/tCiwAQ/AQ", "http://a.example/x", "postmark"),
        (
            "https://mandrillapp.com/track/click/1/a.example?p=eyJzIjoieCIsInAiOiJ7XCJ1XCI6MSxcInVybFwiOlwiaHR0cHM6XFxcXC9cXFxcL2EuZXhhbXBsZVxcXFwveFwifSJ9",
            "https://a.example/x",
            "mandrill",
        ),
        (
            "https://t.lt.acemlnc.com/Prod/link-tracker?redirectUrl=aHR0cHMlM0ElMkYlMkZhLmV4YW1wbGUlMkZ4&sig=1",
            "https://a.example/x",
            "active-campaign",
        ),
        ("http://googleweblight.com/i?u=https://a.example/x", "https://a.example/x", "google-weblight"),
    ],
)
def test_click_counters(href, inner, through):
    """Mailing services that keep the address in their own."""
    found = unwrap(href)

    assert (found.href, found.rewriters) == (inner, (through,))


@pytest.mark.parametrize(
    "href",
    [
        "https://firm.example/CL0/news",
        "https://click.pstmrk.it/3s/",
        "https://mandrillapp.com/track/click/1/a.example?p=eyJzIjo",
        "https://x1.r.us-east-1.awstrack.me/I0/0100-0/abc=2",
    ],
)
def test_no_click_counter(href):
    """What holds no address stays as it is."""
    assert (unwrap(href).href, unwrap(href).rewriters) == (href, ())
