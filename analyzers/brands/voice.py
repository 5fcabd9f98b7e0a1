"""Voice: whether a mail speaks as the brand that it names, judged by the words right before and after the name.

Texts are folded (lower case). Each pattern is anchored at the name and repeats nothing inside a repetition, so it takes linear time.
"""

from __future__ import annotations

import re

_NEAR = 60  # characters on either side that are looked at

_TAGS = re.compile(r"(?:\s*(?:(?:re|fw|fwd|aw|wg|sv|tr|rv|回复|转发|答复)\s?[:：]|\[[\w .+/#-]{1,40}\](?=\s*\S)))")
_PRIZE = re.compile(
    r"[®™]?(?:'s)?\s?(?:e-?)?(?:gift|ギフト|voucher|gutschein|coupon|クーポン|geschenk|cadeau|tarjeta regalo|cart[ãa]o[- ]presente|商品券|vale)"
)
_ACCOUNT = (
    r"(?:account|acct|id|e-?mail|mailbox|security|support|billing|payment|subscription|membership|member|order|invoice|receipt|delivery|package|parcel"
    r"|shipment|wallet|profile|card|password|team|alert|notice|notification|verification|renewal|plan|prime|rewards?|survey|points?|protection|antivirus"
    r"|konto|abo|abonnement|mitgliedschaft|sicherheit|rechnung|bestellung|sendung|paket|schutz|cuenta|pedido|factura|suscripci[oó]n|env[ií]o"
    r"|conta|fatura|assinatura|cart[aã]o|pontos|compte|colis|facture|livraison|commande|conto|pacco|ordine|fattura|rekening|pakket|bestelling|账户|帐户|账号)"
)
_YOURS = r"(?:your|my|ihre?[nmrs]?|deine?[nmrs]?|votre|vos|tu|tus|su|sus|seus?|suas?|uw|jouw|il tuo|la tua|il suo|la sua|お客さ?[様ま]の|あなたの|貴方の|您的)"
_OTHERS_USE = re.compile(r"\b(?:with|using|via|through|connect|link|sync|into|use|mit|con|avec|com|or|and)\s$")
_JA_AFTER = re.compile(
    r"[®™]?[」』】》>]?\s?(?:株式会社|カード|銀行|サービス|プライム|証券|ダイレクト|id|の)?\s?(?:"
    r"(?:カスタマー|お客さ?[様ま]|サポート|会員|セキュリティー?|コンタクト|インフォメーション|ヘルプ)(?:サービス|センター?|デスク|係|窓口|事務局|サポート|チーム|情報|様|各位|の皆|向け)"
    r"|事務局|運営(?:事務局|チーム)|(?:の)?アカウント|会員|id(?![a-z])|(?:から|より)(?:の|、|重要|大切|お)|をご利用|をご愛顧|ご利用(?:いただ|くださ|の|内容|確認|明細)"
    r"|(?:の)?(?:お支払|決済|口座|ログイン|登録情報|会員情報|ご請求|請求|本人確認|自動(?:解約|退会|更新)|利用(?:制限|停止|明細)|不正利用|緊急|重要な|異常)"
    r"|(?:における|での|に関する|にご登録|の更新|のお知らせ|のご案内|のご確認|は自動|が(?:ロック|停止|制限|凍結)))"
)
_TITLE_BEFORE_OPEN = re.compile(r"[\[【<「『(（〔《〈＜“\"]\s?(?:重要|公式|緊急|至急)?\s?$")
_TITLE_AFTER_CLOSE = re.compile(r"[®™]?[^\]】>」』)）〕》〉]{0,16}[\]】>」』)）〕》〉]")
_TITLE_AFTER = re.compile(rf"[®™]?(?:[- ]s)?[:| –—-]{{0,3}}{_ACCOUNT}(?![a-z])|[®™]?\s?[:|–—]")
_TITLE_YOURS = re.compile(rf"(?<![a-z]){_YOURS}\s?(?:new\s|neues?\s)?$")
_TITLE_FROM = re.compile(
    r"(?<![a-z])(?:pedido|encomenda|conta|cart[aã]o|fatura|entrega|colis|compte|paquete|cuenta|paket|konto|pacco|conto|account|package|parcel)\s$|(?:お知らせ|通知|案内|連絡|確認)[\s（(\[【「-]{1,3}$|(?<![a-z])(?:from|de|von|van)\s$"
)

_COPYRIGHT = re.compile(r"(?:©|\(c\)|&copy;|copyright)[^a-z]{0,24}(?:by\s|the\s)?$")
_GREETED = re.compile(
    r"(?:(?:thank you|thanks) for (?:using|choosing|shopping (?:with|at|on)|being (?:a |an )?(?:valued |loyal )?(?:member of )?|trusting)"
    r"|obrigado por usar|gracias por (?:usar|elegir)|merci d'utiliser)\s?$"
)
_DEAR = re.compile(
    r"^\W{0,3}(?:dear|hello|hi|attention|liebe[rs]?|estimad[oa]|car[oa]|prezad[oa]|cher|chère|beste|geachte)\s(?:valued\s)?$"
)
_DEAR_AFTER = re.compile(
    r"\s(?:customers?|users?|members?|clients?|clientes?|kund(?:e|in|en)|usu[áa]rio|account holder|subscriber)"
)
_SIGNED = re.compile(
    r"^\W{0,3}(?:(?:sincerely|regards|best|thanks|thank you|cordially|yours)[ ,a-z]{0,20}[,-]\s?)?(?:the|your|ihr|il|l'equipe|equipe|equipo)?\s?$"
)
_SIGNED_AFTER = re.compile(
    r"[®™]?\s(?:(?:account|support|security|billing|customer|service|services|member|care|accounts|protection|verification|help|trust|safety|&|and|e|de)\s){0,4}"
    r"(?:team|support|service|services|care|desk|department|center|centre|inc\.?|corporation|corp\.?|llc|ltd\.?|limited|gmbh|s\.?a\.?|plc|n\.a\.)"
    r"[.,!]?\s?(?:all rights reserved.{0,40}|[\d© -]{0,12})?$"
)
_YOUR_AFTER = re.compile(rf"[®™]?\s{_ACCOUNT}(?![a-z])")
_JA_YOUR_AFTER = re.compile(r"\s?(?:の)?(?:アカウント|カード|会員|ログイン|パスワード|id)")
_JA_BEFORE = re.compile(
    r"(?:発行者|発行元|発行|配信元|送信元|運営会社|編集・発行|差出人|提供)[:\s：■]{0,4}$|^\W{0,4}いつも$|(?:平素|日頃)[はより]{1,3}[、 ]?$"
)
_JA_COMPANY = re.compile(r"^[\W_]{0,30}(?:株式会社\s?)?$")
_JA_COMPANY_AFTER = re.compile(
    r"\s?(?:カード)?(?:株式会社|カスタマー|お客さ?[様ま](?:サービス|サポート|センター)|サポート|事務局|インフォメーション)"
)
_JA_STRONG = re.compile(
    r"[」』】》]?\s?(?:カード|サービス|銀行)?(?:をご利用(?:いただ|くださ|頂|の)|をご愛顧|(?:カスタマー|お客さ?[様ま])(?:サービス|センター|サポート|各位)|会員(?:の皆|各位|様)"
    r"|アカウント(?:が|の(?:停止|確認|更新|利用|情報|セキュリティ|ご利用)|を(?:停止|制限|保護|ご利用)|は)|(?:から|より)(?:の)?(?:重要|大切|お知らせ)|事務局(?:です|より)|にご登録(?:の|いただ))"
)


def without_tags(folded: str) -> str:
    """A title without the tags of lists and answers before it."""
    at = 0
    for _ in range(6):
        found = _TAGS.match(folded, at)
        if not found:
            break
        at = found.end()
    return folded[at:].lstrip()


def in_title(before: str, after: str) -> bool:
    """Whether a title speaks as the brand between `before` and `after`."""
    before, after = before[-_NEAR:], after[:_NEAR]
    if _PRIZE.match(after):
        return False
    if _TITLE_BEFORE_OPEN.search(before) and _TITLE_AFTER_CLOSE.match(after):
        return True
    if _JA_AFTER.match(after) or _TITLE_FROM.search(before):
        return True
    if _OTHERS_USE.search(_TITLE_YOURS.sub("", before)):
        return False
    return bool(_TITLE_YOURS.search(before) or _TITLE_AFTER.match(after))


def in_text(before: str, after: str) -> bool:
    """Whether a line of text speaks as the brand between `before` and `after`."""
    whole_before, before, after = before, before[-_NEAR:], after[:_NEAR]
    if _PRIZE.match(after):
        return False
    if _COPYRIGHT.search(before) or _GREETED.search(before) or _JA_STRONG.match(after) or _JA_BEFORE.search(before):
        return True
    if len(whole_before) <= _NEAR and _line(before, after):
        return True
    yours = _TITLE_YOURS.search(before)
    return bool(
        yours
        and (_YOUR_AFTER.match(after) or _JA_YOUR_AFTER.match(after))
        and not _OTHERS_USE.search(before[: yours.start()])
    )


def _line(before: str, after: str) -> bool:
    """Whether the line is a greeting or a signature of the brand."""
    if _DEAR.match(before) and _DEAR_AFTER.match(after):
        return True
    if _SIGNED.match(before) and _SIGNED_AFTER.match(after):
        return True
    return bool(_JA_COMPANY.match(before) and _JA_COMPANY_AFTER.match(after))


def quote(line: str, start: int, end: int) -> str:
    """The name with the words around it, at most 80 characters."""
    return line[max(0, start - 24) : end + 24].strip()[:80]
