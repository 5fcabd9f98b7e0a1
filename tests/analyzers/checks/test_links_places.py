"""The checks that ask what kind of place a link leads to, and how the link is built."""

import pytest

from analyzers.checks import (
    address_in_link,
    borrowed_counter,
    free_subdomain_host,
    hacked_site_link,
    ip_link,
    kit_link,
    link_name_mismatch,
    only_rented_links,
    random_host_link,
    rare_ending_link,
    shortened_link,
    user_content_link,
)
from tests.analyzers.mails import dossier, eml

FIRM = "<news@firm.example>"
HOME = ("https://www.firm.example/", "Our site")


def said(check, *pairs, sender=FIRM, more=""):
    """The findings of one check for links given as pairs of address and shown text."""
    html = "".join(f'<p>Some words <a href="{href}">{shown}</a></p>' for href, shown in pairs) + more
    found = list(check.check(dossier(eml(html=html, sender=sender))))
    assert all(finding.evidence for finding in found)
    return [(f.code + ("/" + f.variant if f.variant else ""), f.facts) for f in found]


def codes(check, *hrefs, sender=FIRM, more=""):
    """Only the codes, for addresses behind a word."""
    return [code for code, _ in said(check, *((href, "here") for href in hrefs), sender=sender, more=more)]


def test_shortened_link():
    """It is told once, and weighs less beside the sender's own site."""
    once = said(shortened_link, ("https://bit.ly/4AbCdEf", "here"), ("https://t.co/x", "there"))

    assert once == [("shortened-link", {"service": "bit.ly", "beside": False})]
    assert [code for code, _ in said(shortened_link, ("https://bit.ly/4AbCdEf", "here"), HOME)] == [
        "shortened-link/beside"
    ]


@pytest.mark.parametrize(
    ("href", "sender"),
    [
        ("https://t.co/x", "<notify@x.com>"),
        ("https://photos.app.goo.gl/AbC", "<a@sender.example>"),
        ("https://maps.app.goo.gl/AbC", "<a@sender.example>"),
        ("https://bit.ly.evil.example/x", FIRM),
        ("https://notbit.ly/x", FIRM),
        ("https://youtu.be/x", FIRM),
        ("https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.firm.example%2F", FIRM),
    ],
)
def test_no_shortened_link(href, sender):
    """The service's own mail, names that only look like one, and services that shorten only their own addresses."""
    assert codes(shortened_link, href, sender=sender) == []


@pytest.mark.parametrize(
    ("href", "variant"),
    [
        ("https://storage.googleapis.com/some-bucket/a.html#x", "bucket"),
        ("https://portal-1.s3.us-east-1.amazonaws.com/restore.htm", "bucket"),
        ("http://name.s3-website-eu-west-1.amazonaws.com/", "bucket"),
        ("https://name.blob.core.windows.net/name/1.html", "bucket"),
        ("https://ipfs.io/ipfs/bafkrei", "bucket"),
        ("http://ec2-203-0-113-7.us-east-2.compute.amazonaws.com/x", "server"),
        ("https://n-b7mzqk2wxe-uc.a.run.app/m/", "site"),
        ("https://webmail-login1.vercel.app/", "site"),
        ("http://somebody-1.blogspot.hr", "site"),
        ("https://docs.google.com/drawings/d/1F4/preview", "site"),
        ("https://docs.google.com/forms/d/e/1F4/viewform", "form"),
        ("https://forms.office.com/r/abc", "form"),
        ("https://docs.google.com/document/d/1F4/edit", "document"),
        ("https://other.sharepoint.com/:b:/s/x", "document"),
        ("https://bucket.s3.amazonaws.com/invoice.pdf?X-Amz-Expires=60&X-Amz-Signature=ab", "document"),
    ],
)
def test_user_content_link(href, variant):
    """Each kind of place; a file behind a signed address is how services hand out invoices."""
    assert codes(user_content_link, href) == [f"user-content-link/{variant}"]


@pytest.mark.parametrize(
    ("href", "sender"),
    [
        ("https://docs.google.com/", FIRM),
        ("https://storage.googleapis.com.evil.example/x", FIRM),
        ("https://firm.sharepoint.com/:b:/s/x", FIRM),
        ("https://example-my.sharepoint.com/personal/x", FIRM),
        ("https://forms.gle/x", "<no-reply@google.com>"),
        ("https://www.dropbox.com/s/x", "<no-reply@dropbox.com>"),
        ("https://app-1.firebaseapp.com/x", "<noreply@app-1.firebaseapp.com>"),
    ],
)
def test_no_user_content_link(href, sender):
    """The tenant of the sender or of ours, the service's own mail, and names that only look like one."""
    assert codes(user_content_link, href, sender=sender) == []


def test_the_heaviest_place_is_told():
    """A page in a bucket says more than a shared file; beside the sender's own site both say little."""
    pairs = [("https://drive.google.com/file/d/x", "a"), ("https://x.r2.dev/a.html", "b")]

    assert [code for code, _ in said(user_content_link, *pairs)] == ["user-content-link/bucket"]
    assert [code for code, _ in said(user_content_link, *pairs, HOME)] == ["user-content-link/beside"]


def test_a_place_is_told_once():
    """A name that is lent along with a page is no free subdomain besides."""
    assert codes(free_subdomain_host, "https://webmail-login1.vercel.app/") == []
    assert codes(free_subdomain_host, "https://ho61v7smlr.free.hr/") == ["free-subdomain-host"]


@pytest.mark.parametrize(
    ("hrefs", "sender", "told"),
    [
        (["https://bit.ly/x"], FIRM, ["only-rented-links"]),
        (["https://bit.ly/x", "https://x.r2.dev/unsubscribe"], FIRM, ["only-rented-links"]),
        (["http://8.8.4.7/x"], FIRM, ["only-rented-links"]),
        (["https://bit.ly/x", "https://www.firm.example/"], FIRM, []),
        (["https://bit.ly/x", "https://partner.example/"], FIRM, []),
        (["https://bit.ly/x", "https://x.r2.dev/a", "https://y.web.app/"], FIRM, []),
        (["https://bit.ly/x"], "<someone@gmail.com>", []),
        (["https://bit.ly/x"], "<dev@lists.firm.example>", []),
        (["https://drive.google.com/file/d/x"], FIRM, []),
    ],
)
def test_only_rented_links(hrefs, sender, told):
    """A company that links to nothing of its own; people at a mail provider have nothing of their own, reports link to many places."""
    assert codes(only_rented_links, *hrefs, sender=sender) == told


@pytest.mark.parametrize(
    ("href", "sender", "told"),
    [
        ("https://login.somewhere.icu/update", FIRM, [".icu"]),
        ("https://shop.firm.icu/", "<a@firm.icu>", []),
        ("https://other.icu/", "<a@firm.icu>", []),
        ("https://www.tokyo.example/", FIRM, []),
        ("https://somebody.base.shop/", FIRM, []),
        ("https://somewhere.cn/x", FIRM, []),
    ],
)
def test_rare_ending_link(href, sender, told):
    """An ending of the list; at home where the sender has it too."""
    assert [facts["ending"] for _, facts in said(rare_ending_link, (href, "here"), sender=sender)] == told


def test_chinese_domains_behind_japanese():
    """Seldom honest, whoever sent it; a name in plain text is often that of a file."""
    found = said(rare_ending_link, ("https://somewhere.cn/x", "ご確認はこちら"))

    assert [(code, facts["ending"]) for code, facts in found] == [("rare-ending-link", ".cn")]
    assert list(rare_ending_link.check(dossier(eml(text="Edit sendmail.cf first", sender=FIRM)))) == []


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("https://xqvkdwfbzt.example/", ["random-host-link"]),
        ("https://58204.shop3.example/x", ["random-host-link/below"]),
        ("https://qmdwtkrzb7xcfj4hgvp.homenest.example/", ["random-host-link/below"]),
        ("https://d27m4q18w3b9zx.cloudfront.net/x", []),
        ("https://u20410087.ct.sendgrid.net/ls/click", []),
        ("https://xqvkdwfbzt.firm.example/", []),
        ("https://www.mitsubishi.example/", []),
    ],
)
def test_random_host_link(href, told):
    """Drawn names; what a service lends, and what the sender's own machines are called, says nothing."""
    assert codes(random_host_link, href) == told


@pytest.mark.parametrize(
    ("href", "told"),
    [("http://8.8.4.7/cl", ["ip-link"]), ("http://192.168.60.2/", []), ("https://a.example/", [])],
)
def test_ip_link(href, told):
    """A public number behind words; devices of one's own network are none."""
    assert codes(ip_link, href) == told


def test_an_ip_in_plain_text_is_talk():
    """Engineers write them."""
    assert list(ip_link.check(dossier(eml(text="See http://8.8.4.7/status", sender=FIRM)))) == []


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("https://florist.example/wp-includes/abc", ["wp-includes"]),
        ("https://florist.example/wp-content/plugins/x/login.php", ["wp-content/plugins"]),
        ("https://florist.example/.well-known/pki/", [".well-known"]),
        ("https://florist.example/wp-content/uploads/2024/05/brochure.pdf", []),
        ("https://florist.example/wp-content/themes/a/logo.png", []),
        ("https://florist.example/.well-known/security.txt", []),
        ("https://florist.example/wp-admin/admin-ajax.php?action=x", []),
        ("https://www.firm.example/wp-admin/post.php", []),
    ],
)
def test_hacked_site_link(href, told):
    """Directories without pages for readers; pictures and documents lie there honestly, and the sender's own site is his."""
    assert [facts["inside"] for _, facts in said(hacked_site_link, (href, "here"))] == told


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("https://a.example/logon.html#user@example.jp", ["address-in-link"]),
        ("https://a.example/7461726f406d61696c2e6578616d706c652e636f6d", ["address-in-link/coded"]),
        ("https://a.example/x/dXNlckBleGFtcGxlLmNvbQ==", ["address-in-link/coded"]),
        ("https://a.example/unsubscribe?email=user@example.jp", []),
        ("https://lore.a.example/r/158861209824.340223@example.jp/", []),
        ("https://www.firm.example/#user@example.jp", []),
        ("https://a.example/#/@user:server.example", []),
        ("https://a.example/" + "41" * 4_000, []),
    ],
)
def test_address_in_link(href, told):
    """Behind a # or coded; plainly it stands in links of every newsletter, and in archives of lists."""
    assert codes(address_in_link, href) == told


@pytest.mark.parametrize(
    "path",
    [
        "/cl/5120_md/3077/18204/1166/245/51930",
        "//oop/5120_md/3077/18204/1166/245/51930",
        "/QbmKdT#cl/427_md/12/208/14/33/90215",
        "/4WrGMD31706HKvB845qpldnwsuhe1290BNRTWMCZKA",
        "/4KHRwC19034ZmuBd208QeLg0tKS0bpWx0VrNh1",
        "/rd/c40266KPrMz18350427YGHd30811tbC52914qwJk2207",
        "/kwtbd.php?32=a17e9052c48fb31d6_71b4.23e0947.fa10",
        "/?a=4120&oc=13377&c=40218&m=3&s1=",
        "/lnk.php?id=31372C34312C7461726F40657861",
        "/fwd/P2s9NzEmYWI9MDAyJmNkPTMmZWY9MDAmZ2g9Mg==/user",
        "/TWFEazIrcjdQcVpiVm4wS3RYZUg1d2lMc1k4Z0NqUTFmVG9CdTRoTnlHNm1B",
        "/wK5bnqT9RDFsgyEXmP3dkuL/cWtB7A2j8p6VS4Yiezohq/8N/qHMfUXDovTG52",
    ],
)
def test_kit_link(path):
    """Shapes of the programs for unwanted mass mail, on any host, the sender's too."""
    assert codes(kit_link, f"http://shop.example{path}") == ["kit-link"]
    assert codes(kit_link, f"http://www.firm.example{path}") == ["kit-link"]


@pytest.mark.parametrize(
    "href",
    [
        "https://u20410087.ct.sendgrid.net/ls/click?upn=QWER31ZXv8-2Bk44pLmoNTgHY72C",
        "https://click.firm.example/?qs=17c0b843f29d5e6a3084ab71d5e2c9f608b3a4d7e1",
        "https://links.firm.example/u/click?_t=5c3e9a1d7b2f4860a1c4e8d2f6b09375&_m=2",
        "https://info.firm.example/e/418820/m-spring-news-head/2kqw7d/1204417733",
        "https://go.firm.example/NzY2LUxVWi01NTAAAAGLxYz1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sT1uV2wX3yZ4=",
        "https://hub.firm.example/Ctc/W+113/cXyz04/VVqL2N2J8n5WV8XhRz50Zb3rW3C8tqR5gBcDzN5Bq",
        "https://docs.google.com/document/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit",
        "https://github.com/firm/repo/commit/9fceb02d0ae598e95dc970b74767f19372d61af8",
        "https://www.amazon.co.jp/dp/B0C1234567/ref=pe_120400_330211870_TE_item",
        "https://zoom.us/j/91234567890?pwd=QWxhZGRpbjpvcGVuIHNlc2FtZQ09",
        "https://firm.example/search?a=1&c=2",
    ],
)
def test_no_kit_link(href):
    """Mailing services, shared documents, shops, calls and commits have long codes, too."""
    assert codes(kit_link, href) == []


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (("https://elsewhere.example/", "VISAカード"), ["link-name-mismatch"]),
        (("https://elsewhere.example/", "公式サイトはこちら"), ["link-name-mismatch/official"]),
        (("https://www.visa.co.jp/", "VISAカード"), []),
        (("https://u1.ct.sendgrid.net/x", "Amazon"), []),
        (("https://elsewhere.example/", "Log in"), []),
        (("https://elsewhere.example/", "https://www.amazon.co.jp/"), []),
        (("https://elsewhere.example/", "How we moved from Amazon to a smaller place, and what we learned"), []),
    ],
)
def test_link_name_mismatch(pair, told):
    """A name is no address, but it is a promise; sentences, mailing services and addresses are other checks' matter or none."""
    assert [code for code, _ in said(link_name_mismatch, pair)] == told


def test_a_shop_that_names_brands():
    """Who links to his own site, too, recommends something there."""
    assert said(link_name_mismatch, ("https://elsewhere.example/", "Amazon"), HOME) == []


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("https://url2210.joiner.example/ls/click?upn=Hk2Qd71wbtzMrvcpNLe", ["borrowed-counter"]),
        ("https://mail.wherethen.example/index.php/campaigns/kd208wqnr51z7/track-url/a/b", ["borrowed-counter"]),
        ("https://url3307.firm.example/ls/click?upn=u001.k7B2WdF", []),
        ("https://click.firm-mail.example/ls/click?upn=u001.k7B2WdF", []),
        ("https://u1.ct.sendgrid.net/ls/click?upn=u001.k7B2WdF", []),
        ("https://unknown.example/news/click", []),
    ],
)
def test_borrowed_counter(href, told):
    """A stranger's name on a mailing service's counter; the sender's own, the service's own, and a page that is called so."""
    assert codes(borrowed_counter, href) == told
