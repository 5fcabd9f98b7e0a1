"""Passwords: whether a text states the password of a file that it is about."""

from __future__ import annotations

import re
import unicodedata

MAX_TEXT = 20_000  # characters
_WORDS = r"(?:パスワード|暗証番号|\bp/?w|\bpass(?:word|wort|code)?|kennwort|contraseña|\bsenha|mot de passe|wachtwoord|密码|密碼|비밀번호)"
_QUOTE = r"[ \t]{0,3}[「『\"'(\[]?"
_STATED = re.compile(
    rf"(?i){_WORDS}[ \t]{{0,3}}(?:(?:[:=]|は|is\b|ist\b|es\b|est\b){_QUOTE}(?=[!-~]{{0,39}}\d)[!-~]{{3,40}}"
    rf"|[:=]{_QUOTE}[!-~]{{3,40}}[」』]?[ \t]{{0,9}}$)",
    re.MULTILINE,
)


def states_password(text: str) -> bool:
    """Whether a password stands in `text`. That one follows in another mail, or is asked for, states none."""
    return _STATED.search(unicodedata.normalize("NFKC", text[:MAX_TEXT])) is not None
