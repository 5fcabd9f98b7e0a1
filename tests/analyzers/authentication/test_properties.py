"""Whatever stands in an Authentication-Results field: it is read without an error, and its results are words."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzers.authentication.claims import MAX_RESULTS, read_claim

_PIECES = (
    'mx.example.jp mx.example.jp; spf=pass dkim=fail dmarc = none arc=pass ; ( ) (( )) " \\ = == (2048-bit smtp.mailfrom=a@evil.example header.d=evil.example '
    "header.from=x reason= 1 none compauth=pass action=none policy.dmarc=reject i=1 <a@b> \t 日本 \x00 ;; dkim=pass(a;b)header.d=x"
)
VALUE = st.lists(st.one_of(st.sampled_from(_PIECES.split(" ")), st.text(max_size=8)), max_size=40).map(" ".join)


@given(VALUE)
@example("(" * 8000)
@example('"' + "\\" * 7999)
@example("mx.example.jp; " + "dkim=pass " * 800)
@settings(max_examples=500, deadline=None)
def test_any_value_is_read(value):
    """Bounded, and nothing but plain words comes out."""
    claim = read_claim(value)

    assert len(claim.results) <= MAX_RESULTS
    assert all(one.method and one.method == one.method.lower() and " " not in one.method for one in claim.results)
    assert all(one.result == one.result.strip().lower() for one in claim.results)


@given(
    st.sampled_from(["spf", "dkim", "dmarc", "arc"]),
    st.sampled_from(["pass", "fail", "none", "temperror"]),
    st.text(alphabet="abc ()\\;=", max_size=30),
)
@settings(max_examples=200, deadline=None)
def test_a_result_survives_its_neighbours(method, result, noise):
    """What is written first is read first, whatever follows."""
    claim = read_claim(f"mx.example.jp; {method}={result} header.d=a.example; {noise}")

    assert claim.authserv_id == "mx.example.jp"
    assert (claim.results[0].method, claim.results[0].result) == (method, result)
    assert claim.results[0].domain("header.d") == "a.example"
