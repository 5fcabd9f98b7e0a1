"""Report mails as a mail server hands them over: from a colleague who had logged in there, so that he is believed."""

from __future__ import annotations

from email.message import EmailMessage

ADDRESS = "phish@example-shop.jp"
KENJI = "kenji.mori@example-shop.jp"  # he is not in Slack


def report(**headers: str) -> EmailMessage:
    """A mail without a body; `headers` in place of its own, with _ for -."""
    made = EmailMessage()
    made["Received"] = (
        "from pc.example-shop.jp (pc.example-shop.jp [198.51.100.7]) by mx0.example-shop.jp (Postfix) with ESMTPSA"
        f" id 4ABC for <{ADDRESS}>; Sun, 22 Nov 2026 14:00:00 +0900 (JST)"
    )
    plain = {"From": f"森 健二 <{KENJI}>", "To": ADDRESS, "Message_ID": "<r1@example-shop.jp>"}
    for name, value in (plain | headers).items():
        made[name.replace("_", "-")] = value
    return made


def attached(mail: bytes, **headers: str) -> bytes:
    """A report with the original attached."""
    made = report(**({"Subject": "不審なメールです"} | headers))
    made.set_content("確認をお願いします。")
    made.add_attachment(mail, maintype="application", subtype="octet-stream", filename="original.eml")
    return made.as_bytes()
