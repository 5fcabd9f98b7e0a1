"""Lists, forwarders, filters and other relays of our side stand above the sender's hop, and only they are passed."""

import itertools

import pytest

from analyzers.trace import OurSide, trace
from analyzers.trace.relays import services
from tests.analyzers.trace.routes import block, origin

EVIL = "from bank.example (evil.example [203.0.113.66]) by {by} (Postfix) with ESMTP id E1 for <l@x.example>"
LIST = (
    "from lists.sourceforge.net (lists.sourceforge.net [198.51.100.7]) by mail.example.jp (Postfix) with ESMTPS id L1"
)
SOURCEFORGE = (
    "Return-Path: <a-bounces@lists.sourceforge.net>",
    LIST,
    "from [127.0.0.1] (helo=sfs-ml-4.v29.lw.sourceforge.com) by sfs-ml-4.v29.lw.sourceforge.com with esmtp (Exim 4.95)",
    (
        "from [172.30.29.66] (helo=mx.sourceforge.net) by sfs-ml-4.v29.lw.sourceforge.com with esmtps (Exim 4.95)"
        " (envelope-from <a@bank.example>) id 1tQce3"
    ),
    "from [203.0.113.66] (helo=bank.example) by sfi-mx-2.v28.lw.sourceforge.com with esmtps (Exim 4.95) id 1tQce2",
)
ML01 = (
    "Return-Path: <l-bounces@lists.01.org>",
    "from ml01.01.org (ml01.01.org [IPv6:2001:db8:306::1]) by mail.example.jp (Postfix) with ESMTPS id L1",
    "from ml01.vlan13.01.org (localhost [IPv6:::1]) by ml01.01.org (Postfix) with ESMTP id L2",
    "Received-SPF: Softfail (mailfrom) identity=mailfrom; client-ip=203.0.113.66; envelope-from=a@bank.example;",
    EVIL.format(by="ml01.01.org"),
)
VGER = (
    "Return-Path: <l-owner@vger.kernel.org>",
    "from vger.kernel.org (vger.kernel.org [198.51.100.18]) by mail.example.jp (Postfix) with ESMTP id L1",
    "(majordomo@vger.kernel.org) by vger.kernel.org via listexpand id S1 (ORCPT <rfc822;x@example.jp>)",
    (
        'from lindbergh.monkeyblade.net ([198.51.100.19]:40126 "EHLO lindbergh.monkeyblade.net"'
        " rhost-flags-OK-OK-OK-OK) by vger.kernel.org with ESMTP id S2"
    ),
    EVIL.format(by="lindbergh.monkeyblade.net"),
)
SUBSPACE = (
    "Return-Path: <l+bounces-1-x=example.jp@vger.kernel.org>",
    "from ny.mirrors.kernel.org (ny.mirrors.kernel.org [198.51.100.30]) by mail.example.jp (Postfix) with ESMTPS id L1",
    "from smtp.subspace.kernel.org (relay.kernel.org [198.51.100.31]) by ny.mirrors.kernel.org (Postfix) with ESMTPS",
    "from localhost.localdomain (localhost.localdomain [127.0.0.1]) by smtp.subspace.kernel.org (Postfix) with ESMTP",
    EVIL.format(by="smtp.subspace.kernel.org"),
)
GROUPS = (
    "by 2002:a05:6402:3c4:b0:5f1 with SMTP id x",
    "Return-Path: <g+bncBC1@googlegroups.com>",
    "from mail-yw1-f184.google.com (mail-yw1-f184.google.com. [198.51.100.184]) by mx.example.jp (Postfix) with ESMTPS",
    "by mail-yw1-f184.google.com with SMTP id y for <x@example.jp>",
    EVIL.format(by="gmr-mx.google.com"),
)
FORGED = (
    "from ml01.01.org (ml01.01.org [198.51.100.9]) by mail.example.jp (Postfix) with ESMTPS id F1",
    LIST,
    "from [10.0.0.8] (helo=mx.sourceforge.net) by sfs-ml-4.v29.lw.sourceforge.com with esmtps (Exim 4.95)",
    "from victim.example (victim.example [198.51.100.99]) by sfi-mx-2.v28.lw.sourceforge.com with esmtp (Exim 4.95)",
    "from victim.example (victim.example [198.51.100.99]) by ml01.01.org (Postfix) with ESMTP",
    "from victim.example (victim.example [198.51.100.99]) by mail.example.jp (Postfix) with ESMTP",
    "from localhost (localhost [127.0.0.1]) by mail.example.jp (Postfix) with ESMTP",
    "by mail.example.jp (Postfix, from userid 111)",
    "(qmail 1 invoked from network)",
    "from D1.prod.outlook.com (2603:10a6:1:2::3) by mail.example.jp with Microsoft SMTP Server",
    "Return-Path: <a-bounces@lists.sourceforge.net>",
    "Received-SPF: pass client-ip=198.51.100.99; envelope-from=a@lists.sourceforge.net",
    "X-Sender-IP: 198.51.100.99",
    "List-Id: <a.lists.sourceforge.net>",
)


@pytest.mark.parametrize(
    ("lines", "line", "name"),
    [(SOURCEFORGE, 4, "SourceForge"), (ML01, 3, "01.org"), (VGER, 4, "kernel.org"), (SUBSPACE, 4, "kernel.org")],
    ids=["sourceforge", "01.org", "vger", "subspace"],
)
def test_a_known_list_is_passed(lines, line, name):
    """The stranger who handed the mail to the list is the origin, and the list is told."""
    found = trace(block(*lines), OurSide())

    assert (found.origin.ip, found.origin.line, found.because) == ("203.0.113.66", line, "first-external")
    assert [(step.line, step.why, step.name) for step in found.services] == [(1, "list", name)]


def test_google_groups():
    """The envelope tells a group's mail from that of anybody with an account."""
    assert origin(GROUPS) == ("203.0.113.66", 4, "first-external")
    assert origin([line.replace("googlegroups.com", "gmail.com") for line in GROUPS])[:2] == ("198.51.100.184", 2)
    assert origin([line for line in GROUPS if "Return-Path" not in line])[:2] == ("198.51.100.184", 2)


def test_members_of_a_provider_are_strangers_to_each_other():
    """What Gmail sends for a customer comes from outside, also to another customer, and to a group."""
    outlet = "from mail-a1.google.com (mail-a1.google.com. [198.51.100.41]) by {by} with SMTPS id 1"

    assert origin((outlet.format(by="mx.google.com"), EVIL.format(by="smtp.gmail.com")))[:2] == ("198.51.100.41", 1)
    assert origin((*GROUPS[:4], outlet.format(by="gmr-mx.google.com"), EVIL.format(by="mail-a1.google.com")))[:2] == (
        "198.51.100.41",
        4,
    )


@pytest.mark.parametrize("lines", [SOURCEFORGE, ML01, VGER, SUBSPACE, GROUPS, (EVIL.format(by="mail.example.jp"),)])
@pytest.mark.parametrize("side", [OurSide(), OurSide(domains=("example.jp",))], ids=["nothing known", "domains known"])
def test_forged_lines_below_change_nothing(lines, side):
    """Whatever the sender puts below, one line or two of it, in whichever order."""
    believed = origin(lines, side)
    for forged in itertools.permutations(FORGED, 2):
        assert origin((*lines, *forged), side) == believed

    assert believed[0] == "203.0.113.66"


@pytest.mark.parametrize(
    "peer",
    [
        "from lists.sourceforge.net (unknown [203.0.113.66]) by mail.example.jp (Postfix)",
        "from lists.sourceforge.net (evil.example [203.0.113.66]) by mail.example.jp (Postfix)",
        "from lists.sourceforge.net (lists.sourceforge.net [203.0.113.66] (may be forged)) by mail.example.jp (8.17.1)",
        "from lists.sourceforge.net (HELO lists.sourceforge.net) (203.0.113.66) by mail.example.jp with SMTP",
        "from [203.0.113.66] (helo=lists.sourceforge.net) by mail.example.jp with esmtp (Exim 4.97)",
        "from lists.sourceforge.net (203.0.113.66) by mail.example.jp with Microsoft SMTP Server",
        "from lists.sourceforge.net (lists.sourceforge.net [203.0.113.66]) by mail.example.jp (Haraka/2.8.27) with SMTP",
        "from x (lists.sourceforge.net.evil.example [203.0.113.66]) by mail.example.jp (Postfix)",
        (
            "from lists.sourceforge.net by x (lists.sourceforge.net [198.51.100.7]) (evil.example [203.0.113.66])"
            " by mail.example.jp (Postfix)"
        ),
    ],
)
def test_who_only_calls_itself_a_list_is_a_stranger(peer):
    """Its HELO, a reverse name that nobody made sure of, and the signs of a list prove nothing."""
    lines = (SOURCEFORGE[0], peer, "List-Id: <a.lists.sourceforge.net>", *SOURCEFORGE[2:], *FORGED)

    assert origin(lines)[:2] == ("203.0.113.66", 1)


def test_somebody_who_calls_himself_the_list_at_its_own_door():
    """The list's server saw his address."""
    lines = (*SOURCEFORGE[:4], SOURCEFORGE[4].replace("helo=bank.example", "helo=lists.sourceforge.net"), *FORGED)

    assert origin(lines)[:2] == ("203.0.113.66", 4)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Return-Path: <l-bounces@list.example>",
            "from list.example (list.example [203.0.113.66]) by mail.example.jp (Postfix) with ESMTPS",
            "from victim.example (victim.example [198.51.100.99]) by list.example (Postfix) with ESMTP",
            "List-Id: <l.list.example>",
            "X-BeenThere: l@list.example",
        ),
        (
            "Return-Path: <SRS0=ab=cd=victim.example=a@forward.example>",
            "from forward.example (forward.example [203.0.113.66]) by mail.example.jp (Postfix) with ESMTPS",
            "Delivered-To: user@forward.example",
            "from victim.example (victim.example [198.51.100.99]) by forward.example (Postfix) for <user@forward.example>",
        ),
        (
            "from mx0a-1.pphosted.com (mx0a-1.pphosted.com [203.0.113.66]) by mail.example.jp (Postfix) with ESMTPS",
            "from victim.example (victim.example [198.51.100.99]) by mx0a-1.pphosted.com (PPS) for <user@example.jp>",
        ),
    ],
    ids=["unknown list", "unknown forwarder", "somebody's filter"],
)
def test_signs_that_anybody_can_write_pass_nobody(lines):
    """The price of never being fooled: an unknown list is itself the origin, until it is named."""
    name = (
        lines[-1].partition(" by ")[2].partition(" ")[0]
        if "pphosted" in lines[-1]
        else lines[0].rpartition("@")[2][:-1]
    )

    assert origin((*lines, *FORGED))[:2] == ("203.0.113.66", 1)
    assert origin(lines, OurSide(servers=("mail.example.jp", name)))[:2] == ("198.51.100.99", 2)
    assert origin(lines, OurSide(learned=("mail.example.jp", name)))[:2] == ("198.51.100.99", 2)


def test_a_configured_filter_and_what_it_does_inside():
    """Its own lines are followed to its border, and the mail may come back to a server of ours."""
    side = OurSide(servers=("example.jp", "pphosted.com"))
    lines = (
        "from mx0a-1.pphosted.com (mx0a-1.pphosted.com [198.51.100.60]) by mail.example.jp (Postfix) with ESMTPS",
        "from pps.filterd (m0098396.ppops.net [127.0.0.1]) by mx0a-1.pphosted.com (8.17.1.24/8.17.1.24) with ESMTP id 1",
        "from border.example.jp (border.example.jp [198.51.100.61]) by mx0a-1.pphosted.com (PPS) with ESMTPS id 2",
        EVIL.format(by="border.example.jp"),
    )
    found = trace(block(*lines, *FORGED), side)

    assert (found.origin.ip, found.origin.line, found.because) == ("203.0.113.66", 4, "configured")
    assert [step.why for step in found.passed] == ["filter", "inside", "configured"]


def test_a_gateway_named_by_address():
    """Exchange Online records no names, so a gateway before it can be named by its address."""
    lines = (
        "from mx.example.jp (198.51.100.20) by D1.mail.protection.outlook.com (10.13.1.1) with Microsoft SMTP Server",
        EVIL.format(by="mx.example.jp"),
    )

    assert origin(lines, OurSide(servers=("mx.example.jp",)))[:2] == ("198.51.100.20", 1)
    assert origin(lines, OurSide(servers=("mx.example.jp", "198.51.100.20"))) == ("203.0.113.66", 2, "configured")


def test_a_server_of_our_domain_passes_when_no_server_is_named():
    """Our forwarding server, before a mailbox elsewhere."""
    lines = (
        "from out.example.jp (out.example.jp [198.51.100.20]) by mx.google.com with ESMTPS id 1",
        EVIL.format(by="in.example.jp"),
    )

    assert origin((*lines, *FORGED), OurSide(domains=("example.jp",))) == ("203.0.113.66", 2, "first-external")
    assert origin((*lines, *FORGED))[:2] == ("198.51.100.20", 1)


@pytest.mark.parametrize(
    "name",
    ["ik1-123-45.vs.sakura.ne.jp", "v203-0-113-66.other.sakura.ne.jp", "x66-113.y.sakura.ne.jp"],
)
def test_a_rented_machine_of_our_own_hosting_company(name):
    """Its name lies in the company's domain like our server's, and its customer writes every line."""
    lines = (
        f"from x ({name} [203.0.113.66]) by www9.sakura.ne.jp (Postfix) with ESMTP id 1",
        "from victim.example (victim.example [198.51.100.99]) by www9.sakura.ne.jp (Postfix) with ESMTP id 2",
    )

    assert origin(lines)[:2] == ("203.0.113.66", 1)


@pytest.mark.parametrize(
    "born",
    [
        "(from www@localhost) by www5.sakura.ne.jp (8.17.1/8.17.1/Submit) id 2",
        "by www5.sakura.ne.jp (Postfix, from userid 1033) id 2",
        "from www by www5.sakura.ne.jp with local (Exim 4.97) id 2",
        "by www5.sakura.ne.jp (Postfix) with ESMTPSA id 2",
    ],
)
@pytest.mark.parametrize("side", [OurSide(), OurSide(domains=("sakura.ne.jp",))])
def test_a_program_on_a_neighbours_server(born, side):
    """Its server is the origin; the lines that the program wrote itself are not read."""
    lines = (
        "from www5.sakura.ne.jp (www5.sakura.ne.jp [203.0.113.66]) by www9.sakura.ne.jp (Postfix) with ESMTP id 1",
        born,
        "from victim.example (victim.example [198.51.100.99]) by www5.sakura.ne.jp (Postfix) with ESMTP id 3",
    )

    assert origin(lines, side)[:2] == ("203.0.113.66", 1)


def test_a_colleague_whose_address_our_server_hides():
    """Who logged in wrote all that is below, so nothing of it is read."""
    lines = ("by mx.example.jp (Postfix) with ESMTPSA id 1", EVIL.format(by="mx.example.jp"))

    assert origin(lines) == (None, None, None)


@pytest.mark.parametrize("helo", ["mx.example.jp", "localhost", "mail"])
def test_a_line_that_holds_a_greeting_only(helo):
    """Where our server records no address, a greeting with our own name passes nobody."""
    lines = (f"from {helo} by mx.example.jp with SMTP id 1", EVIL.format(by="mx.example.jp"))

    assert origin(lines) == (None, 1, "top-line")


@pytest.mark.parametrize("peer", ["pop.isp.example [198.51.100.70]", "tunnel [127.0.0.1]"])
def test_mail_fetched_from_a_mailbox(peer):
    """The server that we fetched it from did not come to us; behind a tunnel it has another name."""
    lines = (
        f"from {peer} by localhost with POP3 (fetchmail-6.4.37) for <x@localhost> (single-drop)",
        EVIL.format(by="mx1.isp.example"),
    )

    assert origin((*lines, *FORGED)) == ("203.0.113.66", 2, "first-external")


def test_nothing_below_the_list():
    """A mail written on the list's own server: its server is as far as can be told."""
    assert origin(SOURCEFORGE[:3])[:2] == ("198.51.100.7", 1)
    assert origin((*SOURCEFORGE[:3], EVIL.format(by="elsewhere.example")))[:2] == ("198.51.100.7", 1)


def test_blackened_addresses():
    """Exchange Online wrote an address into every line; where one was blackened, the provider's own names do."""
    lines = (
        "from A1.prod.outlook.com (2603:10b6:408:x@y::6) by B1.prod.outlook.com with Microsoft SMTP Server id 15.20.9073.11",
        "from mail.evil.example (203.0.113.66) by D1.mail.protection.outlook.com (10.13.1.1) with Microsoft SMTP Server",
    )

    assert origin((*lines, *FORGED)) == ("203.0.113.66", 2, "first-external")


def test_the_data():
    """Every service says from where it hands over and how it names itself; no host is so short that anybody bears it."""
    known = (*services("list"), *services("filter"))

    assert len({service.name for service in known}) == len(known)
    assert all(service.hosts and service.by for service in known)
    assert all("." in name.strip("*.") for s in known for name in (*s.hosts, *s.by, *s.inside, *s.envelope))
