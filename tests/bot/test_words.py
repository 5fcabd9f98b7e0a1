"""Every sentence is there, in both languages, and can be said."""

import re
import tomllib
from ast import Call, parse, walk
from dataclasses import fields
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

import analyzers.checks  # noqa: F401 -- loads every class of findings
from analyzers.advice import advice
from analyzers.coverage import Coverage
from analyzers.errors import Reason, Source
from analyzers.finding import Finding, code_of
from analyzers.message import Form
from analyzers.reading.attachments import NOTES
from analyzers.report import _STEPS
from analyzers.scoring import Level
from analyzers.wants import CODES
from bot.stranger import Plain
from bot.triage import VERDICTS
from bot.words import LANGUAGES, WordsError, bundle_of, words

SIDES = ("identity", "authentication", "route", "links", "page", "content", "attachments", "nothing")
MOST = {"ja": 160, "en": 320}  # characters of a finding's sentence, with facts of ordinary length
REASON_MOST = {"ja": 100, "en": 160}
PROGRAMS = ("gmail", "outlook", "outlook-new", "yahoo", "apple-mail", "iphone", "thunderbird")
LOSSES = ("charset", "links-capped", "parts-capped", "nesting", "body-unreadable", "html-unreadable", "html-too-long")
LOSSES += ("mails-capped", "encrypted")
LOSSES += ("attachment-unreadable", "attachment-partly", "attachments-unread")


class Variables(Visitor):
    """Collects the variables of a pattern."""

    def __init__(self):
        self.names = set()

    def visit_VariableReference(self, node):  # noqa: N802 -- the library's way
        self.names.add(node.id.name)


def variables(node):
    """The variables that a sentence uses."""
    visitor = Variables()
    visitor.visit(node)
    return visitor.names


def text_of(language):
    """A language file."""
    return files("bot").joinpath(f"locale/{language}.ftl").read_text(encoding="utf-8")


def sentences(language):
    """Id, or id and attribute, to the variables used."""
    found = {}
    for entry in FluentResource(text_of(language)).body:
        if isinstance(entry, ast.Message):
            found[entry.id.name] = variables(entry.value)
            found |= {f"{entry.id.name}.{a.id.name}": variables(a.value) for a in entry.attributes}
    return found


JA, EN = sentences("ja"), sentences("en")
KINDS = sorted((kind for kind in Finding.__subclasses__() if kind.__module__.startswith("analyzers.")), key=code_of)


def test_the_languages_say_the_same_things():
    """The same sentences, with the same attributes."""
    assert sorted(JA) == sorted(EN)


@pytest.mark.parametrize("key", sorted(JA))
def test_the_languages_use_the_same_facts(key):
    """A fact may be named in the reader's language; otherwise the sentences use the same ones."""
    spoken = ({re.sub(r"-(ja|en)$", "", name) for name in said.get(key, set())} for said in (JA, EN))
    ja, en = spoken

    assert ja == en


@pytest.mark.parametrize("kind", KINDS, ids=code_of)
def test_every_finding_has_its_sentence(kind):
    """A finding is said with the facts that it has, and with no others."""
    facts = {f.name.replace("_", "-") for f in fields(kind)} - {"evidence"}

    for said in (JA, EN):
        assert said[code_of(kind)] <= facts
        assert said.get(f"{code_of(kind)}.reason", set()) <= facts


@pytest.mark.parametrize("kind", KINDS, ids=code_of)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said(kind, language):
    """With every fact given, nothing is missing and no variable shows."""
    facts = {f.name.replace("_", "-"): "fact" for f in fields(kind) if f.name != "evidence"}
    w = words(language)

    for key in (code_of(kind), f"{code_of(kind)}.reason"):
        if w.has(key):
            assert not re.search(r"[{}$]", w.say(key, **facts))


def choices(node):
    """For each variable by which a sentence chooses: the values that it knows."""
    found = {}

    class Choices(Visitor):
        def visit_SelectExpression(self, select):  # noqa: N802 -- the library's way
            keys = [v.key.name if isinstance(v.key, ast.Identifier) else v.key.value for v in select.variants]
            found.setdefault(select.selector.id.name, set()).update(keys)
            self.generic_visit(select)

    Choices().visit(node)
    return found


def spoken(language):
    """Each finding's sentence and reason in every variant, said with facts of ordinary length."""
    w, listed = words(language), FluentResource(text_of(language)).body
    entries = {entry.id.name: entry for entry in listed if isinstance(entry, ast.Message)}
    for kind in KINDS:
        code = code_of(kind)
        facts = {f.name.replace("_", "-"): fact(f.name, f.type) for f in fields(kind) if f.name != "evidence"}
        known = choices(entries[code])
        for values in product(*known.values()):
            chosen = facts | {name: number(value) for name, value in zip(known, values, strict=True)}
            for key in (code, f"{code}.reason"):
                if w.has(key):
                    yield key, w.say(key, **chosen)


def number(value):
    """A number where a sentence counts."""
    return int(value) if value.isdecimal() else value


def fact(name, kind):
    """A fact as long as they ordinarily are."""
    if kind in {"int", "float"}:
        return 12
    if name in {"urgent", "credential", "words", "quote", "excerpt"}:
        return "本日中にご確認ください"
    return (
        "Example 株式会社" if name in {"name", "brand_ja", "brand_en", "other_ja", "other_en"} else "mail.example.com"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_finding_is_told_at_length(language):
    """One or two sentences that a worried reader takes in."""
    long = [
        (key, len(text))
        for key, text in spoken(language)
        if len(text) > (REASON_MOST if key.endswith(".reason") else MOST)[language]
    ]

    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_whole_sentences_and_findings_are_items(language):
    """Reasons follow one another in the first lines, so they end as sentences do; the items of a list do not."""
    ends = {"ja": "。", "en": "."}[language]

    assert [key for key, text in spoken(language) if text.endswith(ends) != key.endswith(".reason")] == []


def test_every_finding_tells_from_where_it_is_known():
    """No check makes a finding without its evidence."""
    made = {kind.__name__ for kind in KINDS}
    calls = [
        call
        for path in Path(str(files("analyzers.checks"))).glob("*.py")
        for call in walk(parse(path.read_text(encoding="utf-8")))
        if isinstance(call, Call) and getattr(call.func, "id", "") in made
    ]

    assert len(calls) > 30
    assert [
        f"{call.func.id}, line {call.lineno}" for call in calls if "evidence" not in {k.arg for k in call.keywords}
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_decide_has_a_reason(language):
    """A finding that alone makes a mail suspicious can stand in the first lines."""
    rows = tomllib.loads(files("analyzers").joinpath("data/weights.toml").read_text(encoding="utf-8"))["findings"]
    heavy = {code.partition("/")[0] for code, row in rows.items() if row["weight"] >= 1.5}

    assert [
        code for code in sorted(heavy & {code_of(kind) for kind in KINDS}) if not words(language).has(f"{code}.reason")
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence(language):
    """Levels, advice, forms, sources, reasons, sides, losses, refusals."""
    keys = [f"{prefix}-{level}" for prefix in ("level", "headline", "summary") for level in Level]
    keys += [f"advice-{code}" for code in all_advice()]
    keys += [f"how-{program}" for program in PROGRAMS]
    keys += [f"form-{form}" for form in Form]
    keys += [f"source-{source}" for source in get_args(Source)]
    keys += [f"reason-{reason}" for reason in get_args(Reason)]
    keys += [f"coverage-{side}" for side in SIDES]
    keys += [f"lost-{code}" for code in LOSSES]
    keys += [f"not-a-mail-{code}" for code in ("empty", "no-mail", "binary", "encrypted", "too-large")]
    keys += [f"section-{name}" for name in ("sender", "links", "content")]
    keys += [
        f"cli-{name}"
        for name in ("not-found", "unreadable", "not-a-mail", "column-file", "column-level", "column-reason")
    ]

    assert [key for key in keys if not words(language).has(key)] == []
    assert len(Coverage) == 5


def test_the_losses_and_refusals_named_here_are_those_of_the_source():
    """Nothing is lost or refused under a code that nobody can say."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in files("analyzers").joinpath("reading").iterdir()
        if path.name.endswith(".py")
    )
    lost = set(re.findall(r"lose\(\"([a-z-]+)\"", source)) | (
        set(re.findall(r"\"(html-[a-z-]+)\"", source)) - set(NOTES)
    )

    assert lost == set(LOSSES)
    assert set(re.findall(r"NotAMail\(\"([a-z-]+)\"", source)) == {
        "empty",
        "no-mail",
        "binary",
        "encrypted",
        "too-large",
    }


def all_advice():
    """Every code of advice, whatever the level and whatever the mail wants."""
    wanted = [(), *((code,) for code in CODES), ("reply", "link"), ("transfer", "password")]
    cases = [(level, wants, original) for level in Level for wants in wanted for original in (True, False)]
    return {code for level, wants, original in cases for code in advice(level, wants, original=original)}


def test_no_advice_is_kept_that_nobody_gives():
    """What the language files advise is what the analysis gives; the same for the steps of mail programs."""
    assert {key.removeprefix("advice-") for key in JA if key.startswith("advice-")} == all_advice()
    assert {step for steps in _STEPS.values() for step in steps} | set(_STEPS) == set(PROGRAMS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["no-such-key", "spam-stamp.no-such-attribute", "no-such-key.reason"])
def test_what_is_not_there_is_an_error(key, language):
    """A gap is never said."""
    assert not words(language).has(key)
    with pytest.raises(WordsError, match="has no"):
        words(language).say(key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_fact_is_an_error(language):
    """Nor is a sentence without its facts."""
    with pytest.raises(WordsError, match="stamp"):
        words(language).say("spam-stamp")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("fine = yes\nthis is no sentence\n", "this is no sentence"),
        ("twice = a\ntwice = b\n", "twice stands there twice"),
        ("open = { $x\n", "open"),
    ],
)
def test_loading_is_strict(text, error):
    """A file that does not parse is an error, not a gap."""
    with pytest.raises(WordsError, match=error):
        bundle_of("en", text)


def test_a_sentence_without_text():
    """A sentence that has attributes only cannot be said."""
    assert bundle_of("en", "only =\n    .reason = x\n").get_message("only").value is None


def test_facts_pass_the_choke_point():
    """Whatever a stranger wrote is tamed; what is ours is left alone."""
    w = words("en")

    assert w.say("spam-stamp", stamp="http://evil.example/\u202ex").count("hxxp://evil[.]example/x") == 1
    assert "http://ours.example" in w.say("spam-stamp", stamp=Plain("http://ours.example"))


@pytest.mark.parametrize(("language", "joined"), [("ja", "a[.]example、b"), ("en", "a[.]example, b")])
def test_lists(language, joined):
    """Lists are written as the language writes them, each item tamed."""
    assert joined in words(language).say("origin-listed", ip="203.0.113.5", zones=("a.example", "b"), count=2)


def test_truth_and_numbers():
    """Truth is a choice between sentences, a number is a number."""
    w = words("en")
    facts = {"ip": "203.0.113.5", "rdns": "a.example", "server": "mx", "line": 2}

    assert "(a[.]example)" in w.say("fact-origin", named=True, **facts)
    assert "(a[.]example)" not in w.say("fact-origin", named=False, **facts)
    assert "line 2" in w.say("fact-origin", named=False, **facts)
    assert w.say("unanswered-more", count=1234) == "and 1,234 more"


def test_no_sentence_is_kept_that_nobody_says():
    """Every id belongs to a family that is said by code, is a finding's, or stands in the source."""
    families = (
        "level-",
        "headline-",
        "advice-",
        "how-",
        "form-",
        "source-",
        "reason-",
        "coverage-",
        "lost-",
        "not-a-mail-",
        "section-",
        "relief-",
        "evidence-",
    )
    source = "".join(path.read_text(encoding="utf-8") for path in Path(str(files("bot"))).rglob("*.py"))
    codes = {code_of(kind) for kind in Finding.__subclasses__()}
    listed = FluentResource(files("bot").joinpath("locale/en.ftl").read_text(encoding="utf-8")).body
    ids = [entry.id.name for entry in listed if isinstance(entry, ast.Message)]

    assert len(ids) > 150
    assert [
        i
        for i in ids
        if not i.startswith(families)
        and i not in codes
        and f'"{i}"' not in source
        and f"'{i}'" not in source
        and not _built(i)
    ] == []


def _built(key):
    """Ids that are put together in the source: by level, by language, by column."""
    by_verdict = tuple(
        f"{family}-{verdict}"
        for family in ("card", "outcome", "ruling", "ruling-now", "told", "letter-told")
        for verdict in VERDICTS
    )
    answered = ("help-way-", "help-command-", "report-", "step-", "contact-", "gave-when-")
    return key in by_verdict or key.startswith((*answered, "summary-", "warn-modal-text-", "cli-column-"))
