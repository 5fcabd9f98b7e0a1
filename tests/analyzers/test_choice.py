"""Of mails that came in one another, the one that is meant is judged."""

from dataclasses import replace

import pytest

from analyzers import Form, Level, Message
from analyzers.choice import choose
from analyzers.links.url import make_link
from analyzers.message import Attachment, Sender, Wrapping

EVIL = make_link("https://evil.example/", where="text")
FILE = Attachment("a.html", "text/html", "text/html", 9, "00")


def mail(name, *inside, evil=False):
    """A mail from `name`; its text and links hold those of the mails inside, as a reader sees them."""
    links = tuple(dict.fromkeys([*([EVIL] if evil else []), *(link for m in inside for link in m.links)]))
    text = "\n".join([f"{name} writes", *(["password"] if evil else []), *(m.text for m in inside)])
    kept = tuple(replace(m, wrappings=(Wrapping("message", Sender(name=name)),)) for m in inside)
    return Message(form=Form.EML, sender=Sender(name=name), text=text, links=links, inside=kept)


def level(message):
    """Danger: a link and the word password. Caution: the word odd."""
    if message.links and "password" in message.text:
        return Level.DANGER
    return Level.CAUTION if "odd" in message.text else Level.INSUFFICIENT


@pytest.mark.parametrize(
    ("message", "chosen"),
    [
        (mail("alone"), "alone"),
        (mail("colleague", mail("fraud", evil=True)), "fraud"),
        (mail("colleague", mail("colleague 2", mail("fraud", evil=True))), "fraud"),
        (mail("fraud", mail("harmless"), evil=True), "fraud"),
        (mail("fraud", mail("odd"), evil=True), "fraud"),
        (mail("colleague", mail("harmless")), "harmless"),
        (mail("colleague", mail("harmless"), mail("fraud", evil=True), mail("harmless 2")), "fraud"),
        (mail("colleague", mail("one"), mail("two")), "one"),
        (mail("odd", mail("harmless")), "odd"),
        (mail("fraud", mail("fraud 2", evil=True), evil=True), "fraud 2"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_most_serious_then_the_innermost(message, chosen):
    """A forwarder is not blamed for what he forwards; a sender is not excused by what he attaches."""
    assert choose(message, level).sender.name == chosen


def test_a_file_of_the_mail_inside_is_not_the_forwarders():
    """What belongs to the mail inside does not count against the mail around it."""
    inner = replace(mail("fraud"), attachments=(FILE,))
    outer = replace(mail("colleague", inner), attachments=(FILE,), inside=(inner,))
    seen = []

    def keep(message):
        seen.append((message.sender.name, message.attachments))
        return Level.INSUFFICIENT

    assert choose(outer, keep) is inner
    assert seen == [("colleague", ()), ("fraud", (FILE,))]


def test_candidates_are_bounded():
    """A hundred attached mails cost no more than ten."""
    asked = []

    def count(message):
        asked.append(message)
        return Level.INSUFFICIENT

    choose(mail("colleague", *(mail(str(n)) for n in range(100))), count)

    assert len(asked) == 10
