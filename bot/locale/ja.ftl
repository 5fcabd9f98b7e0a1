# Fuwake の日本語。読むのは、不審なメールを受け取って少し不安な同僚です。です・ます、短い文、平易な言葉で書きます。

## 判定

level-danger = 危険
level-warning = 警告
level-caution = 注意
level-no-sign = 目立った不審点なし
level-insufficient = 判定材料不足

headline-danger = 危険｜クリックしないでください
headline-warning = 警告｜詐欺の可能性が高いメールです
headline-caution = 注意｜気になる点があります
headline-no-sign = 目立った不審点は見つかりませんでした
headline-insufficient = 判定材料が足りません

summary-danger = 詐欺メールと考えられる点が複数見つかりました。
summary-warning = 詐欺メールに多い特徴が複数見つかりました。
summary-caution = このメールだけでは、本物とも詐欺とも言い切れません。
summary-no-sign = 確認できた範囲では、詐欺を示す点はありませんでした。安全を保証するものではありません。
summary-insufficient = 確認できたことが少ないため、安全かどうか判定できません。
summary-insufficient-silent = 問い合わせた先から応答がなかったため、安全かどうか判定できません。
summary-pending = 外部への問い合わせを続けています。結果が出しだい、この投稿を書き換えます。

## いますること

now-title = いますること
advice-do-not-touch = リンクや添付ファイルを開かず、返信もせず、このメールを削除してください。
advice-already-typed = リンクを開いてパスワードなどを入力してしまった場合は、別の端末から本物のサイトですぐにパスワードを変え、カード番号を入れたときはカード会社に連絡して止めてもらい、セキュリティ担当に知らせてください。責められることはありません。
advice-verify-otherwise = 返信やメール内のリンクは使わず、電話やブックマークした公式サイトなど、別の方法で相手に確かめてから対応してください。
advice-no-guarantee = 心当たりがなければ、リンクや添付ファイルを開かずにセキュリティ担当に相談してください。
advice-cannot-tell = 判定できるまで、リンクや添付ファイルを開かないでください。急ぐときはセキュリティ担当に相談してください。
advice-send-original = 送信元を調べるには元のメールが必要です。Gmail は「メッセージのソースを表示」→「元のメッセージをダウンロード」、Outlook は「名前を付けて保存」で .eml にして、ここに送ってください。

## 見出し

section-sender = 送信元
section-links = リンク先
section-content = 文面
section-checked = 調べたもの
section-unanswered = 確かめられなかったもの
case-number = No. { $id }

coverage-identity = 差出人
coverage-authentication = 送信ドメイン認証
coverage-route = 送信経路
coverage-links = リンク先
coverage-page = リンク先のページ
coverage-content = 文面
coverage-attachments = 添付ファイル
coverage-nothing = なし

form-eml = 原本（.eml）から判定
form-msg = 原本（.msg）から判定
form-headers = ヘッダーだけから判定（本文なし）
form-forwarded = 転送されたメールから判定（送信経路の情報なし）
form-slack-email = Slack に届いたメールから判定（送信経路の情報なし）
form-text = 貼り付けた文章から判定（送信経路の情報なし）
form-url = リンクだけから判定
form-image = 画像から判定

source-dns = DNS
source-blocklist = ブロックリスト
source-rdap = RDAP
source-whois = WHOIS
source-geo = 位置情報
source-feed = フィッシング情報
source-page = リンク先のページ
source-dkim = DKIM
source-spf = SPF
reason-timeout = 時間内に応答なし
reason-refused = 回答を拒否
reason-error = エラー
reason-not-installed = データ未導入
reason-offline = 問い合わせなし
unanswered-item = { $source }：{ $subjects }（{ $reason }）
unanswered-source = { $source }（{ $reason }）
unanswered-more = ほか{ $count }件

## 分かった事実

fact-origin = 送ってきたのは { $ip }{ $named ->
    [confirmed] （{ $rdns }、DNS でも一致）
    [yes] （{ $rdns }）
   *[no] {" "}
}です。こちらのサーバー { $server } の記録（Received { $line }行目）によります
fact-origin-guessed = 送ってきたのは { $ip }{ $named ->
    [confirmed] （{ $rdns }、DNS でも一致）
    [yes] （{ $rdns }）
   *[no] {" "}
}です。{ $server } の記録（Received { $line }行目）を信じました。上から見て最初に外部から受け取った行だからです。これより下の行は送信者が自由に書けます
fact-origin-top = 送信元の IP アドレスは特定できません。いちばん上の行（{ $server } の記録）しか手がかりがありません
fact-no-route = 送信経路の情報がないため、どこから送られたかは判定できません
fact-sender-accepts = 差出人のドメイン { $domain } はメールを受け取れる、実在のドメインです。本人である証拠ではありません
fact-link = リンクの実際の行き先は { $host }{ $ips ->
    [none] {" "}
   *[other] （{ $ips }）
}です
fact-link-shown = 「{ $shown }」の実際の行き先は { $host }{ $ips ->
    [none] {" "}
   *[other] （{ $ips }）
}です
fact-links-more = ほかに { $count } 件のリンクがあります
fact-no-links = リンクはありません
fact-lost = 一部を読み取れませんでした：{ $what }

lost-charset = 文字化けした部分
lost-links-capped = 多すぎるリンク（{ $subject } 件まで読みました）
lost-parts-capped = 多すぎる部品（{ $subject } 個まで読みました）
lost-nesting = 入れ子が深すぎる部分
lost-body-unreadable = 壊れている本文
lost-html-unreadable = 解析できない HTML（リンクは拾いました）
lost-html-too-long = 長すぎる HTML の後半

## 見つかった点（.reason は一行目の理由）

spam-stamp = 受信サーバーが、件名に「{ $stamp }」を付けて迷惑メールと判定しています
from-malformed = 差出人欄がメールアドレスになっていません（{ $written }）
    .reason = 差出人欄が正しいメールアドレスになっていません。
from-missing = 差出人欄がありません。ふつうのメールソフトなら必ず付けるものです
    .reason = 差出人欄がありません。
claims-own-domain = 差出人の名前は「{ $name }」で、社内（{ $own-domain }）を名乗っていますが、アドレスは社内のものではありません
    .reason = 社内（{ $own-domain }）を名乗っていますが、社内のアドレスから送られたメールではありません。
brand-mismatch = 差出人の名前は「{ $name }」ですが、アドレス（{ $from-domain }）は「{ $brand-ja }」のものではありません
    .reason = 「{ $brand-ja }」を名乗っていますが、差出人のアドレスは別のところ（{ $from-domain }）のものです。
helo-mismatch = 送信した機器は「{ $helo }」と名乗りましたが、回線の本当の名前は { $rdns } です。名乗り（HELO）は誰でも自由に書けます
    .reason = 送信した機器の名乗り（{ $helo }）と、実際の回線の名前が違います。
helo-unknown = 機器が名乗った「{ $helo }」という名前は存在しません
    .reason = 送信した機器が、存在しない名前（{ $helo }）を名乗っています。
helo-not-fqdn = 送信した機器は「{ $helo }」と名乗りました。正規のメールサーバーが名乗る形の名前ではありません
    .reason = 正規のメールサーバーから送られたメールではありません。
rdns-unconfirmed = { $ip } は { $rdns } と名乗る設定になっていますが、その名前をたどっても { $ip } には戻りません
sender-cannot-receive = 差出人のドメイン { $from-domain } はメールを受け取れません。返信しても届かない、実体のない差出人です
    .reason = 差出人のドメイン（{ $from-domain }）はメールを受け取れず、実体がありません。
residential-origin = 送信元は{ $isp-ja ->
    [unknown] 家庭用などの回線
   *[other] プロバイダー「{ $isp-ja }」の家庭用などの回線
}（{ $rdns }）です。会社や団体のメールサーバーが置かれる場所ではなく、乗っ取られたり借りられたりした機器が踏み台にされている可能性が高いです
    .reason = 会社のサーバーではなく、家庭用などの回線から送られています。
origin-listed = 送信元 { $ip } は、迷惑メールや攻撃の発信元として登録されています（{ $zones }）
    .reason = 送信元が、迷惑メールや攻撃の発信元として登録されています。
home-line-listed = 送信元 { $ip } は、家庭用などの回線として登録されています（{ $zones }）。攻撃者という意味ではありませんが、会社のメールサーバーではありません
provider-abused = { $provider-ja } の送信サーバー（{ $server }）から送られています。差出人の偽装ではなく、{ $provider-ja } の利用者アカウントが盗まれたか、このために作られて、悪用された可能性が高いです
shown-own-domain = 社内のアドレス（{ $shown }）に見せていますが、押すと { $real } に行きます
    .reason = 社内のページに見えるリンクは、押すと別のサイト（{ $real }）に行き、入力したものを盗まれるおそれがあります。
link-mismatch = リンクは { $shown } と表示されていますが、実際の行き先は { $real } です
    .reason = リンクの表示（{ $shown }）と実際の行き先（{ $real }）が違います。
deceptive-subdomain = リンク先の名前に「{ $named }」とありますが、サイトの持ち主は { $owner } を登録した人か、借りた人です。それより左の名前は自由に付けられます
    .reason = リンク先も名前を似せた別のサイト（{ $owner }）です。
deceptive-path = アドレスの途中に「{ $named }」とありますが、これはサイトの中の場所の名前にすぎません。サイトの持ち主は { $owner } を登録した人か、借りた人です
    .reason = リンク先も「{ $named }」に見せかけた別のサイト（{ $owner }）です。
free-subdomain-host = リンク先の { $rented } は、誰でも名前を借りられるサービス（{ $suffix }）の上にあります。持ち主は { $rented } を借りた人です
    .reason = リンク先は、誰でも名前を借りられるサイト（{ $rented }）です。
brand-not-linked = 「{ $brand-ja }」を名乗っているのに、公式サイトへのリンクが一つもありません（行き先は { $host } など）
    .reason = 「{ $brand-ja }」の公式サイトへのリンクが一つもありません。
urgent-credential-lure = 急がせながら（「{ $urgent }」）、ログインや情報の入力を求めています（「{ $credential }」）。詐欺によくある文面です
    .reason = 急がせて、ログインや情報の入力を求めています。

## 読めなかったとき

not-a-mail-empty = 中身が空です。メールの原本（.eml）か、ヘッダー、本文、リンクを送ってください。
not-a-mail-no-mail = メールもリンクも見つかりません。メールの原本（.eml）、ヘッダー全体、またはリンクを含む本文を送ってください。
not-a-mail-binary = このファイルはメールとして読めません。メールの原本（.eml）を送ってください。
not-a-mail-too-large = 25 MB を超えるため読めません。添付を除いた .eml か、ヘッダーと本文を貼り付けてください。

## Slack での返事

reply-file-failed = ファイルを受け取れませんでした（{ $why }）。もう一度送っても同じときは、管理者に「fuwake doctor」の結果を確認してもらってください。
reply-failed = 調べている途中で問題が起きました。自動でもう一度試します。急ぐときはセキュリティ担当に相談してください。
file-sign-in = Slack がファイルの代わりにサインイン画面を返しました。アプリに files:read の権限がありません
file-gone = ファイルが削除されています
file-too-large = 25 MB を超えています
file-unreachable = Slack からダウンロードできません
help = 不審なメールの原本（.eml）をここに送るか、メールのヘッダーや本文、リンクを貼り付けてください。誰が送ったか、リンクが本当はどこへ行くか、何をすればよいかをお答えします。

## 注意喚起

security-notice = { $level }：{ $summary }（No. { $id }）
warn-button = 全体に注意喚起する
warn-refused = 注意喚起を出せるのはセキュリティ担当だけです。気になることがあれば、セキュリティ担当に声をかけてください。
warn-nobody = セキュリティ担当が設定されていないため、注意喚起を出せません。管理者が FUWAKE_SECURITY_USERS か FUWAKE_SECURITY_USERGROUP を設定してください。
warn-gone = この案件は見つかりません。
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
warn-error-channels = 投稿先を 1 つ以上選んでください。
warn-error-channel-not-allowed = { $channel } は、注意喚起の投稿先として許可されていません。
warn-error-text = 文面を入力してください。
warn-done = { $count } 個のチャンネルに注意喚起を出しました（No. { $id }）。
warn-sending = 注意喚起を送っています…
warn-channel-failed = { $channel } には投稿できませんでした（{ $why }）。
warn-channel-unsure = { $channel } に投稿できたかどうか、再起動のため確認できません。二重に出さないよう、もう一度は投稿していません。チャンネルを見てください（ボットを招待しておくと確認できます）。
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
draft-do = 届いた方は、リンクや添付ファイルを開かず、返信もせずに削除してください。
draft-typed = もう開いた方、パスワードなどを入力した方は、別の端末からパスワードを変え、すぐにセキュリティ担当に知らせてください。

## コマンドライン

cli-not-found = { $file }：ファイルがありません
cli-unreadable = { $file }：読み取れません（{ $why }）
cli-not-a-mail = { $file }：{ $why }
cli-column-file = ファイル
cli-column-level = 判定
cli-column-reason = 理由
