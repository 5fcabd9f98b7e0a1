"""Who writes a brand's name beside his own."""

import pytest

from analyzers.brands import book
from analyzers.brands.stance import stance


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Amazon.co.jp", "self"),
        ("Amazon カスタマーサポート", "self"),
        ("Amazonカスタマーサポート 佐藤", "self"),
        ("佐藤 Amazonカスタマーサポート", "self"),
        ("Kaito Amazon Support", "self"),
        ("Amazon Help Center", "self"),
        ("Amazon.co.jp via News", "self"),
        ("Netflix - Last reminder", "self"),
        ("みずほ銀行からの重要なお知らせ", "self"),
        ("Kaito Amazon", "beside"),
        ("Amazon 佐藤", "beside"),
        ("Riverside Tools Microsoft 365 Support", "beside"),
        ("クラウド屋 Microsoft 365サポート窓口", "beside"),
        ("UPS交換サービス みどり電機", "beside"),
        ("NTTドコモ代理店 みどり通信", "related"),
        ("楽天市場店 みどり家具", "related"),
        ("三菱UFJ銀行OB会", "related"),
        ("みずほ銀行労働組合", "related"),
        ("HSBC Alumni Network", "related"),
        ("Microsoft 365 代理店 みどりIT", "related"),
        ("Adobe Illustrator勉強会", "related"),
        ("Barclays Center", "place"),
        ("UPS Store 1234", "place"),
    ],
)
def test_stances(name, held):
    """The brand itself, somebody beside it, somebody who deals with it, a word that both use."""
    assert [naming.stance for naming in book().named(name)] == [held]


def test_a_person_whose_house_the_address_names():
    """A dealer's own name stands in his address."""
    assert stance("riverside ", " support", "a@riverside.example") == "beside"
    assert stance("riverside ", " support", "a@evil.example") == "self"
