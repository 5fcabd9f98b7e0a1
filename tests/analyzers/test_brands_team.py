"""The team's own file: read whole, or refused in one line."""

import pytest

from analyzers.brands import Brand
from analyzers.trace import Person, Team, TeamFileError, Us, read_team

YAML = """
brands:
  - names: [鏡屋, Kagamiya]
    strict: [KG]
    domains: [Kagamiya.com]
    senders: [mailer.example.net]
domains: [kagamiya.com]
executives:
  - names: [山田 太郎, Taro Yamada]
    addresses: [Taro@kagamiya.com]
desks: [情報システム部, IT Help Desk]
lookalikes_allowed: [kagamiya.jp]
"""
TOML = """
domains = ["kagamiya.com"]
desks = ["情報システム部", "IT Help Desk"]
lookalikes_allowed = ["kagamiya.jp"]
[[brands]]
names = ["鏡屋", "Kagamiya"]
strict = ["KG"]
domains = ["Kagamiya.com"]
senders = ["mailer.example.net"]
[[executives]]
names = ["山田 太郎", "Taro Yamada"]
addresses = ["Taro@kagamiya.com"]
"""


@pytest.mark.parametrize(("name", "text"), [("team.yaml", YAML), ("team.toml", TOML)])
def test_everything_is_read(tmp_path, name, text):
    """Both forms say the same."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    assert read_team(path) == Team(
        domains=("kagamiya.com",),
        us=Us(
            executives=(Person(names=("山田 太郎", "Taro Yamada"), addresses=("taro@kagamiya.com",)),),
            desks=("情報システム部", "IT Help Desk"),
            lookalikes_allowed=("kagamiya.jp",),
            brands=(
                Brand(
                    id="own:鏡屋",
                    ja="鏡屋",
                    en="Kagamiya",
                    names=("鏡屋", "Kagamiya", "KG"),
                    strict=("KG",),
                    domains=("kagamiya.com",),
                    proven=("kagamiya.com",),
                    senders=("mailer.example.net",),
                ),
            ),
        ),
    )


def test_an_empty_file_says_nothing(tmp_path):
    """A file of comments is a file."""
    path = tmp_path / "team.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")

    assert read_team(path) == Team()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("brand: []", "Object contains unknown field `brand`"),
        ("brands:\n- names: [Kagamiya]", "Object missing required field `domains` - at `$.brands[0]`"),
        ("brands:\n- names: [Kagamiya]\n  domains: []", "brands: Kagamiya has no domain"),
        ("brands:\n- names: []\n  domains: [kagamiya.com]", "brands: a name is missing"),
        ("brands:\n- names: [K]\n  domains: [kagamiya.com]", "brands: 'K' is too short for a name"),
        ("domains: [kagamiya]", "domains: 'kagamiya' is no domain"),
        ("executives:\n- names: [Taro]\n  addresses: [taro]", "executives: 'taro' is no address"),
        ("desks: Help Desk", "Expected `array`, got `str` - at `$.desks`"),
        ("- a", "Expected `object`, got `array`"),
    ],
)
def test_a_wrong_file_is_one_line(tmp_path, text, why):
    """The line names the file, what is wrong and where."""
    path = tmp_path / "team.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(TeamFileError) as error:
        read_team(path)

    assert str(error.value) == f"{path}: {why}"


@pytest.mark.parametrize(("name", "data"), [("t.yaml", b"a: [\n b"), ("t.toml", b"a = ["), ("t.yaml", b"\xff\xfe\xfd")])
def test_a_broken_file_is_one_line(tmp_path, name, data):
    """Neither YAML, nor TOML, nor text."""
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(TeamFileError, match=r"^[^\n]+$"):
        read_team(path)


def test_a_missing_file_is_one_line(tmp_path):
    """A name that leads nowhere."""
    with pytest.raises(TeamFileError, match=r"none\.yaml: No such file or directory"):
        read_team(tmp_path / "none.yaml")
