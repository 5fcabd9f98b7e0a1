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

summary-danger = 詐欺メールとみられる点が複数見つかりました。
summary-warning = 詐欺メールに多い特徴が複数見つかりました。
summary-caution = これだけでは、本物とも詐欺とも言い切れません。
summary-no-sign = 確認できた範囲では、詐欺を示す点はありませんでした。安全を保証するものではありません。
summary-insufficient = 調べられたことが少なく、詐欺メールかどうか判定できません。
summary-insufficient-silent = 外部への問い合わせに回答が得られず、詐欺メールかどうか判定できません。
summary-pending = 外部への問い合わせを続けています。判定が変わることがあります。結果がそろったら、この投稿を書き換えます。

## いますること

now-title = いますること
advice-do-not-touch = リンクや添付ファイルを開かず、返信もせず、このメールを削除してください。
advice-already-typed = パスワードを入力してしまった方は、別のパソコンかスマートフォンから、本物のサイトですぐに変えてください。カード番号を入れた方は、カード会社に連絡して止めてもらってください。添付ファイルを開いた方も含め、セキュリティ担当にすぐ知らせてください。責められることはありません。
advice-verify-otherwise = 返信はせず、メールに書かれたリンクや電話番号も使わないでください。ふだん使っている連絡先や、ブックマークした公式サイトで相手に確かめてから、対応してください。
advice-no-guarantee = 心当たりがなければ、リンクや添付ファイルを開かずに、セキュリティ担当に相談してください。
advice-cannot-tell = 判定できるまで、リンクや添付ファイルを開かないでください。急ぐときはセキュリティ担当に相談してください。
advice-send-original = 送信元まで調べるには、元のメールが必要です。手元に残っていれば、.eml というファイルに保存して、ここに送ってください。Gmail は「メッセージのソースを表示」→「元のメッセージをダウンロード」、Outlook は「名前を付けて保存」か「ダウンロード」で .eml を選びます。.eml を選べない Outlook では、「ファイル」→「プロパティ」の「インターネット ヘッダー」を全部写して、ここに貼り付けてください。

## 見出し

section-sender = 送信元
section-links = リンク先
section-content = 文面
footer-checked = 調べたもの：{ $what }
footer-unanswered = 確かめられなかったもの：{ $what }
case-number = No. { $id }

coverage-identity = 差出人
coverage-authentication = 差出人の認証
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

source-dns = DNS での名前の照会
source-blocklist = 迷惑メール発信元のリスト
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
fact-no-route = 送信経路の情報がないため、どこから送られたかは判定できません
fact-sender-accepts = 差出人のドメイン（アドレスの @ より後ろ）{ $domain } は実在し、メールを受け取れます。ただし、差出人が本物だという証拠にはなりません
fact-link = リンクの実際の行き先は { $host }{ $ips ->
    [none] {" "}
   *[other] （{ $ips }）
}です
fact-link-shown = 「{ $shown }」の実際の行き先は { $host }{ $ips ->
    [none] {" "}
   *[other] （{ $ips }）
}です
fact-links-more = ほかに{ $count }件のリンクがあります
fact-no-links = 読み取れた範囲に、リンクはありません
fact-lost = 一部を読み取れませんでした：{ $what }

lost-charset = 文字化けした部分
lost-links-capped = 多すぎるリンクの残り（{ $subject }件まで読みました）
lost-parts-capped = 多すぎる構成部分の残り（{ $subject }個まで読みました）
lost-nesting = 何重にも入れ子になった部分
lost-body-unreadable = 壊れている本文
lost-html-unreadable = 形が崩れた HTML（ウェブページ形式）の本文（リンクは拾いました）
lost-html-too-long = 長すぎる HTML（ウェブページ形式）の本文の後半

## 見つかった点（.reason は一行目の理由）

spam-stamp = メールを受け取ったサーバーが迷惑メールと判定し、件名に「{ $stamp }」を付けています
from-malformed = 差出人欄がメールアドレスになっていません（{ $written }）
    .reason = 差出人欄が正しいメールアドレスになっていません。
from-missing = 差出人欄がありません。ふつうのメールソフトなら必ず付けるものです
    .reason = 差出人欄がありません。
claims-own-domain = 差出人の名前は「{ $name }」で、社内（{ $own-domain }）を名乗っていますが、アドレスは社内のものではありません
    .reason = 社内（{ $own-domain }）を名乗っていますが、社内のアドレスから送られたメールではありません。
brand-mismatch = 差出人の名前は「{ $name }」ですが、アドレスは { $from-domain } のもので、「{ $brand-ja }」のものではありません
    .reason = 「{ $brand-ja }」を名乗っていますが、差出人のアドレスは別のところ（{ $from-domain }）のものです。
helo-mismatch = 送信した機器は「{ $helo }」と名乗りましたが、その回線に付いている名前は { $rdns } です。機器の名乗り（HELO という項目）は、誰でも自由に書けます
    .reason = 送信した機器の名乗り（{ $helo }）と、回線に付いている名前が違います。
helo-unknown = 送信した機器は「{ $helo }」と名乗りましたが、その名前はインターネット上に存在しません
    .reason = 送信した機器が、存在しない名前（{ $helo }）を名乗っています。
helo-not-fqdn = 送信した機器は「{ $helo }」と名乗りました。正規のメールサーバーが名乗る形の名前ではありません
    .reason = 送信した機器の名乗りが、正規のメールサーバーの形になっていません。
rdns-unconfirmed = 送信元 { $ip } には { $rdns } という名前が付いていますが、その名前を調べても { $ip } には行き着かず、裏付けが取れません
sender-cannot-receive = 差出人のドメイン（アドレスの @ より後ろ）{ $from-domain } はメールを受け取れません。返信しても誰にも届きません
    .reason = 差出人のドメイン（{ $from-domain }）はメールを受け取れず、返信しても誰にも届きません。
residential-origin = 送信元は{ $isp-ja ->
    [unknown] 家庭用などの回線
   *[other] プロバイダー「{ $isp-ja }」の家庭用などの回線
}（{ $rdns }）です。会社や団体のメールサーバーがふつう使う回線ではなく、乗っ取られたり借りられたりした機器が踏み台（身元を隠すための中継）にされている可能性が高いです
    .reason = 会社のサーバーではなく、家庭用などの回線から送られています。
origin-listed = 送信元 { $ip } は、迷惑メールや攻撃の発信元として公開のリストに登録されています（{ $zones }）
    .reason = 送信元が、迷惑メールや攻撃の発信元として登録されています。
home-line-listed = 送信元 { $ip } は、家庭用などの回線として公開のリストに登録されています（{ $zones }）。それだけで悪質とは言えませんが、会社のメールサーバーがふつう使う回線ではありません
provider-abused = { $provider-ja } の送信サーバー（{ $server }）から送られています。差出人の偽装ではなく、{ $provider-ja } の利用者アカウントが盗まれたか、このために作られて、悪用された可能性が高いです
shown-own-domain = 社内のアドレス（{ $shown }）に見せていますが、押すと { $real } に行きます
    .reason = 社内のページに見えるリンクは、押すと別のサイト（{ $real }）に行き、入力したものを盗まれるおそれがあります。
link-mismatch = リンクは { $shown } と表示されていますが、実際の行き先は { $real } です
    .reason = リンクの表示（{ $shown }）と実際の行き先（{ $real }）が違います。
deceptive-subdomain = リンク先のアドレスに「{ $named }」とありますが、サイトの持ち主が自由に付けられる名前です。持ち主は、末尾の { $owner } を登録した人か、借りた人です
    .reason = リンク先は、名前を似せた別のサイト（{ $owner }）です。
deceptive-path = リンク先のアドレスの途中に「{ $named }」とありますが、これはサイトの中の場所の名前にすぎません。サイトの持ち主は { $owner } を登録した人か、借りた人です
    .reason = リンク先は、「{ $named }」に見せかけた別のサイト（{ $owner }）です。
free-subdomain-host = リンク先の { $rented } は、誰でもサイトの名前を借りられるサービス（{ $suffix }）で借りたものです。持ち主はサービスの会社ではなく、借りた人です
    .reason = リンク先は、誰でも借りられる名前のサイト（{ $rented }）です。
brand-not-linked = 「{ $brand-ja }」を名乗っているのに、公式サイトへのリンクが一つもありません（行き先は { $host } など）
    .reason = 「{ $brand-ja }」の公式サイトへのリンクが一つもありません。
urgent-credential-lure = 「{ $urgent }」と急がせ、「{ $credential }」とログインや情報の入力を求めています。詐欺によくある文面です
    .reason = 急がせて、ログインや情報の入力を求めています。

## 読めなかったとき

not-a-mail-empty = 中身が空です。メールの原本（.eml ファイル）か、ヘッダー（送信経路などの記録）、本文、リンクを送ってください。
not-a-mail-no-mail = メールもリンクも見つかりません。メールの原本（.eml ファイル）、ヘッダー（送信経路などの記録）の全体、またはリンクを含む本文を送ってください。
not-a-mail-binary = このファイルはメールとして読めません。メールの原本（.eml ファイル）を送ってください。
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

security-notice = { $level }：{ $summary }（No. { $id }）
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
