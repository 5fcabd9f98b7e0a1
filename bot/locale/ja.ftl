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
advice-verify-otherwise = 返信はせず、リンクや添付ファイルも開かず、メールに書かれた電話番号も使わないでください。ふだん使っている連絡先や、ブックマークした公式サイトで相手に確かめてから、対応してください。
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
fact-no-route = 送信経路の情報がないため、どこから送られたかは判定できません
fact-sender-accepts = 差出人のドメイン（アドレスの @ より後ろ）{ $domain } は実在し、メールを受け取れます。ただし、差出人が本物だという証拠にはなりません
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
fact-no-links = 読み取れた範囲に、リンクはありません
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

spam-stamp = メールを受け取ったサーバーが迷惑メールと判定し、件名に「{ $stamp }」を付けています
from-malformed = 差出人欄がメールアドレスになっていません（{ $written }）
    .reason = 差出人欄が正しいメールアドレスになっていません。
duplicate-header = 一つのはずの{ $header ->
    [From] 差出人欄（From）
   *[other] 件名（Subject）
}が{ $count }つあり、内容が違います（「{ $first }」と「{ $second }」）。どちらが見えるかはメールソフトによって変わります
    .reason = 一つのはずの{ $header ->
    [From] 差出人欄
   *[other] 件名
}が{ $count }つあり、内容が違います。
from-missing = 差出人欄がありません。ふつうのメールソフトなら必ず付けるものです
    .reason = 差出人欄がありません。
claims-own-domain = 差出人の名前は「{ $name }」で、社内（{ $own-domain }）を名乗っていますが、アドレスは社内のものではありません
    .reason = 社内（{ $own-domain }）を名乗っていますが、社内のアドレスから送られたメールではありません。
brand-mismatch = 差出人の名前は「{ $name }」ですが、アドレス（{ $from-domain }）は「{ $brand-ja }」のものではありません
    .reason = 「{ $brand-ja }」を名乗っていますが、差出人のアドレス（{ $from-domain }）は「{ $brand-ja }」のものではありません。
brand-by-other-domain = 差出人の名前は「{ $name }」ですが、実際には { $from-domain }（{ $other-ja }）から送られています。差出人のアドレスは偽装ではないため、{ $other-ja } のアカウントか配信サービスが悪用されている可能性が高いです
    .reason = 「{ $brand-ja }」を名乗っていますが、実際には{ $other-ja }（{ $from-domain }）から送られています。
helo-mismatch = 送信した機器は「{ $helo }」と名乗りましたが、その回線に付いている名前は { $rdns } です。機器の名乗り（HELO という項目）は、誰でも自由に書けます
    .reason = 送信した機器の名乗り（{ $helo }）と、回線に付いている名前が違います。
helo-unknown = 送信した機器は「{ $helo }」と名乗りましたが、その名前はインターネット上に存在しません
    .reason = 送信した機器が、存在しない名前（{ $helo }）を名乗っています。
helo-not-fqdn = 送信した機器は「{ $helo }」と名乗りました。正規のメールサーバーが名乗る形の名前ではありません
    .reason = 送信した機器の名乗りが、正規のメールサーバーの形になっていません。
rdns-unconfirmed = 送信元 { $ip } には { $rdns } という名前が付いていますが、その名前を調べても { $ip } には行き着かず、裏付けが取れません
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
dkim-missing = { $from-domain } は、自分のところのメールかどうかを確かめるよう受信者に求めていますが、このメールには電子署名（DKIM）がありません
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
}でした（登録日：{ $created }）
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
free-subdomain-host = リンク先の { $rented } は、誰でもサイトの名前を借りられるサービス（{ $suffix }）で借りた名前です。サービスの会社のサイトではありません
    .reason = リンク先は、誰でも借りられる名前のサイト（{ $rented }）です。
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
brand-not-linked = 「{ $brand-ja }」を名乗っているのに、公式サイトへのリンクが一つもありません（行き先の例：{ $host }）
    .reason = リンクの行き先（{ $host } など）も「{ $brand-ja }」の公式サイトではありません。
urgent-credential-lure = 「{ $urgent }」{ $credential ->
    [same] などと急がせて、ログインや情報の入力を求めています
   *[other] と急がせ、「{ $credential }」とログインや情報の入力を求めています
}。詐欺によくある文面です
    .reason = 急がせて、ログインや情報の入力を求めています。
qr-link = QR コードを読み取ると { $host } に行きます。メールのほかの場所には書かれていない行き先です。スマートフォンに読み取らせて、会社の検査を避ける手口があります（持ち主は { $owner } を登録した人か、借りた人です）
    .reason = QR コードの行き先（{ $host }）は、メールのほかの場所には書かれていません。読み取らないでください。
disguised-attachment = 添付ファイル「{ $name }」{ $how ->
    [double-extension] は、ふつうの書類に見せかけた名前です。本当の種類は、いちばん後ろの「.{ $extension }」です。開かないでください
    [rtl-override] の名前には、文字の並びを逆に見せる記号が隠されています。画面に見える種類は本物ではありません
    [executable] は、ふつうの書類のような名前ですが、中身は開くと動き出すプログラムです
   *[type] は、名前などが示す種類と中身の種類が違います
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
    [macro] には、開いて「コンテンツの有効化」を押すと動くプログラム（マクロ）が入っています
    [template] は、開くと別の場所から中身の一部を読み込みます。あとから危険なものを読み込ませる手口があります
    [launch] は、開くとほかのプログラムを動かそうとします
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
