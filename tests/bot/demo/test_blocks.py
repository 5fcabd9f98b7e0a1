"""Every limit of Block Kit at the limit and one beyond it."""

from __future__ import annotations

import pytest

from bot.demo.blocks import MESSAGE_BUDGET, attachments_problem, message_problem, view_problem


def plain(length):
    return {"type": "plain_text", "text": "x" * length}


def button(**more):
    return {"type": "button", "action_id": "a", "text": plain(1), **more}


def actions(count):
    return {"type": "actions", "elements": [button(action_id=f"a{n}") for n in range(count)]}


def section(**more):
    return {"type": "section", "text": plain(1), **more}


def menu(**more):
    return section(accessory={"type": "static_select", "action_id": "a", "placeholder": plain(1), **more})


def options(count, length=1, value=1):
    return [{"text": plain(length), "value": "v" * value} for _ in range(count)]


def table(rows, columns):
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


def ask(element=None, **more):
    element = element or {"type": "plain_text_input", "action_id": "a"}
    return {"type": "input", "label": plain(1), "element": element, **more}


def modal(*blocks, **more):
    return {"type": "modal", "title": plain(1), "submit": plain(1), "blocks": list(blocks), **more}


MESSAGE_LIMITS = [
    ("section text", 3000, lambda n: [section(text=plain(n))]),
    ("section fields", 10, lambda n: [{"type": "section", "fields": [plain(1)] * n}]),
    ("section field", 2000, lambda n: [{"type": "section", "fields": [plain(n)]}]),
    ("header", 150, lambda n: [{"type": "header", "text": plain(n)}]),
    ("context", 10, lambda n: [{"type": "context", "elements": [plain(1)] * n}]),
    ("actions", 25, lambda n: [actions(n)]),
    ("button text", 75, lambda n: [{"type": "actions", "elements": [button(text=plain(n))]}]),
    ("button value", 2000, lambda n: [section(accessory=button(value="v" * n))]),
    ("button url", 3000, lambda n: [section(accessory=button(url="u" * n))]),
    ("action id", 255, lambda n: [section(accessory=button(action_id="a" * n))]),
    ("block id", 255, lambda n: [section(block_id="b" * n)]),
    ("option text", 75, lambda n: [menu(options=options(1, n))]),
    ("option value", 150, lambda n: [menu(options=options(1, value=n))]),
    ("options", 100, lambda n: [menu(options=options(n))]),
    ("overflow", 5, lambda n: [section(accessory={"type": "overflow", "action_id": "a", "options": options(n)})]),
    ("checkboxes", 10, lambda n: [section(accessory={"type": "checkboxes", "action_id": "a", "options": options(n)})]),
    ("table rows", 100, lambda n: [table(n, 1)]),
    ("table columns", 20, lambda n: [table(1, n)]),
    ("markdown", 12000, lambda n: [{"type": "markdown", "text": "x" * n}]),
    ("blocks", 50, lambda n: [{"type": "divider"}] * n),
    ("container", 10, lambda n: [{"type": "container", "title": plain(1), "child_blocks": [section()] * n}]),
    ("container title", 150, lambda n: [{"type": "container", "title": plain(n), "child_blocks": [section()]}]),
    (
        "confirm title",
        100,
        lambda n: [
            section(
                accessory=button(confirm={"title": plain(n), "text": plain(1), "confirm": plain(1), "deny": plain(1)})
            )
        ],
    ),
]


@pytest.mark.parametrize(("limit", "make"), [row[1:] for row in MESSAGE_LIMITS], ids=[row[0] for row in MESSAGE_LIMITS])
def test_a_message_at_its_limit_passes_and_one_beyond_is_refused(limit, make):
    """Slack counts to the last character, and so do we."""
    beyond = message_problem(make(limit + 1))

    assert message_problem(make(limit)) is None
    assert beyond is not None
    assert beyond.code == "invalid_blocks"


VIEW_LIMITS = [
    ("title", 24, lambda n: modal(section(), title=plain(n))),
    ("submit", 24, lambda n: modal(section(), submit=plain(n))),
    ("close", 24, lambda n: modal(section(), close=plain(n))),
    ("private metadata", 3000, lambda n: modal(section(), private_metadata="x" * n)),
    ("callback id", 255, lambda n: modal(section(), callback_id="x" * n)),
    ("blocks", 100, lambda n: modal(*[{"type": "divider"}] * n)),
    ("label", 2000, lambda n: modal(ask(label=plain(n)))),
    ("hint", 2000, lambda n: modal(ask(hint=plain(n)))),
    (
        "placeholder",
        150,
        lambda n: modal(ask({"type": "multi_channels_select", "action_id": "a", "placeholder": plain(n)})),
    ),
    ("max length", 3000, lambda n: modal(ask({"type": "plain_text_input", "action_id": "a", "max_length": n}))),
    (
        "initial value",
        3000,
        lambda n: modal(ask({"type": "plain_text_input", "action_id": "a", "initial_value": "x" * n})),
    ),
    ("files", 10, lambda n: modal(ask({"type": "file_input", "action_id": "a", "max_files": n}))),
]


@pytest.mark.parametrize(("limit", "make"), [row[1:] for row in VIEW_LIMITS], ids=[row[0] for row in VIEW_LIMITS])
def test_a_modal_at_its_limit_passes_and_one_beyond_is_refused(limit, make):
    """Modals have limits of their own."""
    beyond = view_problem(make(limit + 1))

    assert view_problem(make(limit)) is None
    assert beyond is not None
    assert beyond.code == "invalid_arguments"


def test_the_whole_message_has_a_budget():
    """Blocks that each fit may be too long together."""
    frame = len('[{"type":"markdown","text":""},{"type":"markdown","text":""}]')
    fits = [
        {"type": "markdown", "text": "x" * 6000},
        {"type": "markdown", "text": "x" * (MESSAGE_BUDGET - frame - 6000)},
    ]
    beyond = [fits[0], {"type": "markdown", "text": fits[1]["text"] + "x"}]

    assert message_problem(fits) is None
    assert message_problem(beyond).code == "msg_blocks_too_long"


LINE = {"type": "text", "text": "x"}


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"type": "banner"}, "[ERROR] unsupported type: banner [json-pointer:/blocks/0/type]"),
        ({}, "[ERROR] missing required field: type [json-pointer:/blocks/0]"),
        ({"type": "header"}, "[ERROR] missing required field: text [json-pointer:/blocks/0]"),
        ({"type": "section"}, "[ERROR] must have one of: text, fields [json-pointer:/blocks/0]"),
        (
            {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
            "[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (
            {"type": "header", "text": {"type": "plain_text", "text": "a\nb"}},
            "[ERROR] must not contain newlines [json-pointer:/blocks/0/text/text]",
        ),
        (section(text=plain(0)), "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        (section(colour="red"), "[ERROR] invalid additional property: colour [json-pointer:/blocks/0]"),
        (
            section(accessory={"type": "knob"}),
            "[ERROR] unsupported type: knob [json-pointer:/blocks/0/accessory/type]",
        ),
        (
            {"type": "actions", "elements": [button(), button()]},
            "[ERROR] `action_id` already used: a [json-pointer:/blocks/0/elements/1/action_id]",
        ),
        (
            {"type": "actions", "elements": [button(style="warning")]},
            "[ERROR] must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            {"type": "rich_text", "elements": [LINE]},
            "[ERROR] unsupported type: text [json-pointer:/blocks/0/elements/0/type]",
        ),
        (
            {"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": []}]},
            "[ERROR] missing required field: style [json-pointer:/blocks/0/elements/0]",
        ),
        (
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
            },
            "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
        ),
    ],
)
def test_a_wrong_block_is_refused_with_the_reason_and_the_place(block, reason):
    """Who gets a refusal should not have to guess."""
    assert message_problem([block]).message == reason


def test_rich_text_with_all_its_parts_is_taken():
    """Sections, lists, quotes and preformatted text are what the bot speaks in."""
    styled = {"type": "text", "text": "x", "style": {"bold": True, "code": True}}
    part = {"type": "rich_text_section", "elements": [styled, {"type": "user", "user_id": "U1"}]}
    elements = [
        part,
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [part]},
        {"type": "rich_text_quote", "elements": [LINE]},
        {"type": "rich_text_preformatted", "elements": [LINE]},
    ]

    assert message_problem([{"type": "rich_text", "elements": elements}]) is None


def test_two_blocks_may_not_share_an_id():
    """An action could not be told from the other."""
    problem = message_problem([section(block_id="b"), section(block_id="b")])

    assert problem.message == "[ERROR] `block_id` already used: b [json-pointer:/blocks/1/block_id]"


def test_a_modal_that_asks_needs_a_button_to_send():
    """Slack refuses an input block without a submit button."""
    view = modal(ask())
    del view["submit"]

    assert view_problem(view).message == "[ERROR] missing required field: submit [json-pointer:/view]"


def test_blocks_must_be_a_list():
    """A single block is no list of blocks."""
    assert message_problem(section()).code == "invalid_blocks_format"


def test_attachments_are_looked_into():
    """Blocks inside legacy attachments keep the same rules, and a footer has 300 characters."""
    assert attachments_problem([{"color": "#f00", "blocks": [section()], "footer": "x" * 300}]) is None
    assert attachments_problem([{"blocks": [{"type": "banner"}]}]).code == "invalid_blocks"
    assert attachments_problem([{"footer": "x" * 301}]).code == "invalid_attachments"
