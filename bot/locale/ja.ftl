# Fuwake の日本語。読むのは、不審なメールを受け取って少し不安な同僚です。です・ます、短い文、平易な言葉で書きます。

## 判定

level-danger = 危険
level-warning = 警告
level-caution = 注意
level-no-sign = 目立った不審点なし
level-insufficient = 判定材料不足

headline-danger = 危険｜クリックしないでください
headline-danger-answer = 危険｜返信も電話もしないでください
headline-warning = 警告｜詐欺の可能性が高いメールです
headline-caution = 注意｜気になる点があります
headline-no-sign = 目立った不審点は見つかりませんでした
headline-insufficient = 判定材料が足りません

summary-danger = 詐欺メールとみられる点が複数見つかりました。
summary-warning = 詐欺メールに多い特徴が複数見つかりました。
summary-odd = ふつうのメールとは違う、技術的な点が見つかりました。
summary-caution = これだけでは、本物とも詐欺とも言い切れません。
summary-no-sign = 確認できた範囲では、詐欺を示す点はありませんでした。安全を保証するものではありません。
summary-insufficient = 調べられたことが少なく、詐欺メールかどうか判定できません。
summary-insufficient-silent = 外部への問い合わせに回答が得られず、詐欺メールかどうか判定できません。
summary-pending = 外部への問い合わせを続けています。判定が変わることがあります。結果がそろったら、この投稿を書き換えます。

## いますること

now-title = いますること
advice-do-not-touch = リンクや添付ファイルを開かず、返信もせず、このメールを削除してください。
advice-leave-alone = 返信せず、リンクや添付ファイルも開かないでください。メールは、あとの手続きで必要になることがあるため、消さずに残してください。
advice-do-not-transfer = 送金も、振込先の変更もしないでください。相手が知人や取引先なら、このメールに書かれたものではなく、以前から知っている電話番号で本人に確かめてください。
advice-do-not-buy = ギフトカードやプリペイドカードを買わず、番号も送らないでください。頼んだとされる本人に、電話など別の方法で確かめてください。
advice-do-not-pay = 暗号資産（ビットコインなど）を送らず、ウォレットの復元フレーズも教えないでください。「パソコンを乗っ取った」「映像を撮った」という脅しは、根拠のないものがほとんどです。
advice-do-not-call = 書かれている番号に電話しないでください。確かめたいときは、公式サイトや契約書に載っている番号を自分で探してください。
advice-do-not-answer = 名乗っている本人には、電話や社内のチャットなど、このメールとは別の方法で確かめてください。
advice-already-typed = パスワードを入力してしまった方は、別のパソコンかスマートフォンから、本物のサイトですぐに変えてください。カード番号を入れた方は、カードの裏面に書かれた番号に電話して、止めてもらってください。添付ファイルを開いた方も含め、セキュリティ担当にすぐ知らせてください。責められることはありません。
advice-already-card = カード番号を入力してしまった方は、すぐにカードの裏面に書かれた番号に電話して、止めてもらってください。パスワードも入れた方は、本物のサイトで変えてください。セキュリティ担当にもすぐ知らせてください。責められることはありません。
advice-already-told = 住所や生年月日、身分証の写真などを送ってしまった方は、セキュリティ担当にすぐ知らせてください。なりすましの契約や、それを使った電話に備えます。責められることはありません。
advice-already-opened = 添付ファイルを開いてしまった方は、すぐに Wi-Fi を切るかケーブルを抜いてネットワークから外し、電源は切らずに、セキュリティ担当に電話で知らせてください。責められることはありません。
advice-already-transferred = もう送金してしまった方は、すぐに銀行に電話して組戻し（振り込みの取り消し）を頼み、警察（相談は #9110）とセキュリティ担当に知らせてください。早いほど取り戻せる見込みがあります。責められることはありません。
advice-already-bought = もう番号を送ってしまった方は、すぐにカードの発行会社に連絡して使えなくしてもらい、カードとレシートを残して、セキュリティ担当に知らせてください。責められることはありません。
advice-already-paid = もう送ってしまった方は、送り先と日時が分かる記録を残して、使った取引所、警察（相談は #9110）、セキュリティ担当に知らせてください。責められることはありません。
advice-already-called = もう電話した方は、話に応じるのをやめてください。遠隔操作のソフトを入れた方は、すぐにネットワークを切り、伝えたパスワードを別の端末から変え、カード会社や銀行とセキュリティ担当に知らせてください。責められることはありません。
advice-already-replied = もう返信した方は、それ以上やり取りをしないでください。パスワードを伝えた方は、本物のサイトで変えてください。何を伝えたかを、セキュリティ担当に知らせてください。責められることはありません。
advice-verify-otherwise = 返信はせず、リンクや添付ファイルも開かず、メールに書かれた電話番号も使わないでください。ふだん使っている連絡先や、ブックマークした公式サイトで相手に確かめてから、対応してください。
advice-confirm-transfer = 送金や振込先の変更は、以前から知っている電話番号で相手本人に確かめてから進めてください。
advice-confirm-request = お金やカード、返事を求められているときは、頼んだ本人に電話や社内のチャットで確かめてから進めてください。
advice-ask-before-paying = お金や暗号資産を求められても、払う前にセキュリティ担当に相談してください。脅されても、急いで払う必要はありません。
advice-no-guarantee = 心当たりがなければ、リンクや添付ファイルを開かずに、セキュリティ担当に相談してください。
advice-cannot-tell = 本物と確かめられるまで、返信はせず、リンクや添付ファイルも開かないでください。迷うときは、セキュリティ担当に相談してください。
advice-send-original = どこから送られたかの記録は、元のメールにしか残っていません。手元に残っていれば、次の手順でファイルに保存して、ここに送ってください。
how-gmail = Gmail（パソコン）：メールを開き、右上の「︙」→「メッセージのソースを表示」→「元のメッセージをダウンロード」を選びます。
how-outlook = Outlook（クラシック）：メールを選び、「ファイル」→「名前を付けて保存」で、種類を変えずに（.msg）保存します。
how-outlook-new = 新しい Outlook・ウェブ版の Outlook：メールの「…」→「名前を付けて保存」か「ダウンロード」を選び、EML を選びます。
how-yahoo = Yahoo!メール（パソコン）：メールを開いて「詳細ヘッダー」を表示し、全部写して、本文と一緒にここに貼り付けます。
how-apple-mail = Mac のメール：メールを一覧からデスクトップへドラッグします（.eml というファイルになります）。
how-iphone = iPhone・スマートフォン：アプリでは元のメールを保存できません。パソコンで同じメールを開いて保存してください。
how-thunderbird = Thunderbird：メールを右クリックし、「名前を付けて保存」を選びます（.eml というファイルになります）。

## 見出し

section-sender = 送信元
section-links = リンク先
section-authentication = 差出人の認証
section-content = 文面
footer-checked = 調べたもの：{ $what }
footer-unanswered = 確かめられなかったもの：{ $what }
footer-credits = 位置情報の出典：{ $credits }
case-number = No. { $id }

coverage-identity = 差出人
coverage-authentication = 差出人の認証
coverage-route = 送信経路
coverage-links = リンク先
coverage-page = リンク先のページ
coverage-content = 文面
coverage-attachments = 添付ファイル
coverage-nothing = 書かれている内容だけ

form-eml = 原本（.eml）から判定
form-msg = 原本（.msg）から判定
form-headers = ヘッダーだけから判定（本文なし）
form-forwarded = 転送されたメールから判定（送信経路の情報なし）
form-slack-email = Slack に届いたメールから判定（送信経路の情報なし）
form-text = 貼り付けた文章から判定（送信経路の情報なし）
form-url = リンクだけから判定
form-image = 画像から判定

source-dns = DNS での名前の照会
source-blocklist = 迷惑メール発信元などのリスト
source-rdap = RDAP でのドメイン登録の照会
source-whois = WHOIS でのドメイン登録の照会
source-geo = IP アドレスの位置情報
source-feed = 詐欺サイトの一覧
source-page = リンク先のページ
source-dkim = DKIM（電子署名）の確認
source-spf = SPF（送信元の登録）の確認
reason-timeout = 時間内に応答なし
reason-refused = 回答を拒否
reason-error = エラー
reason-not-installed = データ未導入
reason-offline = 問い合わせなし
unanswered-item = { $source }（{ $subjects }、{ $reason }）
unanswered-source = { $source }（{ $reason }）
unanswered-more = ほか{ $count }件

## 分かった事実

fact-origin = 送ってきた機器の IP アドレス（ネット上の番号）は { $ip }{ $named ->
    [confirmed] （{ $rdns }、名前と番号の対応は一致）
    [yes] （{ $rdns }）
   *[no] {" "}
}です。こちらのサーバー { $server } の受信記録（上から{ $line }番目の Received）によります
fact-origin-guessed = 送ってきた機器の IP アドレス（ネット上の番号）は { $ip }{ $named ->
    [confirmed] （{ $rdns }、名前と番号の対応は一致）
    [yes] （{ $rdns }）
   *[no] {" "}
}です。外部からこのメールを受け取ったとみられる { $server } の受信記録（上から{ $line }番目の Received）によります。それより下の記録は送信者が自由に書けるため、あてになりません
fact-origin-top = 送信元の IP アドレス（ネット上の番号）は特定できません。手がかりは、{ $server } が書いた、いちばん上の受信記録だけです
fact-place = この番号の国と運営者は、{ $where }です{ $disputed ->
    [none] {""}
   *[other] （国を{ $disputed }とする資料もあり、食い違っています）
}{ $city ->
    [none] {""}
    [two] 。都市の推定：{ $first }（{ $source } による）、{ $second }（{ $other } による）。資料が食い違っています。人のいる場所ではありません
   *[one] 。都市の推定：{ $first }（{ $source } による。人のいる場所ではありません）
}
place-network = { $name }（AS{ $asn }）
place-network-unnamed = AS{ $asn }
fact-judged-inside = { $kind ->
    [inline] 転送した人のメールではなく、転送された元のメールを判定しました。差出人や件名は、引用された文面に書かれていたもので、本当かどうかは確かめられません
    [message] 転送した人のメールではなく、そこに添付されていた元のメールを判定しました
    [zip] 圧縮ファイル（zip）に入っていたメールを判定しました
    [mbox] メールをまとめたファイル（mbox）に入っていたメールを判定しました
    [msg] 転送した人のメールではなく、Outlook のファイル（.msg）で添付されていた元のメールを判定しました
    [tnef] Outlook が作る添付ファイル（winmail.dat）に入っていたメールを判定しました
    [list] メーリングリストの配信ではなく、そこに入っていた元のメールを判定しました
   *[other] 送られてきたものの中に入っていたメールを判定しました
}
fact-came-through = このメールは{ $kind ->
    [list] メーリングリストの
   *[filter] メールの検査サービスの
} { $name } を経由して届きました。送ってきた機器とは、{ $name } にこのメールを渡した機器のことです
fact-no-route = { $sender ->
    [unknown] 差出人のアドレスと送信経路の情報が残っていないため、だれがどこから送ったかは判定できません
   *[known] 送信経路の情報が残っていないため、どこから送られたかは判定できません
}
fact-sender-accepts = 差出人のドメイン（アドレスの @ より後ろ）{ $domain } は実在し、メールを受け取れます。ただし、差出人が本物だという証拠にはなりません
relief-brand-proven = このメールは { $domain } から送られたと確認でき、リンク先もすべて同じ会社のものです。そのため、文面や送信経路の気になる点は軽く数えました。ただし、アカウントが乗っ取られることもあるため、安全を保証するものではありません
relief-sender-authenticated = このメールが { $domain } から送られたことは確認できたため、送信経路の気になる点は少し軽く数えました。ただし、詐欺をする人も自分のドメインを持てるため、内容が本物だという証拠にはなりません
fact-vouched = このメールが { $domain } から送られたことは、{ $how ->
    [stamp] 電子署名（DKIM）で確認できました。受信の際に件名へ付け足された「{ $stamp }」を除くと、署名は正しいものです
    [signed] 電子署名（DKIM）で確認できました
    [recorded] 受け取ったサーバーの記録に書かれていますが、確かめ直すことはできていません
   *[sent] 送信元の登録（SPF）で確認できました
}。ただし、内容が安全だという証拠ではありません
fact-signed-part = { $domain } の電子署名（DKIM）は正しいものですが、署名のあとに付け足された末尾の部分は、だれが書いたか分かりません
fact-signature = { $domain } の電子署名（DKIM）とされるものがありますが、{ $why ->
    [key-gone] 照合に使う鍵がいまは公開されておらず、確かめられません
    [expired] 受け取った時点で期限が切れていました
    [not-testable] 元のメールの全体がないため、確かめられません
   *[broken] 有効な署名ではありません
}
fact-link = { $where ->
    [attachment] 添付ファイルの中にあるリンクの行き先
    [qr] QR コードの行き先
    [copied] 写した文章に書かれている行き先
   *[mail] リンクの実際の行き先
}は { $host }{ $ips ->
    [none] {" "}
   *[other] （{ $ips }）
}です
fact-link-shown = 「{ $shown }」の実際の行き先は { $host }{ $ips ->
    [none] {" "}
   *[other] （{ $ips }）
}です
fact-link-kept = リンクはメール対策サービス { $service } が書き換えたもので、{ $host ->
    [unknown] 本当の行き先は読み取れません
   *[other] { $host } に行くと書かれていますが、確かめられません
}
fact-registration = { $line }。{ $domain }{ $rented ->
    [yes] （この名前を貸しているサービス）
   *[no] {""}
}：{ $what }
fact-sender-registration = 差出人のドメイン { $domain }：{ $what }
registered-year = { $year }年登録{ $registrar ->
    [none] {""}
   *[other] （登録業者：{ $registrar }）
}
registered-not = 登録されていません
holder-hidden = 登録者は非公開
holder-shown = 登録者は { $name }
fact-links-more = ほかに{ $count }件のリンクがあります
fact-targets-lost = 文章を写すと、リンクの本当の行き先は残りません。表示と違うところへ行くリンクがあっても、ここからは分かりません
fact-body-lost = 本文と添付ファイルが残っていないため、文面やリンクは判定できません
fact-no-links = 読み取れた範囲に、リンクはありません
fact-findings-more = ほかにも気になる点が{ $count }件あります
fact-lost = 一部を読み取れませんでした：{ $what }
fact-attachment = 添付ファイル「{ $name }」（{ $kind ->
    [pdf] PDF
    [picture] 画像
    [archive] まとめて圧縮したファイル
    [word] Word などの文書
    [excel] Excel などの表
    [slides] PowerPoint などの資料
    [page] HTML ファイル
    [program] 開くと動くファイル
    [invitation] 予定の招待
    [text] テキスト
   *[other] その他のファイル
}、{ $size } { $unit }）{ $holds ->
    [qr] には QR コードなどがあります
    [link] の中にはリンクがあります
    [script] には、開くと動く仕掛け（スクリプト）があります
    [too-large] は、大きすぎて中を調べていません
   *[none] が付いています
}
fact-attachments-more = ほかに{ $count }個の添付ファイルがあります

lost-charset = 文字化けした部分
lost-links-capped = 多すぎるリンクの残り（{ $subject }件まで読みました）
lost-parts-capped = 多すぎる構成部分の残り（{ $subject }個まで読みました）
lost-nesting = 何重にも入れ子になった部分
lost-body-unreadable = 壊れている本文
lost-html-unreadable = 形が崩れた HTML（ウェブページ形式）の本文（リンクは拾いました）
lost-html-too-long = 長すぎる HTML（ウェブページ形式）の本文の後半
lost-mails-capped = 多すぎるメールの残り（{ $subject }通まで読みました）
lost-encrypted = 暗号化された部分
lost-attachment-unreadable = 開けなかった添付ファイル（{ $subject }）
lost-attachment-partly = 大きすぎて一部だけ調べた添付ファイル（{ $subject }）
lost-attachments-unread = 時間か数の上限のため調べなかった添付ファイルや画像（{ $subject }個）

## 見つかった点（.reason は一行目の理由）

spam-stamp = 受け取ったサーバーが、すでに迷惑メールと判定して件名に「{ $stamp }」を付けています。まちがって付くこともあるため、ほかの点と合わせて見ます
from-malformed = 差出人欄がメールアドレスになっていません（{ $written }）。ふつうのメールソフトから送れば、こうはなりません
    .reason = 差出人欄が正しいメールアドレスになっていません。
duplicate-header = 一つのはずの{ $header ->
    [From] 差出人欄（From）
   *[other] 件名（Subject）
}が{ $count }つあり、内容が違います（「{ $first }」と「{ $second }」）。どちらが見えるかはメールソフトによって変わります
    .reason = 一つのはずの{ $header ->
    [From] 差出人欄
   *[other] 件名
}が{ $count }つあり、内容が違います。
from-impossible = 差出人のアドレスの「{ $domain }」は、インターネットにはありえない名前です
    .reason = 差出人のアドレスが、インターネットにはありえない名前（{ $domain }）になっています。
from-missing = 差出人欄がありません。ふつうのメールソフトなら必ず付けるものです
    .reason = 差出人欄がありません。
claims-own-domain = 差出人の名前は「{ $name }」で、社内（{ $own-domain }）を名乗っていますが、アドレスは社内のものではありません。名前は誰でも自由に書けます
    .reason = 社内（{ $own-domain }）を名乗っていますが、社内のアドレスから送られたメールではありません。
brand-mismatch = 差出人の名前は「{ $name }」ですが、{ $address ->
    [customer] アドレス（{ $from-domain }）は誰でも作れるもので、「{ $brand-ja }」自身はここからメールを送りません
    [kin] アドレス（{ $from-domain }）が「{ $brand-ja }」のものかどうかは確認できません
   *[other] アドレス（{ $from-domain }）は「{ $brand-ja }」のものではありません。差出人の名前は、誰でも自由に書けます
}
    .reason = 「{ $brand-ja }」を名乗っていますが、{ $address ->
    [customer] 差出人のアドレス（{ $from-domain }）は誰でも作れるものです。
    [kin] 差出人のアドレス（{ $from-domain }）が「{ $brand-ja }」のものかどうかは確認できません。
   *[other] 差出人のアドレス（{ $from-domain }）は「{ $brand-ja }」のものではありません。
}
brand-claimed = { $where ->
    [subject] 件名は「{ $brand-ja }」からのメールのように書かれていますが
    [address] 差出人のアドレスに「{ $brand-ja }」の名前（{ $claim }）が入っていますが
   *[body] 本文は「{ $brand-ja }」からのメールのように書かれていますが（「{ $claim }」）
}、アドレス（{ $from-domain }）は「{ $brand-ja }」のものではありません
    .reason = 「{ $brand-ja }」からのメールのように書かれていますが、差出人のアドレス（{ $from-domain }）は「{ $brand-ja }」のものではありません。
brand-disguised = { $where ->
    [name] 差出人の名前
   *[subject] 件名
}の「{ $written }」は、似た文字や見えない文字を使って「{ $brand-ja }」と読ませる書き方です。迷惑メール対策をすり抜ける手口で、「{ $brand-ja }」自身はこのように書きません
    .reason = 「{ $written }」は、似た文字や見えない文字で「{ $brand-ja }」と読ませる書き方です。
brand-by-other-domain = 差出人の名前は「{ $name }」ですが、実際には { $from-domain }（{ $other-ja }）から送られています。アドレスは偽装ではないため、{ $other-ja } のアカウントか配信サービスが悪用されている可能性が高いです
    .reason = 「{ $brand-ja }」を名乗っていますが、実際には{ $other-ja }（{ $from-domain }）から送られています。
helo-mismatch = 受信記録では、送信した機器は「{ $helo }」と名乗りましたが、その回線に付いている名前は { $rdns } です。機器の名乗り（HELO という項目）は、誰でも自由に書けます
    .reason = 送信した機器の名乗り（{ $helo }）と、回線に付いている名前が違います。
helo-unknown = 送信した機器は「{ $helo }」と名乗りましたが、DNS（名前の台帳）で調べると、その名前は存在しません。でたらめな名前とみられます
    .reason = 送信した機器が、存在しない名前（{ $helo }）を名乗っています。
helo-not-fqdn = 受信記録では、送信した機器は「{ $helo }」と名乗りました。正規のメールサーバーの名前の形ではなく、乗っ取られたパソコンなどが直接送るときによく見られます
    .reason = 送信した機器の名乗りが、正規のメールサーバーの形になっていません。
rdns-unconfirmed = 送信元 { $ip } には { $rdns } という名前が付いていますが、DNS（名前の台帳）でその名前を調べても { $ip } には行き着きません。名前だけなら、回線の持ち主が好きに付けられます
spf-fail = このメールを渡してきた機器（{ $ip }）は、{ $domain } がメールの送信用に登録したものでは{ $result ->
    [softfail] ないとみられます
   *[other] ありません
}（SPF という確認）。差出人をかたっている可能性があります
    .reason = { $domain } のメールだと名乗っていますが、{ $domain } が認めていない機器から送られています。
dmarc-fail = 差出人は { $from-domain } となっていますが、{ $from-domain } の電子署名も送信元の登録も確かめられません（DMARC という確認）。{ $policy ->
    [reject] { $from-domain } は、このようなメールを受け取らないよう求めています
    [quarantine] { $from-domain } は、このようなメールを疑うよう求めています
   *[other] 差出人をかたっている可能性があります
}
    .reason = 差出人は { $from-domain } となっていますが、本当に { $from-domain } から送られたことを確かめられません。
dkim-missing = { $from-domain } は、自分のところのメールかどうかを確かめるよう受信者に求めていますが、このメールには、本物なら付いているはずの電子署名（DKIM）がありません
dkim-altered = { $domain } の電子署名（DKIM）がありますが、署名のあとでメールの一部が変わっています。転送や保存のときに変わることもあるため、これだけでは判断できません
claim-forged = 「差出人の確認（認証）に合格した」という記録が、こちらのサーバー（{ $server }）の名前で書かれていますが、書いたのは送信者です。偽の記録とみられます
    .reason = 送信者が、こちらのサーバーの名前で「差出人の確認に合格した」という偽の記録を書いています。
sender-domain-listed = 差出人のドメイン { $domain } は、{ $kind ->
    [phish] フィッシング詐欺に使われるもの
    [malware] ウイルスを配るもの
    [botnet] 乗っ取ったパソコンを操るためのもの
   *[spam] 迷惑メールに使われるもの
}として公開のリストに登録されています（{ $zones }）
    .reason = 差出人のドメイン（{ $domain }）は、{ $kind ->
    [phish] フィッシング詐欺に使われるもの
    [malware] ウイルスを配るもの
    [botnet] 乗っ取ったパソコンを操るためのもの
   *[spam] 迷惑メールに使われるもの
}として知られています。
sender-cannot-receive = 差出人のドメイン（アドレスの @ より後ろ）{ $from-domain } はメールを受け取れません。返信しても誰にも届きません
    .reason = 差出人のドメイン（{ $from-domain }）はメールを受け取れず、返信しても誰にも届きません。
young-sender-domain = 差出人のドメイン { $domain } は、登録から{ $days ->
    [0] 1日もたっていません
   *[other] { $days }日しかたっていません
}でした（登録日：{ $created }）。使い捨ての差出人によく見られます
residential-origin = 送信元は{ $isp-ja ->
    [unknown] 家庭用などの回線
   *[other] プロバイダー「{ $isp-ja }」の家庭用などの回線
}（{ $rdns }）です。会社や団体のメールサーバーがふつう使う回線ではなく、乗っ取られたり借りられたりした機器が踏み台（身元を隠すための中継）にされている可能性が高いです
    .reason = 会社のサーバーではなく、家庭用などの回線から送られています。
origin-listed = 送信元 { $ip } は、迷惑メールや攻撃の発信元として公開のリストに登録されています（{ $zones }）。同じ回線から、ほかの人にも迷惑メールなどが送られたことを示します
    .reason = 送信元が、迷惑メールや攻撃の発信元として登録されています。
home-line-listed = 送信元 { $ip } は、家庭用などの回線として公開のリストに登録されています（{ $zones }）。それだけで悪質とは言えませんが、会社のメールサーバーがふつう使う回線ではありません
official-from-freemail = 差出人の名前は「{ $name }」ですが、アドレスは誰でも無料で作れるもの（{ $from-domain }）です。{ $institution ->
    [yes] このような組織は、自分の名前のアドレスから送るのがふつうです
   *[other] 小さな会社や団体でも使われますが、企業は自分の名前のアドレスから送るのがふつうです
}
    .reason = 「{ $name }」を名乗っていますが、誰でも無料で作れるアドレス（{ $from-domain }）から送られています。
name-unrelated = 差出人の名前は「{ $name }」ですが、アドレス（{ $from-domain }）にはその名前と関係のある言葉がありません。名前は誰でも自由に書けます
    .reason = 差出人の名前（{ $name }）とアドレス（{ $from-domain }）に関係が見られません。
institution-abroad = 差出人の名前は「{ $name }」ですが、アドレス（{ $from-domain }）の末尾が .jp ではありません。日本のこのような機関（{ $institution }）が使うことは、ほとんどありません
    .reason = 「{ $name }」を名乗っていますが、日本のドメイン（.jp）のアドレスではありません（{ $from-domain }）。
name-of-nobody = 差出人の名前が「{ $name }」だけで、どの会社の誰なのかが書かれていません。本物の案内には、ふつう会社の名前があります
throwaway-tenant = { $where ->
    [from] { $service } の利用者が使う意味のない名前（{ $tenant }）から送られています。誰の名前でもありません
    [bounce] 届かなかったときの返送先が、{ $service } の利用者が使う意味のない名前（{ $tenant }）です
   *[other] { $service } の利用者が使う意味のない名前（{ $tenant }）の電子署名が付いています
}
    .reason = { $service } ですぐに手に入る、意味のない名前（{ $tenant }）で送られています。
other-address-in-name = 差出人の名前に「{ $shown }」と書かれていますが、実際のアドレス（{ $from-domain }）とは別のものです。名前だけを表示するメールソフトが多くあります
    .reason = 差出人の名前に「{ $shown }」とありますが、実際は { $from-domain } から送られています。
disguised-name = 差出人の名前（{ $written }）が、{ $how ->
    [styled] 文字に似せた特殊な記号
    [marked] 余分な印を付けた文字
    [invisible] 目に見えない文字を混ぜた書き方
   *[mixed] 形の似た別の国の文字
}で書かれています。迷惑メール対策をすり抜けるための書き方です
    .reason = 差出人の名前が、迷惑メール対策をすり抜けるための特殊な文字で書かれています。
official-sign = 差出人の名前に、確認済みを思わせる印（{ $sign }）が付いています。メールでは、この印は誰でも自由に書けます
    .reason = 差出人の名前に、確認済みを思わせる印（{ $sign }）が付いています。
stray-name-end = 差出人の名前（{ $name }）の端に、余分な記号が付いています。大量送信のプログラムが残すことがあります
several-senders = 差出人欄に{ $count }つの差出人（「{ $first }」と「{ $second }」）が書かれています。ふつうは一つです。どれが表示されるかはメールソフトによって違います
    .reason = 差出人が{ $count }つ書かれていて、どれが表示されるかはメールソフトによって違います。
random-sender = 差出人のアドレス（{ $address }）の初めの部分が、でたらめに並べたような文字です。使い捨ての差出人によく見られます
random-sender-domain = 差出人のドメイン（{ $domain }）の「{ $label }」が、でたらめに並べたような文字です。詐欺のために急いで用意された名前によく見られます
    .reason = 差出人のドメイン（{ $domain }）が、でたらめに並べたような文字です。
odd-bounce-domain = 届かなかったときの返送先が { $domain } です。{ $exists ->
    [yes] でたらめに並べたような名前で、差出人とは関係が見られません
   *[other] インターネットにはありえない名前で、返送を受ける気がないことを示します
}
    .reason = 届かなかったときの返送先（{ $domain }）が、差出人と関係のない不自然な名前です。
rare-sender-ending = 差出人のドメイン（{ $from-domain }）の末尾が「.{ $ending }」です。安く大量に取れるため詐欺によく使われ、本物の案内では多くありません
reply-elsewhere = 返信すると、差出人（{ $from-domain }）ではなく { $reply-to }{ $free ->
    [yes] （誰でも無料で作れるアドレス）
   *[other] {""}
}に届きます。返事を別の人が受け取る手口があります
    .reason = 返信すると、別のアドレス（{ $reply-to }）に届きます。
nobody-vouches = 差出人は { $from-domain } となっていますが、送信した機器、返送先、電子署名のどれにも { $from-domain } との関係が見られません。あるのは別の名前（{ $others }）だけです
    .reason = 差出人は { $from-domain } となっていますが、送られてきた道筋には { $from-domain } との関係が見られません。
address-borrowed = 差出人のアドレスは { $brand-ja } のもの（{ $from-domain }）ですが、付くはずの電子署名（DKIM）がなく、送信した機器（{ $ip }、名乗りは { $helo }）も { $brand-ja } のものと確かめられません。偽装の可能性が高いです
    .reason = { $brand-ja } のアドレス（{ $from-domain }）が使われていますが、別の誰かが送った可能性が高いです。
freemail-borrowed = 差出人のアドレスは { $from-domain } のものですが、付くはずの電子署名（DKIM）がなく、送信した機器（名乗りは { $helo }）も { $from-domain } のものと確かめられません
helo-numbered = 受信記録では、送信した機器は「{ $helo }」と名乗りました。貸し出される機器や回線に番号で付けられる名前で、会社のメールサーバーの名前らしくありません
helo-random = 受信記録では、送信した機器は「{ $helo }」と名乗りました。「{ $label }」は、でたらめに並べたような文字で、使い捨ての機器によく見られます
helo-borrowed = 受信記録では、送信した機器は { $owner } の名前（{ $helo }）を名乗りましたが、ほかに { $owner } とつながる点がありません。機器の名乗りは、誰でも自由に書けます
    .reason = 送信した機器が、他人の名前（{ $owner }）を名乗りました。
recipient-missing = 宛先が書かれていません。{ $empty ->
    [yes] 宛先を隠して送られています
   *[other] 大量に送られるメールによくあります
}
needless-encoding = { $header ->
    [From] 差出人の名前
   *[other] 件名
}（{ $text }）はふつうの英数字なのに、読み取りにくい形に包んで送られています。迷惑メール対策に読ませないために使われる方法です
odd-date = { $early ->
    [yes] メールの日付が、送られた時刻より{ $hours }時間も前です
   *[other] メールの日付が、受信した時刻より{ $hours }時間も先です
}。大量送信のプログラムでよく起こります
odd-message-id = メールの番号（Message-ID）の末尾「{ $domain }」が、でたらめに並べたような名前で、差出人とは関係が見られません。大量送信のプログラムに多い形です
reply-without-thread = 件名が「{ $mark }」で始まり返信のように見えますが、返信のもとになったメールの記録がありません。やり取りの続きに見せかける手口があります
bulk-program = 差出人は { $brand-ja } となっていますが、大きな会社がこのようなメールにふつう使わないプログラム（{ $program }）で作られています。大量送信によく使われるものです
chinese-in-japanese = 日本語の文の中に、中国語でしか使わない文字（{ $characters }）が混ざっています。海外で作られた詐欺の文面によくあります
charset-elsewhere = 日本の差出人を名乗っていますが、文字が中国や韓国の方式（{ $charset }）で書かれています。海外で作られたメールかもしれません
clock-elsewhere = 日本の差出人を名乗っていますが、送信したコンピューターの時計が日本時間ではありません（{ $zone }、中国などの時間）。海外で作られたメールかもしれません
own-lookalike = { $where ->
    [from] 差出人のドメイン
    [reply-to] 返信先のドメイン
    [bounce] 返送先のドメイン
   *[link] リンク先のサイト
}（{ $domain }）は社内のもの（{ $own-domain }）に似ていますが、別のものです{ $how ->
    [letters] 。形の似た文字が使われています
    [typo] 。一、二文字だけ違います
    [hyphen] 。ハイフンだけが違います
    [inside] 。社内の名前を丸ごと含んでいます
    [ending] 。末尾だけが違います
   *[other] 。社内の名前を含んでいます
}
    .reason = 社内の { $own-domain } に似せた、別の名前（{ $domain }）が使われています。
desk-impersonated = 差出人の名前は「{ $name }」で、{ $named ->
    [yes] 社内の窓口（{ $desk }）
   *[other] 社内の窓口や管理者
}のように見えますが、アドレス（{ $from-domain }）は社内のものではありません
    .reason = { $named ->
    [yes] 社内の窓口（{ $desk }）
   *[other] 窓口や管理者
}を名乗っていますが、社内のアドレスから送られたメールではありません。
executive-impersonated = 差出人の名前は「{ $name }」で、社内の { $person } さんと同じですが、アドレス（{ $address }）は社内のものではありません。同姓同名の別人かもしれません
    .reason = 社内の { $person } さんの名前ですが、別のアドレス（{ $address }）から送られています。
own-name-spoken = 社内のメールやアカウントの管理者のような書き方ですが（{ $excerpt }）、リンク先の { $host } は社内のものではありません
    .reason = { $own-domain } のメールの管理者のような書き方ですが、リンク先は別のサイト（{ $host }）です。
provider-abused = { $provider-ja } の送信サーバー（{ $server }）から送られています。差出人の偽装ではなく、{ $provider-ja } の利用者アカウントが盗まれたか、このために作られて、悪用された可能性が高いです
shown-own-domain = 社内のアドレス（{ $shown }）に見せていますが、押すと { $real } に行きます。社内のページと思わせて、パスワードなどを入力させる手口です
    .reason = 社内のページに見えるリンクは、押すと別のサイト（{ $real }）に行き、入力したものを盗まれるおそれがあります。
link-mismatch = リンクは { $shown } と表示されていますが、実際の行き先は { $real } です。本物と思わせて、別のサイトへ誘う手口によく見られます
    .reason = リンクの表示（{ $shown }）と実際の行き先（{ $real }）が違います。
deceptive-subdomain = リンク先のアドレスに「{ $named }」とありますが、サイトの持ち主が自由に付けられる名前です。持ち主は、末尾の { $owner } を登録した人か、借りた人です
    .reason = リンク先は、アドレスに「{ $named }」と入れて本物に見せかけた、別のサイト（{ $owner }）です。
deceptive-path = リンク先のアドレスの途中に「{ $named }」とありますが、これはサイトの中の場所の名前にすぎません。サイトの持ち主は { $owner } を登録した人か、借りた人です
    .reason = リンク先は、「{ $named }」に見せかけた別のサイト（{ $owner }）です。
disguised-link = リンク先 { $host } のアドレスが、{ $how ->
    [letters] 見た目の似た特殊な文字を混ぜて
    [wide] 全角文字で
    [invisible] 目に見えない文字を混ぜて
    [number] ふつうは使わない数字の書き方で
   *[other] 記号に置き換えて
}書かれています。{ $how ->
    [wide] 入力の誤りでも起こりますが、迷惑メール対策をすり抜ける手口でもあります
   *[other] 迷惑メール対策や人の目をごまかす手口です
}
    .reason = リンク先のアドレスが、読む人や迷惑メール対策をごまかす書き方になっています。
link-userinfo = リンクのアドレスの「@」の前に「{ $named }」とありますが、そこは行き先ではありません。実際の行き先は、後ろの { $host } です
    .reason = リンクは「{ $named }」に見せかけていますが、実際の行き先は { $host } です。
redirector-link = リンクは { $service } のアドレスに見えますが、そこを通って { $host } に行きます。本当の行き先を隠す手口です
    .reason = リンクは { $service } を通って、別のサイト（{ $host }）に行きます。
free-subdomain-host = リンク先の { $rented } は、誰でもサイトの名前を借りられるサービス（{ $suffix }）で借りた名前です。だれが借りたかは分からず、詐欺のサイトにもよく使われます
    .reason = リンク先は、誰でも借りられる名前のサイト（{ $rented }）です。
shortened-link = リンクは { $service } の短縮アドレスで、どこに行くのか分かりません{ $beside ->
    [yes] （ほかに、差出人のサイトへのリンクもあります）
   *[other] 。誰でも作れます
}
    .reason = リンクの行き先が、短縮アドレス（{ $service }）で隠されています。
user-content-link = { $kind ->
    [bucket] リンク先は、{ $service } で誰でも借りられる保管場所（{ $host }）です。そこにあるページは、サービスの会社のものではありません
    [server] リンク先は、業者が付けた名前のままの借り物のサーバー（{ $host }）です。会社がこのような名前のサイトに案内することは、まずありません
    [form] リンク先は、{ $service } で誰でも作れる入力フォーム（{ $host }）です。誰が作ったかは分かりません。パスワードやカード番号を入れる場所ではありません
    [document] リンク先は、{ $service } で誰かが共有しているファイル（{ $host }）です。誰が置いたかは分かりません
   *[site] リンク先は、{ $service } で誰でも無料で作れるページ（{ $host }）です。サービスの会社のページではありません
}
    .reason = リンク先は、{ $service } で誰でも作れるページです。
rare-ending-link = リンク先は { $host } です。末尾の「{ $ending }」は詐欺のサイトに多く、ふつうの会社ではあまり使われません
    .reason = リンク先のドメイン（{ $host }）は、詐欺によく使われる末尾です。
random-host-link = リンク先は { $host } です。「{ $label }」は、人が付けた名前ではなく、機械が作ったでたらめな文字のようです
    .reason = リンク先（{ $host }）は、機械が作ったでたらめな名前のようです。
ip-link = リンク先が、名前ではなく番号（{ $ip }）です。会社がこのようなアドレスに案内することは、まずありません
    .reason = リンク先が、名前のあるサイトではなく番号（{ $ip }）です。
hacked-site-link = リンク先は { $host } の中の、本来は読者向けのページがない場所（{ $inside }）です。サイトの持ち主が知らないうちに、侵入した人がページを置いたおそれがあります
    .reason = リンク先（{ $host }）は、侵入されたサイトの内部のようです。
address-in-link = { $host } へのリンクに、メールアドレスが埋め込まれています。{ $how ->
    [fragment] ログイン画面にあらかじめ入れておくため、詐欺ページが使う手口です
   *[other] 誰がクリックしたか、サイトの持ち主に分かります
}
    .reason = 見知らぬサイト（{ $host }）へのリンクに、メールアドレスが埋め込まれています。
kit-link = { $host } へのリンクは、迷惑メールを大量に送るプログラムに特有の形です。会社向けの配信サービスのリンクは、こうはなりません
    .reason = { $host } へのリンクが、大量の迷惑メールに特有の形です。
only-rented-links = 差出人は { $sender } ですが、そこへのリンクがありません。どのリンクも、{ $host } のように誰でも使える場所に行きます
    .reason = 差出人（{ $sender }）のサイトへのリンクがなく、誰でも使える場所にしか行きません。
borrowed-counter = 差出人は { $sender } ですが、リンクは別の会社（{ $owner }）の名前でクリックを数える仕組みを通ります。配信サービスの盗まれたアカウントから送られたおそれがあります
    .reason = リンクが、差出人ではない別の会社（{ $owner }）の仕組みを通っています。
link-name-mismatch = リンクには「{ $shown }」とありますが、行き先の { $host } は、そこのサイトではありません
    .reason = リンクには「{ $shown }」とありますが、別のサイト（{ $host }）に行きます。
image-only = 本文がほぼ画像だけで、クリックすると { $host } に行きます。画像にした文字は、迷惑メール対策の検査をすり抜けやすくなります
    .reason = 本文がほぼ画像だけで、クリックすると { $host } に行きます。
mixed-scripts = { $place ->
    [subject] 件名か差出人の名前
   *[text] 本文
}に「{ $word }」のような、英字によく似た別の文字を混ぜた言葉があります。迷惑メール対策をすり抜ける手口です
    .reason = 迷惑メール対策をすり抜けるため、英字によく似た別の文字が混ぜてあります。
broken-words = { $place ->
    [subject] 件名か差出人の名前
   *[text] 本文
}の言葉の途中に、見えない文字や記号が入っています（{ $count }か所）。迷惑メール対策をすり抜ける手口です
    .reason = 迷惑メール対策をすり抜けるため、言葉の途中に見えない文字が入っています。
styled-letters = { $place ->
    [subject] 件名か差出人の名前
   *[text] 本文
}に、数学用や囲み文字などの特殊な文字で書いた言葉（「{ $words }」）があります。迷惑メール対策をすり抜けるための書き方です
    .reason = 迷惑メール対策をすり抜けるための、特殊な文字で書かれた言葉があります。
hidden-text = 見えている内容とは別の話の、約{ $count }文字の文章が隠されています。読む人ではなく、迷惑メール対策に読ませて安心させるためのものです
    .reason = 迷惑メール対策をすり抜けるため、別の話の長い文章が隠されています。
parts-differ = メールに2種類の本文があり、内容が違います（共通する言葉は{ $percent }%）。検査に読ませるものと、人に見せるものを変える手口です
    .reason = 検査に読ませる本文と人に見せる本文の、内容が違います。
link-listed = リンク先のサイト { $host } は、{ $kind ->
    [phish] フィッシング詐欺のサイト
    [malware] ウイルスを配るサイト
    [botnet] 乗っ取ったパソコンを操るためのサイト
    [abused-legit] 乗っ取られるなどして悪用されている、本来はふつうのサイト
    [redirector] 別のサイトへの案内役として悪用されているサイト
    [phish-near] フィッシング詐欺のサイトと同じドメインの別のサイト
   *[spam] 迷惑メールで宣伝されるサイト
}として公開のリストに登録されています（{ $zones }）{ $brand ->
    [none] {""}
   *[other] （{ $brand } をかたるもの）
}
    .reason = リンク先（{ $host }）は、{ $kind ->
    [phish] フィッシング詐欺のサイト
    [malware] ウイルスを配るサイト
    [botnet] 乗っ取ったパソコンを操るためのサイト
    [abused-legit] 悪用されているサイト
    [redirector] 別のサイトへの案内役として悪用されているサイト
    [phish-near] フィッシング詐欺のサイトと同じドメインのサイト
   *[spam] 迷惑メールで宣伝されるサイト
}として知られています。
young-link-domain = リンク先のドメイン { $domain } は、登録から{ $days ->
    [0] 1日もたっていません
   *[other] { $days }日しかたっていません
}でした（登録日：{ $created }）。詐欺のサイトは、メールを送る直前に用意されることがよくあります
    .reason = リンク先のドメイン（{ $domain }）は、登録されたばかりのものです。
brand-not-linked = { $claim ->
    [partly] 「{ $brand-ja }」を名乗っていますが、公式サイトへのリンクに混じって、別の行き先（例：{ $host }）があります
   *[none] 「{ $brand-ja }」を名乗っているのに、公式サイトへのリンクが一つもありません（行き先の例：{ $host }）。本物の案内では、まずないことです
}
    .reason = { $claim ->
    [partly] リンクの一部（{ $host } など）は、「{ $brand-ja }」の公式サイトへのものではありません。
   *[none] リンクの行き先（{ $host } など）も「{ $brand-ja }」の公式サイトではありません。
}
urgent-credential-lure = 「{ $urgent }」{ $credential ->
    [same] などと急がせて、ログインや情報の入力を求めています
   *[other] と急がせ、「{ $credential }」とログインや情報の入力を求めています
}。詐欺によくある文面です
    .reason = 急がせて、ログインや情報の入力を求めています。
lure = { $theme ->
    [extortion] 「{ $words }」と脅しています。同じ文面が何千通も送られていて、「見た」「盗んだ」という話はほとんどが作り話です
    [gift-cards] ギフトカードやその番号を求めています（「{ $words }」）。番号を知った人がそのままお金として使え、取り戻せません。仕事でこのような頼み方をすることはありません
    [transfer] お金の振込先に関わる内容です（「{ $words }」）。取引先や同僚の口座が変わったと偽る詐欺がよくあります。前から知っている電話番号にかけて確かめてください
    [advance-fee] 大金などと引き換えに、先に手数料や保証金を払わせる話です（「{ $words }」）。昔からある詐欺の手口で、払っても約束のお金は届きません
    [crypto] 暗号資産やもうけ話です（「{ $words }」）。送ってしまった暗号資産は戻らず、ウォレットの合言葉を入力すると中身を盗まれます
    [refund] 受け取れるお金があると書いています（「{ $words }」）。口座やカードの情報を聞き出す詐欺でよく使われる話です
    [prize] 当選や特典の話です（「{ $words }」）。カードや個人情報を入力させる詐欺でよく使われます
    [delivery] 荷物が届けられなかったという話です（「{ $words }」）。荷物を待っている人は多いため、誰にでも同じメールが送られています
    [suspension] アカウントやサービス、メールが止まる、または危ないと書いています（「{ $words }」）。不安にさせてログインさせる詐欺でよく使われます
    [payment] 支払いが必要、または支払いができなかったと書いています（「{ $words }」）。カードの情報を聞き出す詐欺でよく使われる話です
    [loan] お金を貸すという話です（「{ $words }」）。先に手数料を払わせ、お金は貸さない詐欺があります
    [availability] 用件を言わずに、都合や連絡先を聞いています（「{ $words }」）。上司になりすます詐欺はこのように始まり、次のメールでお金を求めます
    [dubious] 詐欺のメールがよく宣伝するものです（「{ $words }」）。薬や健康食品、賭け事、出会い、簡単な副業などです
    [document] 書類を開かせようとしています（「{ $words }」）。ふつうのメールにもありますが、偽のログイン画面に誘うメールもよくこう書きます
   *[offer] 宣伝の内容です（「{ $words }」）。頼んだ覚えのない宣伝なら、応じないでください
}
    .reason = { $theme ->
    [extortion] 脅してお金を求めています。
    [gift-cards] ギフトカードやその番号を求めています。
    [transfer] お金の振込先を知らせる、または変える内容です。
    [advance-fee] 大金などと引き換えに、先にお金を払わせる話です。
    [crypto] 暗号資産やもうけ話で誘い、または不安にさせています。
    [refund] 受け取れるお金があると誘っています。
    [prize] 当選や特典で誘っています。
    [delivery] 荷物が届けられなかったと書いています。
    [suspension] アカウントやサービスが止まる、または危ないと書いています。
    [payment] 支払いが必要、または支払いができなかったと書いています。
    [loan] お金を貸すと誘っています。
    [availability] 用件を言わずに、都合や連絡先を聞いています。
    [dubious] 詐欺のメールがよく宣伝するものを宣伝しています。
    [document] 書類を開かせようとしています。
   *[offer] 頼んだ覚えがないかもしれない、宣伝の内容です。
}
several-lures = 詐欺でよく使われる話が、一通の中にいくつも出てきます（{ $words }）
    .reason = 詐欺でよく使われる話が、一通の中にいくつも出てきます。
generic-greeting = { $address ->
    [yes] 宛名がお名前ではなくメールアドレスです（「{ $words }」）。取引のある相手なら、ふつうはお名前を知っています
   *[no] 宛名にお名前がありません（「{ $words }」）。誰にでも送るメールの書き方ですが、このように書く会社もあります
}
filter-talk = 自分で「安全だ」と書いたり、迷惑メールから取り出す方法を教えたりしています（「{ $words }」）。ふつうのメールにはその必要がありません
    .reason = 迷惑メールから取り出す方法を教えるなどしています。
opt-out-kit = 迷惑メールを送るプログラムがよく付ける決まり文句があります（「{ $words }」）
unfilled-template = ひな形の空欄が埋められずに残っています（「{ $words }」）。大勢に送るためにプログラムで作られたメールとみられます
call-back-number = お金などの話をして、{ $number } に電話をかけさせようとしています（「{ $words }」）{ $linked ->
    [yes] {""}
   *[no] 。内容を確かめられるサイトも書かれていません
}。電話でカード番号を聞き出したり、パソコンを操作させたりする手口があります。この番号にはかけず、カードの裏や公式サイトの番号にかけてください
    .reason = お金などの話をして、メールの中の番号に電話をかけさせようとしています。
asks-other-channel = このメールへの返信ではなく、別の方法で、または内密に続けようとしています（「{ $words }」）。他人の名前を使う人は、表示しているアドレスでは返事を受け取れません
    .reason = 別の連絡方法に移らせる、または内密にさせようとしています。
qr-link = QR コードを読み取ると { $host } に行きます。メールのほかの場所には書かれていない行き先です。スマートフォンに読み取らせて、会社の検査を避ける手口があります（持ち主は { $owner } を登録した人か、借りた人です）
    .reason = QR コードの行き先（{ $host }）は、メールのほかの場所には書かれていません。読み取らないでください。
disguised-attachment = 添付ファイル「{ $name }」{ $how ->
    [double-extension] は、ふつうの書類に見せかけた名前です。本当の種類は、いちばん後ろの「.{ $extension }」です。開かないでください
    [rtl-override] の名前には、文字の並びを逆に見せる記号が隠されています。画面に見える種類は本物ではありません
    [executable] は、ふつうの書類のような名前ですが、中身は開くと動き出すプログラムです
   *[type] は、名前などが示す種類と中身の種類が違います。まちがいのこともありますが、中身を隠す手口もあります
}
    .reason = { $how ->
    [type] 名前と中身の種類が違う添付ファイル（{ $name }）が付いています。
   *[other] 添付ファイル「{ $name }」は、本当の種類を隠しています。
}
executable-attachment = { $place ->
    [archive] 添付ファイル「{ $name }」の中の「{ $program }」は、開くとプログラムなどが動く種類のファイルです。ウイルスを送り込む手口によく使われます
    [profile] 添付ファイル「{ $program }」は、開くと iPhone や Mac の設定を書き換えるファイルです。頼んだ覚えがなければ開かないでください
   *[file] 添付ファイル「{ $program }」は、開くとプログラムなどが動く種類のファイルです。ウイルスを送り込む手口によく使われます
}
    .reason = { $place ->
    [archive] 添付ファイルの中に、開くとプログラムが動くファイル（{ $program }）が入っています。
    [profile] 開くと iPhone や Mac の設定が変わる添付ファイル（{ $program }）が付いています。
   *[file] 開くとプログラムが動く添付ファイル（{ $program }）が付いています。
}
html-attachment = { $does ->
    [password] 添付の HTML ファイル「{ $name }」は、開くとパスワードの入力欄が出ます。偽のログイン画面をメールに付けて送る手口です
    [hides] 添付の HTML ファイル「{ $name }」は、何をするかを暗号のような形で隠しています。開くと偽のログイン画面やウイルスが出てくる手口によく使われます
    [form] 添付の HTML ファイル「{ $name }」は、開くと入力欄が出ます。入力したものは、このファイルを作った人に送られるおそれがあります
    [script] 添付ファイル「{ $name }」は、開くとブラウザーで動き、偽の画面を出したり別のサイトに移ったりできます
   *[page] 添付の HTML ファイル「{ $name }」は、開くとブラウザーにページが出ます。偽のページをメールに付けて送る手口があります
}
    .reason = { $does ->
    [password] 添付の HTML ファイルは、開くとパスワードの入力欄が出ます。
   *[other] ブラウザーで開く HTML などのファイルが付いています。
}
macro-attachment = 添付ファイル「{ $name }」{ $can ->
    [macro] には、開いて「コンテンツの有効化」を押すと動くプログラム（マクロ）が入っています。ウイルスを送り込む手口に使われます
    [template] は、開くと別の場所から中身の一部を読み込みます。あとから危険なものを読み込ませる手口があります
    [launch] は、開くとほかのプログラムを動かそうとします。ふつうの書類は、そのようなことをしません
   *[object] の中には、別のファイルが埋め込まれています。中のものは開かないでください
}
    .reason = { $can ->
    [macro] プログラム（マクロ）の入った添付ファイルが付いています。
   *[other] 開くと別のものを呼び出す添付ファイルが付いています。
}
encrypted-archive = 添付ファイル「{ $name }」は、パスワードがかかっていて中身を確かめられませんでした。日本では珍しくない送り方ですが、ウイルスの検査をすり抜けるためにも使われます
    .reason = 添付ファイルにパスワードがかかっていて、中身を確かめられません。

## 読めなかったとき

not-a-mail-empty = 中身が空です。不審なメールの原本（.eml ファイル）を送るか、メールの本文やリンクを貼り付けてください。
not-a-mail-no-mail = メールもリンクも見つかりませんでした。不審なメールの原本（.eml ファイル）を送るか、リンクを含む本文を貼り付けてください。それまで、リンクや添付ファイルは開かないでください。
not-a-mail-binary = このファイルはメールとして読めません。画面の写真や添付ファイルではなく、メールの原本（.eml ファイル）を送ってください。添付ファイルは開かないでください。
not-a-mail-encrypted = このファイルはパスワードがかかっていて読めません。不審なメールに付いていたファイルなら、開かずに、メールの原本（.eml ファイル）を送ってください。メールの原本を圧縮したものなら、パスワードをかけずに送るか、パスワードを「infected」にして送り直してください。
not-a-mail-too-large = 25 MB を超えるため読めません。ファイルの代わりに、ヘッダー（送信経路などの記録）と本文を貼り付けてください。

## Slack での返事

reply-file-failed = ファイルを受け取れませんでした（{ $why }）。もう一度送っても同じときは、管理者に「fuwake doctor」（設定の点検）の結果を見てもらってください。
reply-file-gone = ファイルが削除されているため、読めませんでした。もう一度送ってください。
reply-failed = 調べている途中で問題が起きました。自動でもう一度試します。それまで、リンクや添付ファイルを開かないでください。急ぐときはセキュリティ担当に相談してください。
file-sign-in = Slack がファイルの代わりにサインイン画面を返しました。アプリに files:read の権限がありません
file-gone = ファイルが削除されています
file-too-large = 25 MB を超えています
file-unreachable = Slack からダウンロードできません
help = 不審なメールの原本（.eml ファイル）をここに送るか、メールのヘッダー（送信経路などの記録）や本文、リンクを貼り付けてください。どこから送られたか、リンクが本当はどこへ行くか、いま何をすればよいかをお答えします。

## 注意喚起

warn-button = 注意喚起を出す
warn-refused = 注意喚起を出せるのはセキュリティ担当だけです。気になることがあれば、セキュリティ担当に声をかけてください。
warn-nobody = セキュリティ担当が設定されていないため、注意喚起を出せません。管理者が FUWAKE_SECURITY_USERS か FUWAKE_SECURITY_USERGROUP を設定してください。
warn-gone = この案件は見つかりません。
warn-again = 画面を開けませんでした。もう一度ボタンを押してください。
warn-already = この案件の注意喚起は、すでに出ています（{ $by } さん）。
warn-modal-title = 注意喚起
warn-modal-submit = 送信する
warn-modal-cancel = やめる
warn-modal-intro = 下の文面を、選んだチャンネルに一度だけ投稿します。あとから取り消せます。
warn-modal-text-ja = 日本語の文面
warn-modal-text-en = 英語の文面
warn-modal-channels = 投稿先のチャンネル
warn-modal-at-channel = 通知
warn-modal-at-channel-option = @channel を付けて全員に通知する
warn-error-channels = 投稿先を1つ以上選んでください。
warn-error-channel-not-allowed = { $channel } は、注意喚起の投稿先として許可されていません。
warn-error-text = 文面を入力してください。
warn-done = { $count }個のチャンネルに注意喚起を出しました（No. { $id }）。
warn-sending = 注意喚起を送っています…
warn-channel-failed = { $channel } には投稿できませんでした（{ $why }）。
retract-channel-failed = { $channel } の投稿は書き換えられませんでした（{ $why }）。
warn-channel-unsure = { $channel } に投稿できたかどうか、再起動のため確認できません。二重になるのを避けるため、投稿し直していません。チャンネルを見て確かめてください（ボットを招待しておくと、ボットが自分で確かめられます）。
security-thread = 報告のあったスレッド
warn-posted-by = セキュリティ担当 { $by } が出した注意喚起です（No. { $id }）
retract-button = 取り消す
retract-modal-title = 注意喚起の取り消し
retract-modal-submit = 取り消す
retract-modal-intro = 出したすべての投稿を「取り消し」に書き換えます。元の投稿は消えません。
retract-modal-reason = 取り消す理由（全員に見えます）
retract-error-reason = 理由を入力してください。
retract-done = 注意喚起を取り消しました。
retract-already = この注意喚起は、すでに取り消されています。
retracted-title = 【取り消し】この注意喚起は取り消されました
retracted-reason = 理由：{ $reason }
retracted-by = 取り消した人：{ $by }

draft-title = 【注意喚起】不審なメールが届いています
draft-claims-brand = 「{ $brand }」を名乗るメールです。
draft-claims-own = 社内（{ $domain }）を名乗るメールです。
draft-claims-unknown = 本物に見せかけたメールです。
draft-subject = 件名：{ $subject }
draft-sender = 差出人：{ $sender }
draft-links = リンク先：{ $hosts }（公式のサイトではありません。開かないでください）
draft-links-unknown = リンク先：{ $hosts }（開かないでください）
draft-do = 届いた方は、リンクや添付ファイルを開かず、返信もせずに削除してください。
draft-typed = もうパスワードを入力した方は、別のパソコンかスマートフォンから、本物のサイトですぐに変えてください。リンクや添付ファイルを開いた方も含め、セキュリティ担当にすぐ知らせてください。責められることはありません。

## コマンドライン

cli-not-found = { $file }：ファイルがありません
cli-unreadable = { $file }：読み取れません（{ $why }）
cli-not-a-mail = { $file }：{ $why }
cli-column-file = ファイル
cli-column-level = 判定
cli-column-reason = 理由

## 報告の入口

answered-already = このメールは、すでにお調べしています。結果はこのスレッドの返事をご覧ください（いま、もう一度調べ直しました）。
file-out-of-reach = このチャンネルにわたし（Fuwake）がいないため、ファイルを受け取れません。ファイルを保存して、わたしへのダイレクトメッセージに送ってください。リンクや添付ファイルは開かないでください。
shortcut-own-post = これはわたし（Fuwake）の投稿です。調べたいメールが書かれたメッセージで、もう一度お試しください。
introduction = はじめまして、Fuwake です。不審なメールが話題になったら、そのメッセージのメニュー（︙）から「フィッシング判定」を選ぶか、そのスレッドでわたしをメンションしてください。どこから送られたか、リンクが本当はどこへ行くか、いま何をすればよいかを、スレッドでお答えします。呼ばれないかぎり、このチャンネルの投稿は調べません。
introduction-intake = はじめまして、Fuwake です。不審なメールは、このチャンネルに送ってください。原本（.eml ファイル）を置くか、メールの本文やリンクを貼り付けると、どこから送られたか、リンクが本当はどこへ行くか、いま何をすればよいかを、スレッドでお答えします。それまで、リンクや添付ファイルは開かないでください。
help-intro = 不審なメールを、代わりにお調べします。どこから送られたか、リンクが本当はどこへ行くか、いま何をすればよいかをお答えします。
help-ways = 送り方
help-way-dm = わたし（Fuwake）へのダイレクトメッセージに、メールの原本（.eml ファイル）を送る。本文やリンクを貼り付けるだけでもかまいません
help-way-shortcut = Slack で見かけたメッセージは、メニュー（︙）から「フィッシング判定」を選ぶ
help-way-mention = チャンネルやスレッドの中では、わたしをメンションする
help-way-form = 「/phish」とだけ入力すると、報告の画面が開きます
help-way-command = 「/phish」のあとにリンクや本文を続けると、あなたにだけ結果をお見せします
help-commands = そのほか
help-command-status = /phish status：あなたの最近の報告と、その結果
help-command-lang = /phish lang ja（日本語）、/phish lang en（英語）、/phish lang auto（Slack の設定に合わせる）：返事の言葉を選ぶ
help-typed = もうリンクを押した、パスワードを入力したという場合も、まずはお知らせください。責められることはありません。
lang-chosen = これからは日本語でお答えします。
lang-auto = これからは、Slack の言語の設定に合わせてお答えします。
lang-unknown = 返事の言葉は、{ $choices } から選べます。例：/phish lang ja
command-looking = 調べています。結果が出るまで、リンクや添付ファイルは開かないでください。
command-busy = いまは受け付けられませんでした。少し待ってから、もう一度お試しください。それまで、リンクや添付ファイルは開かないでください。
status-none = あなたからの報告は、まだありません。送り方は「/phish help」で見られます。
status-title = あなたの最近の報告
status-report = { $at }　No. { $id }　{ $outcome }
report-title = 不審なメールの報告
report-send = 送る
report-cancel = やめる
report-close = 閉じる
report-intro = わかるところだけでかまいません。結果は、わたし（Fuwake）からのダイレクトメッセージでお知らせします。
report-files = メールの原本（.eml または .msg）
    .hint = 5つまで。原本があると、送信元までお調べできます。
report-link = 気になるリンク
    .hint = 開かずに、コピーして貼り付けてください。
report-text = メールのヘッダーや本文
report-gave = もうしてしまったこと
    .hint = あてはまるものがあれば選んでください。責められることはありません。次にすることをご案内します。
report-gave-clicked = リンクを押した
report-gave-password = パスワードを入力した
report-gave-card = カード番号を入力した
report-gave-opened = 添付ファイルを開いた
report-note = ひとこと
report-again = 画面を開けませんでした。もう一度お試しください。
report-error-empty = メールの原本、リンク、本文のどれか1つを入れてください。
report-error-busy = いまは受け付けられませんでした。少し待ってから、もう一度「送る」を押してください。
report-thanks = 受け付けました。結果は、わたし（Fuwake）からのダイレクトメッセージでお知らせします。それまで、リンクや添付ファイルは開かないでください。

## セキュリティ担当の画面

triage-refused = このボタンを使えるのは、セキュリティ担当だけです。気になることがあれば、セキュリティ担当に声をかけてください。
triage-nobody = セキュリティ担当が設定されていないため、このボタンは使えません。管理者が FUWAKE_SECURITY_USERS か FUWAKE_SECURITY_USERGROUP を設定してください。
triage-decided-already = { $who } さんが先に「{ $verdict }」と判断しています。変えるときは、いまのカードを見て、もう一度押してください。
triage-taken = この案件は、{ $who } さんが先に担当になりました。代わるときは、いまのカードを見て、もう一度押してください。
card-open = 未確認です
card-by = （{ $who }、{ $when }）
card-sender = 差出人：{ $sender }
card-link = リンク先：{ $host }
card-reports = 報告：{ $count }件（最初の報告：{ $ago }）
card-not-phishing = 「詐欺ではない」という声：{ $count }件
card-helpful = 「役に立った」という声：{ $count }件
card-gave = 入力したり開いたりした人：{ $count }人
card-assignee = 担当：{ $who }
card-comment = メモ（{ $who }）：{ $comment }
card-comment-shown = 報告した人へのひとこと（{ $who }）：{ $comment }
card-phishing = フィッシング
card-legitimate = 本物のメール
card-spam = 迷惑メール
card-simulation = 訓練
card-original = 原本がほしい
card-assign = 自分が担当する
card-write = ひとこと書く
card-comment-label = ひとこと
card-comment-readers = 見せる相手
card-comment-share = 報告した人にも見せる
card-comment-submit = 保存する
card-comment-changed = { $who } さんが先に書き換えました。いまの内容：{ $comment }
outcome-phishing = フィッシング（確認済み）
outcome-legitimate = 本物のメール（確認済み）
outcome-spam = 迷惑メール（確認済み）
outcome-simulation = 訓練メール（確認済み）
outcome-original = 原本を待っています
outcome-thanks = 確認済み（ご報告ありがとうございました）
outcome-running = 調べています
ruling-by = { $who } さんが { $when } に確認しました。
ruling-by-original = { $who } さんが { $when } に、元のメール（原本）をお願いしました。手順は、このあとのメッセージをご覧ください。
ruling-phishing = セキュリティ担当が確認しました：フィッシングです
ruling-legitimate = セキュリティ担当が確認しました：本物のメールです
ruling-spam = セキュリティ担当が確認しました：迷惑メールです
ruling-simulation = セキュリティ担当が確認しました：ご報告ありがとうございます
ruling-machine = 自動の判定は「{ $level }」でした。
ruling-comment = セキュリティ担当から：{ $comment }
ruling-now-legitimate = このメールには、いつもどおり対応してかまいません。
ruling-now-spam = 宣伝などの迷惑メールです。返信せずに、そのまま削除してください。
ruling-now-simulation = よく気づいてくださいました。リンクは開かず、そのまま削除してください。ほかにすることはありません。
told-phishing = ご報告のメールを、セキュリティ担当の { $who } さんが確認しました（{ $when }）。フィッシングです。リンクや添付ファイルは開かず、返信もせずに削除してください。もうパスワードなどを入力した方は、すぐにセキュリティ担当に知らせてください。責められることはありません。
told-legitimate = ご報告のメールを、セキュリティ担当の { $who } さんが確認しました（{ $when }）。本物のメールでした。いつもどおり対応してかまいません。ご報告ありがとうございました。
told-spam = ご報告のメールを、セキュリティ担当の { $who } さんが確認しました（{ $when }）。フィッシングではなく、宣伝などの迷惑メールでした。返信せずに、そのまま削除してください。
told-simulation = ご報告のメールを、セキュリティ担当の { $who } さんが確認しました（{ $when }）。よく気づいてくださいました。ありがとうございます。リンクは開かず、そのまま削除してください。
told-original = セキュリティ担当の { $who } さんが、元のメール（原本）を確認したいとのことです（{ $when }）。次の手順でファイルに保存して、わたし（Fuwake）へのダイレクトメッセージに送ってください。リンクや添付ファイルは開かないでください。

## ホームタブ

home-how-title = 不審なメールを見つけたら
home-how-1 = リンクや添付ファイルは開かず、返信もしない
home-how-2 = メールの原本（.eml ファイル）を、わたし（Fuwake）へのダイレクトメッセージに送る。本文やリンクを貼り付けるだけでもかまいません
home-how-3 = 返事に書かれた「いますること」を見る。もう入力してしまったときも、まずはお知らせください。責められることはありません
home-report = 不審なメールを報告する
home-mine-title = あなたの最近の報告
home-mine-none = まだありません。
home-mine-when = （No. { $id }、{ $when }）
home-mine-by = 確認：{ $who }（{ $when }）
home-no-subject = （件名なし）
home-team-title = セキュリティ担当の方へ
home-day = この24時間：報告 { $reports }件、うち警告以上 { $loud }件、フィッシングと確認 { $phishing }件
home-week = この7日間：報告 { $reports }件、うち警告以上 { $loud }件、フィッシングと確認 { $phishing }件
home-untaken-title = 入力したり開いたりした人（担当なし）
home-untaken = No. { $id }：{ $who } さん（{ $ago }）
home-open-title = 未確認の案件
home-open-none = ありません。
home-open = { $level }（{ $ago }）

## セットアップ（セキュリティ担当のチャンネルへ）
scope-missing = Slack アプリに権限 { $scope } がないため、できないことがあります。アプリの設定画面の OAuth & Permissions でこの権限を足し、アプリを入れ直してください。

## 渡してしまったとき

gave-window-title = 次にすることのご案内
gave-window-send = 手順を見る
gave-window-intro = 知らせてくださって、ありがとうございます。責められることはありません。あてはまるものを選ぶと、次にすることを順番にご案内し、セキュリティ担当にも知らせます。
gave-window-intro-alone = 知らせてくださって、ありがとうございます。責められることはありません。あてはまるものを選ぶと、次にすることを順番にご案内します。
gave-window-what = 何がありましたか
gave-window-when = いつのことですか
gave-window-account = どのアカウント、どのカードですか
    .hint = サービス名と、ユーザー名かメールアドレスまででかまいません。パスワードやカード番号、確認コードそのものは書かないでください。
report-gave-told = 名前や住所、身分証の写真などを伝えた
report-gave-money = お金を送った、ギフトカードの番号を伝えた
report-gave-called = 電話をかけた、電話で話した
gave-when-now = この1時間以内
gave-when-today = 今日（1時間より前）
gave-when-yesterday = きのう
gave-when-earlier = それより前
gave-when-unsure = わからない
gave-error-what = あてはまるものを1つ以上選んでください。
gave-error-busy = いまは受け付けられませんでした。もう一度「手順を見る」を押してください。急ぐときは、セキュリティ担当に直接知らせてください。

steps-title = いますること
steps-intro = 知らせてくださって、ありがとうございます。責められることはありません。あわてなくて大丈夫ですので、上から順に進めてください。
steps-contacts = 相談・届け出の窓口
steps-note = 海外にいる方は、現地の警察と、カードや銀行の海外用の番号に連絡してください。
steps-alerted = セキュリティ担当には、わたし（Fuwake）からも知らせています。返事を待たずに進めてください。分からないことがあれば、セキュリティ担当に声をかけてください。
steps-alert-them = セキュリティ担当に、いますぐ電話などで直接知らせてください（わたしからは知らせることができていません）。
steps-sent = 同じ手順を、わたし（Fuwake）からのダイレクトメッセージにも送りました。スマートフォンなど、別の端末でも見られます。
steps-rewritten = 上の手順を、いま選ばれた内容に合わせて書き換えました。
step-hang-up = 相手との電話は、すぐに切ってください。かかってきても出ず、かけ直すときは、公式サイトに載っている番号だけを使ってください。
step-offline = 添付ファイルを開いたパソコンを、すぐにネットワークから外してください（Wi-Fi を切り、ケーブルを抜きます。スマートフォンなら機内モードにします）。電源は切らないでください。何が起きたかを調べるための記録が残ります。ここから先は、別の端末で進めてください。
step-remote = 相手にパソコンを操作させたり、言われてソフトを入れたりした方は、そのパソコンを Wi-Fi とケーブルの両方でネットワークから外してください。電源は切らないでください。
step-gift-codes = ギフトカードや電子マネーの番号を伝えた方は、すぐに発行した会社に電話して、使えなくしてもらってください。カードとレシートは捨てないでください。
step-coins = 暗号資産を送った方は、使った取引所にすぐ連絡し、送り先のアドレスと日時を伝えてください。復元用の言葉（リカバリーフレーズ）を教えた方は、残りを新しいウォレットに移してください。
step-recall = 銀行やカードから送金した方は、すぐにその銀行に電話して、「詐欺の口座に振り込んだので、組戻し（振り込みの取り消し）と、相手の口座の凍結をお願いします」と伝えてください。番号は、キャッシュカードの裏か公式アプリのものを使います。会社のお金なら、経理にもすぐ知らせてください。
step-card-stop = カードを止めてください。カードの裏に書かれた番号に電話するか、公式アプリで利用を停止します。メールや、開いたサイトに載っていた番号は使わないでください。
step-bank-stop = { $named ->
    [yes] { $brand }に連絡し、「偽のサイトにパスワードを入れた」と伝えて、取引を止めてもらってください。
   *[no] そのサービスの窓口に連絡し、「偽のサイトにパスワードを入れた」と伝えて、取引を止めてもらってください。
}番号は、カードの裏か公式アプリのものを使い、メールに載っていた番号は使わないでください。
step-card-login = { $named ->
    [yes] { $brand }の会員サイトのパスワードを入れた方は、カードの裏の番号に電話して、カードを止めるべきか相談してください。
   *[no] カード会社の会員サイトのパスワードを入れた方は、カードの裏の番号に電話して、カードを止めるべきか相談してください。
}
step-password-own = 会社のパスワードを、別のパソコンかスマートフォンから、いますぐ変えてください。メールのリンクは使わず、いつもの入り口から入ります。自分で変えられないときは、セキュリティ担当に頼んでください。
step-password = { $named ->
    [yes] 別のパソコンかスマートフォンから、本物の{ $brand }のサイト（ブックマークか公式アプリ）でパスワードを変えてください。
   *[no] 別のパソコンかスマートフォンから、本物のサイト（ブックマークか公式アプリ）でパスワードを変えてください。
}メールのリンクは使わないでください。
step-sessions = 設定の中の「すべての端末からログアウト」を選んでください。もう誰かに入られていても、これで追い出せます。
step-mfa = 二段階認証（パスワードのほかに、スマートフォンなどでも確かめるしくみ）を使う設定にしてください。身に覚えのない確認の通知が来ても、承認せず、コードも誰にも教えないでください。
step-same-password = 同じパスワードをほかでも使っていたら、そこもすべて、別々のものに変えてください。
step-mailbox = メールの自動転送や振り分け、登録してある電話番号とメールアドレスが、知らないものに変えられていないか確かめてください。
step-orders = 身に覚えのない注文や、登録したカード、届け先の変更がないか、公式アプリか本物のサイトで確かめてください。
step-friends = あなたの名前で、知り合いにメッセージが送られるかもしれません。届いても開かないように、別の方法で伝えてください。
step-statement = これから2か月ほど、カードの利用明細をこまめに見てください。身に覚えのない請求があれば、すぐにカード会社に伝えてください。
step-identity = 伝えたものを書き出して、セキュリティ担当に知らせてください。身分証の写真を送った方は、信用情報機関（CIC、JICC、全国銀行個人信用情報センター）に「本人申告」をすると、あなたの名前で借り入れをされにくくなります。覚えのない契約や請求の知らせには応じないでください。
step-page = 開いたページは閉じて、何も入力しないでください。何も入力せず、ダウンロードされたファイルも開いていなければ、多くの場合、それだけで被害が出ることはありません。
step-watch = 知らないファイルがダウンロードされていたら、開かずにセキュリティ担当に知らせてください。身に覚えのないログインの知らせや請求が届いたときも、すぐに知らせてください。
step-keep = メールは、まだ消さないでください。開いたファイル、出てきた画面、電話の履歴なども残しておくと、調べたり届け出たりするときに役立ちます。
contact-110 = 110番（警察）：いま送金しているところ、または送ったばかりのとき
contact-9110 = #9110（警察の相談窓口）：被害に遭ったかもしれないとき
contact-188 = 188（消費者ホットライン）：個人のお金やカード、契約のこと
contact-antiphishing = info@antiphishing.jp（フィッシング対策協議会）：届いたメールを、そのまま転送して報告する

gave-title = 手助けが必要な人がいます
gave-waits = まだ誰も担当していません
gave-taken = { $who } さんが担当しています（{ $when }）
gave-closed = { $who } さんが完了にしました（{ $when }）
gave-by = 知らせた人：{ $who } さん（{ $when }）
gave-what = したこと：{ $what }
gave-when = した時期：{ $when }
gave-account = アカウントやカード：{ $account }
gave-mail = メール（{ $level }）：{ $summary }
gave-private = ダイレクトメッセージでの報告です。誰が報告したかを、ほかの社員に伝えないでください。
gave-take = 自分が担当する
gave-close = 完了にする
gave-added = { $who } さんから追加の知らせがありました：{ $what }
gave-reminder = No. { $id }：{ $who } さんの件を、まだ誰も担当していません（知らせがあったのは { $when }）。
gave-reminder-place = この件の知らせを開く
gave-late-taken = この件は、{ $who } さんが先に担当になりました。
gave-late-closed = この件は、{ $who } さんが先に完了にしました。
opinion-helpful = ありがとうございます。お役に立ててうれしいです。
opinion-not-phishing = 教えてくださって、ありがとうございます。セキュリティ担当の画面にも表示しました。担当が確認するまで、リンクや添付ファイルは開かないでください。
opinion-not-phishing-alone = 教えてくださって、ありがとうございます。念のため、送り主に電話など別の方法で確かめるまで、リンクや添付ファイルは開かないでください。

## 返事のボタンと、詳しい画面

now-gave = もうリンクを押した、何かを入力した、ファイルを開いたという方は、「{ button-gave }」のボタンを押してください。次にすることを順にご案内し、セキュリティ担当にも知らせます。責められることはありません。
points-more = ほかに気になる点：{ $count }件（「{ button-details }」で見られます）
button-details = 詳しく見る
button-gave = 押した・入力してしまった
button-not-phishing = 詐欺ではない
button-helpful = 役に立った
language-name = 日本語
details-title = 詳しい結果
details-close = 閉じる
details-next = 次へ
details-back = 前へ
details-page = { $page } / { $pages } ページ
details-not-yet = まだ調べています。少し待ってから、もう一度押してください。
details-refused = この結果を見られるのは、報告した本人とセキュリティ担当だけです。
details-findings = { $section }（見つかった点）
details-route = 送信経路（届いた側から順に）
details-links = リンク
details-authentication = 差出人の認証の結果
details-attachments = 添付ファイル
details-unanswered = 確かめられなかったもの
details-known-by = 根拠：{ $what }
details-known-then = 根拠：{ $what }（{ $at } に確認）
evidence-received = 上から{ $line }番目の受信記録（Received）
evidence-header = メールのヘッダー（{ $subject }）
evidence-body = メールの本文{ $subject ->
    [html] （HTML）
   *[other] {""}
}
evidence-attachment = 添付ファイル（{ $subject }）
evidence-qr = 画像の QR コード（{ $subject }）
evidence-asked = { $source }（{ $subject }）
details-hop-line = { $line }番目：{ $by ->
    [none] 名前の分からないサーバーが
   *[other] { $by } が
}、{ $peer ->
    [none] 名前の分からない機器から
   *[other] { $peer } から
}受け取りました{ $helo ->
    [none] {""}
   *[other] （「{ $helo }」と名乗りました）
}
details-hop-at = { $at }{ $mark ->
    [believed] 。この記録から、送ってきた機器を判断しました
    [above] 。信じられる側の記録です
   *[below] 。送信者が自由に書けるため、あてになりません
}
details-hop-undated = 日時なし
details-link-shown = 表示：{ $shown }
details-link-where = 書かれていた場所：{ $where ->
    [html] メールの本文（HTML）
    [text] メールの本文
    [header] メールのヘッダー
    [attachment] 添付ファイル（{ $name }）
    [qr] 画像の QR コード（{ $name }）
   *[other] メール
}
details-link-place = 置かれている場所：{ $where }
details-link-rented = 名前を貸しているサービス：{ $service }
details-link-unwrapped = 転送や検査のサービスを通すアドレス：{ $href }
details-link-listed = 公開のリストに登録：{ $zones }
details-link-registered = { $domain } の登録：{ $created ->
    [none] 登録日は不明
   *[other] { $created }
}{ $registrar ->
    [none] {""}
   *[other] 、登録業者は { $registrar }
}{ $holder ->
    [none] {""}
    [hidden] 、登録者は非公開
   *[other] 、登録者は { $holder }
}（{ $source }）
details-link-unregistered = { $domain } は登録されていません
details-authentication-line = { $method }：{ $result }{ $domain ->
    [none] {""}
   *[other] （{ $domain }）
}{ $source ->
    [trusted-header] 、受け取ったサーバーの記録による
   *[other] {""}
}
details-attachment-line = { $name }（{ $type }、{ $size } バイト）
details-attachment-hash = SHA-256：{ $hash }
