"""What the fields of a page ask for."""

import pytest

from analyzers.parsers.html import parse
from analyzers.reading.html import by_pattern


@pytest.mark.parametrize(
    ("html", "asks"),
    [
        ("<form action='https://a.example'><input type=password></form>", "password"),
        ("<table><form><tr><td><input TYPE='Password' name=p></td></tr></form></table>", "password"),
        ("<form><input name='user_passwd'></form>", "password"),
        ("<form><input type=text placeholder='パスワード'></form>", "password"),
        ("<form><input name=cardNumber><input autocomplete=cc-csc></form>", "card"),
        ("<form><input name=card_num><input type=password></form>", "password"),
        ("<form><input type=text name=q><input type=submit value='Forgot password'></form>", ""),
        ("<form><input type=hidden name=password value=x><input type=email name=email></form>", ""),
        ("<p>Enter your password</p>", ""),
    ],
)
def test_asks(html, asks):
    """A field of its own type, or one that is called so; hidden ones and buttons ask for nothing."""
    assert parse(html).asks == asks


def test_asks_in_what_cannot_be_parsed():
    """A pattern finds the field."""
    assert by_pattern("<form><input name=a type = 'password'>").asks == "password"
    assert by_pattern("<form><input name=a>").asks == ""
