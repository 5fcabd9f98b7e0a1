"""What the people of the stories read, word for word; moments are `<when>`."""

from __future__ import annotations

DANGER_JA = [
    "🔴 危険｜クリックしないでください",
    "社内（example-shop[.]jp）を名乗っていますが、社内のアドレスから送られたメールではありません。",
    "いますること",
    "リンクや添付ファイルを開かず、返信もせず、このメールを削除してください。",
    (
        "もうリンクを押した、何かを入力した、ファイルを開いたという方は、「押した・入力してしまった」のボタンを押してください。"
        "次にすることを順にご案内し、セキュリティ担当にも知らせます。責められることはありません。"
    ),
]
REPORT_EN = [
    "Fill in what you have. The answer comes as a direct message from me (Fuwake).",
    "The original mail (.eml or .msg) （任意 / optional）",
    "Up to five. With the original I can tell where it was sent from.",
    "A link in it （任意 / optional）",
    "Copy and paste it; do not open it.",
    "Its headers or its text （任意 / optional）",
    "Did any of this happen already? （任意 / optional）",
    "I followed a link",
    "I typed a password",
    "I typed a card number",
    "I opened an attachment",
    "Nobody will blame you. You will be told what to do next.",
    "Anything to add （任意 / optional）",
]
DHL_EN = [
    "🔴 Danger: do not click",
    "It claims to be DHL, but the sender's address (parcel-status-desk[.]com) does not belong to DHL.",
    "Do now",
    "Do not open its links or attachments and do not reply; delete the mail.",
    (
        'If you already clicked, typed or opened something, press the button "I clicked or typed something": it tells you '
        "what to do, step by step, and lets the security team know. Nobody will blame you."
    ),
]
DHL_JA = [
    "🔴 危険｜クリックしないでください",
    "「DHL」を名乗っていますが、差出人のアドレス（parcel-status-desk[.]com）は「DHL」のものではありません。",
    *DANGER_JA[2:],
]
STEPS = [
    (
        "会社のパスワードを、別のパソコンかスマートフォンから、いますぐ変えてください。メールのリンクは使わず、"
        "いつもの入り口から入ります。自分で変えられないときは、セキュリティ担当に頼んでください。"
    ),
    "設定の中の「すべての端末からログアウト」を選んでください。もう誰かに入られていても、これで追い出せます。",
    (
        "二段階認証（パスワードのほかに、スマートフォンなどでも確かめるしくみ）を使う設定にしてください。"
        "身に覚えのない確認の通知が来ても、承認せず、コードも誰にも教えないでください。"
    ),
    "同じパスワードをほかでも使っていたら、そこもすべて、別々のものに変えてください。",
    "メールの自動転送や振り分け、登録してある電話番号とメールアドレスが、知らないものに変えられていないか確かめてください。",
    "メールは、まだ消さないでください。開いたファイル、出てきた画面、電話の履歴なども残しておくと、調べたり届け出たりするときに役立ちます。",
    (
        "セキュリティ担当には、わたし（Fuwake）からも知らせています。返事を待たずに進めてください。"
        "分からないことがあれば、セキュリティ担当に声をかけてください。"
    ),
]
GENUINE_JA = (
    "ご報告のメールを、セキュリティ担当の @佐藤 健 さんが確認しました（<when>）。本物のメールでした。"
    "いつもどおり対応してかまいません。ご報告ありがとうございました。"
)
GENUINE_EN = (
    "@佐藤 健 of the security team has checked the mail you reported (<when>). It is genuine, and you can deal with it "
    "as usual. Thank you for reporting."
)
