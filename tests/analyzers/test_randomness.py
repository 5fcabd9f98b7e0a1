"""Names that look drawn, and names that people chose."""

import pytest

from analyzers.randomness import LIMIT, looks_random, randomness

DRAWN = "xqvkdwfbzt wzkvpxqfb bqtxfkw hzvbqkfwxtgpd d27m4q18w3b9zx r528xwtkqd7bmf3h61zc pk4wq7-zbtxvgd8kr-ab 8k4t2wq7z"
CHOSEN = """
    mitsubishi shinkansen yodobashi tokyotsushin kyushu chugoku fukuoka hokkaido senshuikeda jyosei rechtsschutzversicherung
    wirtschaftspruefung donaudampfschifffahrt geschaeftsfuehrung desenvolvimento aproveitamento pharmaceuticals
    hdfcbank smbcgroup airbnb muumuu-domain pcworld docusign dropbox netflix wpmucdn ghghg smtp hsbc mufg xmlhttp
    us-east-1 eu-central-1 ec2-203-0-113-7 i18n k8s web2print 7eleven 20240131 mail01 n26 3dsecure office365
"""


@pytest.mark.parametrize("label", DRAWN.split())
def test_drawn(label):
    """No person chose these."""
    assert looks_random(label)


@pytest.mark.parametrize("label", CHOSEN.split())
def test_chosen(label):
    """Romaji, long compounds, acronyms beside words, names of machines and places."""
    assert not looks_random(label)


@pytest.mark.parametrize(("label", "bits"), [("", 0.0), ("日本語", 0.0), ("xn--80akhbyknj4f", 0.0), ("ab" * 9000, 0.0)])
def test_nothing_to_say(label, bits):
    """Empty, in another script, in its ASCII form, and of any length."""
    assert randomness(label) == bits


def test_the_worst_part_counts():
    """A word beside drawn letters takes nothing away."""
    assert randomness("login-xqvkdwfbzt") == randomness("xqvkdwfbzt") > LIMIT
