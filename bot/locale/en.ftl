# Fuwake in English. The reader is a colleague who got a suspicious mail and is a little worried: plain, calm, short.

## Levels

level-danger = Danger
level-warning = Warning
level-caution = Caution
level-no-sign = No clear sign
level-insufficient = Not enough to judge

headline-danger = Danger: do not click
headline-danger-answer = Danger: do not reply or call
headline-warning = Warning: very likely a fraud
headline-caution = Caution: something does not fit
headline-no-sign = No clear sign found
headline-insufficient = Not enough to judge

summary-danger = Several things about this mail point to fraud.
summary-warning = It has several features that are common in fraudulent mail.
summary-odd = Some technical details differ from ordinary mail.
summary-caution = That alone does not show whether it is genuine or a fraud.
summary-no-sign = Nothing that could be checked points to fraud. This is not a guarantee.
summary-insufficient = Too little could be checked to say whether this mail is a fraud.
summary-insufficient-silent = The services we asked gave us no answer, so we cannot say whether this mail is a fraud.
summary-pending = We are still looking things up, and the verdict may change. This message will be updated when the answers are in.

## What to do now

now-title = Do now
advice-do-not-touch = Do not open its links or attachments and do not reply; delete the mail.
advice-leave-alone = Do not reply and do not open its links or attachments. Keep the mail: it may be needed later.
advice-do-not-transfer = Do not send money and do not change any bank details. If it seems to come from someone you know, check with that person by a phone number you already had, not one in this mail.
advice-do-not-buy = Do not buy gift cards or prepaid cards, and do not send their codes. Check by phone, or in another way than by mail, with the person who is said to want them.
advice-do-not-pay = Do not send any cryptocurrency (such as bitcoin) and do not give away a wallet's recovery words. Threats such as "I broke into your computer" or "I filmed you" are nearly always made up.
advice-do-not-call = Do not call the numbers in it. If you want to check, look up the number yourself on the official site or in your contract.
advice-do-not-answer = Ask the person it claims to be from in a way other than this mail, such as by phone or in your company's chat.
advice-already-typed = If you already typed a password, change it at once on the real site, from another computer or phone. If it was a card number, call the number on the back of the card and have the card stopped. Tell the security team at once, even if you only opened an attachment. Nobody will blame you.
advice-already-card = If you already typed a card number, call the number on the back of the card at once and have the card stopped. If you typed a password too, change it on the real site. Tell the security team at once. Nobody will blame you.
advice-already-told = If you already sent your address, date of birth, a photo of an identity card or the like, tell the security team at once, so that they can watch for contracts and calls that misuse it. Nobody will blame you.
advice-already-opened = If you already opened an attachment, turn off Wi-Fi or pull out the network cable at once, leave the computer on, and tell the security team by phone. Nobody will blame you.
advice-already-transferred = If you already sent money, call your bank at once and ask to have the transfer recalled, then tell the police and the security team. The sooner, the better the chance to get it back. Nobody will blame you.
advice-already-bought = If you already sent the codes, ask the company that issued the cards at once to block them, keep the cards and the receipts, and tell the security team. Nobody will blame you.
advice-already-paid = If you already paid, keep the record of where and when it went, and tell the exchange you used, the police and the security team. Nobody will blame you.
advice-already-called = If you already called, end the contact. If you installed remote control software, cut the network at once, change the passwords you gave from another device, and tell your card company or bank and the security team. Nobody will blame you.
advice-already-replied = If you already replied, do not write any more. If you told them a password, change it on the real site. Tell the security team what you told them. Nobody will blame you.
advice-verify-otherwise = Do not reply, do not open its links or attachments, and do not call the phone numbers in it. Check with the sender first, through a contact you already use or the official site from your own bookmark.
advice-confirm-transfer = Before you send money or change bank details, check with the person by a phone number you already had.
advice-confirm-request = If it asks for money, cards or an answer, check first with the person who is said to ask, by phone or in your company's chat.
advice-ask-before-paying = If it asks for money or cryptocurrency, talk to the security team before you pay. Even if it threatens you, there is no need to hurry.
advice-no-guarantee = If you did not expect this mail, leave its links and attachments closed and ask the security team.
advice-cannot-tell = Until you know that it is genuine, do not reply and do not open its links or attachments. If in doubt, ask the security team.
advice-send-original = Only the original mail holds the record of where it came from. If you still have it, please save it as a file in the way below and send that here.
how-gmail = Gmail (on a computer): open the mail, then ⋮ at its top right, "Show original", "Download Original".
how-outlook = Outlook (classic): select the mail, then "File", "Save As", and leave the type as it is (.msg).
how-outlook-new = New Outlook, Outlook on the web: "…" on the mail, then "Save as" or "Download", and pick EML.
how-yahoo = Yahoo! JAPAN Mail (on a computer): open the mail, show 詳細ヘッダー (full headers), copy all of them, and send them pasted together with the text of the mail.
how-apple-mail = Mail on a Mac: drag the mail from the list to the desktop (it becomes an .eml file).
how-iphone = iPhone and other phones: the apps cannot save the original. Please open the same mail on a computer and save it there.
how-thunderbird = Thunderbird: right-click the mail and choose "Save As" (it becomes an .eml file).

## Headings

section-sender = Sender
section-links = Links
section-authentication = Sender authentication
section-content = Content
footer-checked = Checked: { $what }
footer-unanswered = Could not be checked: { $what }
footer-credits = Location data: { $credits }
case-number = No. { $id }

coverage-identity = sender
coverage-authentication = sender authentication
coverage-route = route
coverage-links = links
coverage-page = linked page
coverage-content = content
coverage-attachments = attachments
coverage-nothing = only what is written in it

form-eml = judged from the original (.eml)
form-msg = judged from the original (.msg)
form-headers = judged from the headers alone (no body)
form-forwarded = judged from a forwarded mail (no route in it)
form-slack-email = judged from a mail sent to Slack (no route in it)
form-text = judged from pasted text (no route in it)
form-url = judged from the link alone
form-image = judged from a picture

source-dns = DNS name look-up
source-blocklist = lists of spam sources and bad sites
source-rdap = domain registration by RDAP
source-whois = domain registration by WHOIS
source-geo = location of the IP address
source-feed = list of fraudulent sites
source-page = linked page
source-dkim = DKIM signature
source-spf = SPF sender check
reason-timeout = no answer in time
reason-refused = refused to answer
reason-error = error
reason-not-installed = data not installed
reason-offline = not asked
unanswered-item = { $source } ({ $subjects }; { $reason })
unanswered-source = { $source } ({ $reason })
unanswered-more = and { $count } more

## Facts

fact-origin = The machine that sent it has the IP address (number on the internet) { $ip }{ $named ->
    [confirmed] {" "}({ $rdns }, name and number match)
    [yes] {" "}({ $rdns })
   *[no] {""}
}. Our own server { $server } recorded this when it received the mail (Received, line { $line } from the top)
fact-origin-guessed = The machine that sent it has the IP address (number on the internet) { $ip }{ $named ->
    [confirmed] {" "}({ $rdns }, name and number match)
    [yes] {" "}({ $rdns })
   *[no] {""}
}. This comes from the record of { $server } (Received, line { $line } from the top), which seems to be the one that took the mail from outside. The records below it prove nothing: the sender may have made them up
fact-origin-top = The sender's IP address (its number on the internet) cannot be told: the record that { $server } wrote at the very top is all there is
fact-place = Country and operator of that address: { $where }{ $disputed ->
    [none] {""}
   *[other] {" "}(sources disagree: another one says { $disputed })
}{ $city ->
    [none] {""}
    [two] . Estimated city: { $first } (by { $source }), or { $second } (by { $other }). The sources disagree. It is not where a person is
   *[one] . Estimated city: { $first } (by { $source }; it is not where a person is)
}
place-network = { $name } (AS{ $asn })
place-network-unnamed = AS{ $asn }
fact-judged-inside = { $kind ->
    [inline] We judged the mail that was forwarded, not the mail of the person who forwarded it. Its sender and subject are what the quoted text says, and nothing confirms them
    [message] We judged the attached original, not the mail of the person who forwarded it
    [zip] We judged the mail in the compressed file (zip)
    [mbox] We judged the mail in the file of mails (mbox)
    [msg] We judged the original attached as an Outlook file (.msg), not the mail of the person who forwarded it
    [tnef] We judged the mail in the attachment that Outlook makes (winmail.dat)
    [list] We judged the original mail inside, not the mailing list's delivery of it
   *[other] We judged a mail inside what was sent
}
fact-came-through = The mail came through { $name }, { $kind ->
    [list] which runs mailing lists
   *[filter] which checks mail
}. The machine that sent it is the one that handed it to { $name }
fact-no-route = { $sender ->
    [unknown] The sender's address and the record of its route are lost, so who sent it and from where cannot be judged
   *[known] The record of its route is lost, so where it came from cannot be judged
}
fact-sender-accepts = The sender's domain (what follows the @) { $domain } exists and can receive mail. That does not prove that the sender is genuine
relief-brand-proven = This mail was confirmed to come from { $domain }, and all its links stay with that company, so odd points in its words and route count for less here. That is no guarantee: accounts get taken over
fact-leads-home = This mail came from { $domain }, and its links and replies stay with the same company, so words that rush you and the like count a little less here. That is no guarantee: fraudsters have domains of their own, too
relief-sender-authenticated = This mail was confirmed to come from { $domain }, so odd points in its route count slightly less. That does not prove that its content is genuine: fraudsters have domains of their own, too
fact-vouched = { $how ->
    [stamp] The electronic signature (DKIM) confirms that this mail was sent from { $domain }. It is good once the "{ $stamp }" that was put before the subject on the way is taken off
    [signed] The electronic signature (DKIM) confirms that this mail was sent from { $domain }
    [recorded] A record of the receiving server says that this mail was sent from { $domain }, but it could not be checked again
   *[sent] This mail came from a machine that { $domain } names as one of its senders (SPF)
}. That does not prove that its content is harmless
fact-signed-part = The electronic signature (DKIM) of { $domain } is good, but something was added at the end after it was signed, and nobody can tell who wrote that
fact-signature = It carries an electronic signature (DKIM) in the name of { $domain }, but { $why ->
    [key-gone] the key to verify it is no longer published
    [expired] it had expired when the mail was received
    [not-testable] it cannot be verified without the whole original mail
   *[broken] that signature is not valid
}
fact-link = { $where ->
    [attachment] A link in an attachment leads
    [qr] The QR code leads
    [copied] A link in the copied text says that it leads
   *[mail] The link really leads
} to { $host }{ $ips ->
    [none] {""}
   *[other] {" "}({ $ips })
}
fact-link-shown = "{ $shown }" really leads to { $host }{ $ips ->
    [none] {""}
   *[other] {" "}({ $ips })
}
fact-link-kept = The link was rewritten by the mail filter { $service }: { $host ->
    [unknown] its real destination cannot be read
   *[other] it is said to lead to { $host }, which cannot be verified
}
fact-registration = { $line }. { $domain }{ $rented ->
    [yes] {" "}(the service that rents out this name)
   *[no] {""}
}: { $what }
fact-sender-registration = The sender's domain { $domain }: { $what }
registered-year = registered { $year }{ $registrar ->
    [none] {""}
   *[other] {" "}through { $registrar }
}
registered-not = not registered
holder-hidden = holder hidden
holder-shown = holder { $name }
fact-links-more = There { $count ->
    [one] is one more link
   *[other] are { $count } more links
}
fact-targets-lost = Copied text does not keep where its links really lead. If one goes elsewhere than it shows, that cannot be seen here
fact-body-lost = The body and any attachments are missing, so its words and links cannot be judged
fact-no-links = No link was found in what could be read
fact-findings-more = There { $count ->
    [one] is one more thing
   *[other] are { $count } more things
} that did not fit
fact-lost = Some of it could not be read: { $what }
fact-attachment = Attachment "{ $name }" ({ $kind ->
    [pdf] PDF
    [picture] picture
    [archive] compressed files
    [word] Word or similar document
    [excel] Excel or similar table
    [slides] PowerPoint or similar slides
    [page] web page
    [program] runs when opened
    [invitation] invitation
    [text] text
   *[other] another kind of file
}, { $size } { $unit }){ $holds ->
    [qr] {" "}with a QR code or the like in it
    [link] {" "}with links in it
    [script] {" "}with a script that runs when it is opened
    [too-large] , too large to be looked into
   *[none] {""}
}
fact-attachments-more = There { $count ->
    [one] is one more attachment
   *[other] are { $count } more attachments
}

lost-charset = garbled characters
lost-links-capped = the rest of too many links ({ $subject } were read)
lost-parts-capped = the rest of too many parts ({ $subject } were read)
lost-nesting = parts nested too deeply
lost-body-unreadable = a broken body
lost-html-unreadable = a malformed HTML (web page) body (its links were collected)
lost-html-too-long = the end of a very long HTML (web page) body
lost-mails-capped = the rest of too many mails ({ $subject } were read)
lost-encrypted = an encrypted part
lost-attachment-unreadable = an attachment that could not be opened ({ $subject })
lost-attachment-partly = the rest of a large attachment ({ $subject })
lost-attachments-unread = attachments or pictures left out because of their number or for lack of time ({ $subject })

## Findings (.reason is the first line's)

spam-stamp = The server that received it already judged it to be spam and put "{ $stamp }" before the subject. Such stamps can be wrong, so we weigh it together with the rest
training-mark = It carries a mark ({ $header }) of phishing training by { $maker }. Anybody can write such a mark, so we judged the mail as if it were not there
from-malformed = The From field is not a mail address ({ $written }). No ordinary mail program sends mail like that
    .reason = The From field is not a mail address.
duplicate-header = It has { $count } { $header } fields where there should be one, and they differ ("{ $first }" and "{ $second }"). Which one is shown depends on the mail program
    .reason = It has { $count } { $header } fields where there should be one, and they differ.
from-impossible = The sender's address ends in "{ $domain }". No address on the internet can end like that
    .reason = The sender's address ends in a way that no address on the internet can ({ $domain }).
from-missing = It has no From field, which every real mail program writes
    .reason = It has no From field.
claims-own-domain = The sender's name is "{ $name }": it claims to be our own ({ $own-domain }), but the address is not ours. Anybody can write any name there
    .reason = It claims to come from our own { $own-domain } but was not sent from an address of ours.
brand-mismatch = The sender's name is "{ $name }", but { $address ->
    [customer] the address ({ $from-domain }) is one that anybody can get. { $brand-en } does not write from there itself
    [kin] the address ({ $from-domain }) is not known to belong to { $brand-en }
   *[other] the address ({ $from-domain }) does not belong to { $brand-en }. Anybody can write any name there
}
    .reason = It claims to be { $brand-en }, but { $address ->
    [customer] anybody can get an address like the sender's ({ $from-domain }).
    [kin] the sender's address ({ $from-domain }) is not known to belong to { $brand-en }.
   *[other] the sender's address ({ $from-domain }) does not belong to { $brand-en }.
}
brand-claimed = { $where ->
    [subject] The subject reads as if it came from { $brand-en }
    [picture] The first picture bears the name "{ $claim }"
    [address] The sender's address contains the name of { $brand-en } ("{ $claim }")
   *[body] The text reads as if it came from { $brand-en } ("{ $claim }")
}, but the address ({ $from-domain }) does not belong to { $brand-en }
    .reason = It reads as if it came from { $brand-en }, but the sender's address ({ $from-domain }) does not belong to { $brand-en }.
brand-lookalike = { $where ->
    [from] The sender's domain
    [reply-to] The domain to which a reply would go
   *[link] The site that a link leads to
} ({ $domain }) is made to look like { $own-domain } of { $brand-en }, but is not known as one of { $brand-en }'s{ $how ->
    [letters] . It uses letters that look alike
    [near] . One letter differs
   *[words] . It only contains the name
}
    .reason = It uses { $domain }, which looks like { $own-domain } of { $brand-en } but is not known as one of its own.
brand-disguised = "{ $written }" in the { $where ->
    [name] sender's name
   *[subject] subject
} is made to read as { $brand-en } with look-alike characters, extra spaces or the like, to get past mail filters. { $brand-en } itself does not write its name like this
    .reason = It writes "{ $written }" so that people read { $brand-en } but mail filters do not.
brand-by-other-domain = The sender's name is "{ $name }", but the mail really came from { $from-domain } ({ $other-en }). That address is not forged, so most likely an account or a mailing service of { $other-en } is being abused
    .reason = It claims to be { $brand-en }, but really came from { $other-en } ({ $from-domain }).
helo-mismatch = According to the receiving server's record, the sending machine called itself { $helo }, but its internet line carries the name { $rdns }. A machine may call itself anything (this is the HELO field)
    .reason = The sending machine called itself { $helo }, but its internet line carries another name.
helo-unknown = The sending machine called itself { $helo }, but the DNS (the directory of names on the internet) knows no such name. It seems to be made up
    .reason = The sending machine gave a name that does not exist ({ $helo }).
helo-not-fqdn = According to the receiving server's record, the sending machine called itself "{ $helo }". Proper mail servers do not give names of that form; infected computers that send mail by themselves often do
    .reason = The sending machine did not give its name in the way that proper mail servers do.
rdns-unconfirmed = The sending address { $ip } carries the name { $rdns }, but by the DNS (the directory of names on the internet) that name does not lead back to { $ip }. Whoever owns the line can give it any name
spf-fail = The machine that handed this mail over ({ $ip }) { $result ->
    [softfail] does not seem to be
   *[other] is not
} one that { $domain } has registered for sending its mail (the SPF check). The sender may be forged
    .reason = It claims to come from { $domain }, but was sent by a machine that { $domain } does not allow.
dmarc-fail = The sender is given as { $from-domain }, but neither a signature of { $from-domain } nor its list of sending machines confirms that (the DMARC check). { $policy ->
    [reject] { $from-domain } asks everyone to refuse such mail
    [quarantine] { $from-domain } asks everyone to distrust such mail
   *[other] The sender may be forged
}
    .reason = The sender is given as { $from-domain }, but nothing confirms that it really came from there.
dkim-missing = { $from-domain } asks receivers to verify its mail, but this mail lacks the electronic signature (DKIM) that a genuine one should have
dkim-altered = It carries an electronic signature (DKIM) of { $domain }, but part of the mail was changed afterwards. Forwarding or saving a mail can do that, too, so this alone decides nothing
claim-forged = It contains a record in the name of our own server ({ $server }) that its sender was verified (authentication). The sender wrote it, not our server, so it appears to be forged
    .reason = The sender wrote a false record, in our own server's name, that the sender was verified.
sender-domain-listed = The sender's domain { $domain } is on public lists { $kind ->
    [phish] as one used for phishing
    [malware] as one that spreads viruses
    [botnet] as one that directs infected machines
   *[spam] as one that spammers use
} ({ $zones })
    .reason = The sender's domain ({ $domain }) is known for { $kind ->
    [phish] phishing
    [malware] viruses
    [botnet] directing infected machines
   *[spam] spam
}.
sender-cannot-receive = The sender's domain (what follows the @) { $from-domain } cannot receive mail. A reply would reach nobody
    .reason = The sender's domain ({ $from-domain }) cannot receive mail: a reply would reach nobody.
young-sender-domain = The sender's domain { $domain } was only { $days ->
    [0] hours
    [1] one day
   *[other] { $days } days
} old (registered on { $created }). Throw-away senders often use brand-new domains
residential-origin = It was sent from a home or similar line{ $isp-en ->
    [unknown] {""}
   *[other] {" "}of the provider { $isp-en }
} ({ $rdns }). Companies' mail servers do not normally use such lines; most likely somebody's infected or rented machine was used, to hide who is behind it
    .reason = It was sent from a home or similar line, not from a company's server.
origin-listed = The sending address { $ip } is on public lists of sources of spam or attacks ({ $zones }): it seems that others were sent spam or worse from the same line
    .reason = The sending address is listed as a source of spam or attacks.
home-line-listed = The sending address { $ip } is on public lists as a home or similar line ({ $zones }). That alone does not make it bad, but companies' mail servers do not normally use such lines
official-from-freemail = The sender's name is "{ $name }", but the address is a mailbox that anybody can open for free ({ $from-domain }). { $institution ->
    [yes] Organisations of this kind normally write from addresses of their own
   *[other] Clubs and small firms do that too, but companies normally use addresses of their own
}
    .reason = It comes in the name of "{ $name }" from a free mailbox ({ $from-domain }).
name-unrelated = The sender's name is "{ $name }", but nothing in the address ({ $from-domain }) has anything to do with that name. Anybody can write any name there
    .reason = The sender's name ("{ $name }") and address ({ $from-domain }) have nothing to do with each other.
institution-abroad = The sender's name is "{ $name }", but the address ({ $from-domain }) does not end in .jp. Japanese institutions of this kind ({ $institution }) hardly ever write from such an address
    .reason = It comes in the name of "{ $name }", but not from a Japanese address ({ $from-domain }).
name-of-nobody = The sender's name is only "{ $name }". It does not say which company or person that is; genuine notices normally do
throwaway-tenant = { $where ->
    [from] It was sent from { $tenant }, a meaningless name used by a customer of { $service }
    [bounce] If it cannot be delivered, it goes back to { $tenant }, a meaningless name used by a customer of { $service }
   *[other] It carries the signature of { $tenant }, a meaningless name used by a customer of { $service }
}. Throw-away accounts often look like that
    .reason = It was sent under a meaningless name ({ $tenant }) that anybody can get from { $service } at once.
other-address-in-name = The sender's name shows "{ $shown }", but the mail comes from another address ({ $from-domain }). Many mail programs show the name alone
    .reason = The sender's name shows "{ $shown }", but the mail comes from { $from-domain }.
disguised-name = The sender's name ("{ $written }") is written { $how ->
    [styled] in special characters that only look like letters
    [marked] with extra marks on its letters
    [invisible] with characters that cannot be seen
   *[mixed] in look-alike letters from other alphabets
}. That is a way to get past mail filters
    .reason = The sender's name is written in disguised letters, to get past mail filters.
official-sign = The sender's name carries a mark ({ $sign }) as if it had been verified. In mail, anybody can put such a mark in a name
    .reason = The sender's name carries a mark ({ $sign }) as if it had been verified.
stray-name-end = The sender's name ("{ $name }") has stray characters at one end, which programs for mass mail sometimes leave there
several-senders = Its From field names { $count } senders ("{ $first }" and "{ $second }"). There should be one. Which one is shown depends on the mail program
    .reason = It names { $count } senders, and which one is shown depends on the mail program.
random-sender = The sender's address ({ $address }) begins with what looks like random letters, which is common among throw-away senders
random-sender-domain = "{ $label }" in the sender's domain ({ $domain }) looks like random letters, which is common among names set up in haste for fraud
    .reason = The sender's domain ({ $domain }) looks like random letters.
odd-bounce-domain = If it cannot be delivered, it goes back to { $domain }. { $exists ->
    [yes] That name looks random and seems to have nothing to do with the sender
   *[other] No such name can exist on the internet: the sender does not want anything back
}
    .reason = Its return address ({ $domain }) is odd and has nothing to do with the sender.
rare-sender-ending = The sender's domain ({ $from-domain }) ends in ".{ $ending }". Such names are often bought cheaply in bulk for fraud, and genuine notices seldom use them
reply-elsewhere = A reply would not go to the sender ({ $from-domain }) but to { $reply-to }{ $free ->
    [yes] , a mailbox that anybody can open for free
   *[other] {""}
}. That is a known way to have somebody else receive the answers
    .reason = A reply would go to another address ({ $reply-to }).
nobody-vouches = The sender is given as { $from-domain }, but the sending machine, the return address and the like all bear other names ({ $others }). Somebody else may have sent it
    .reason = The sender is given as { $from-domain }, but neither the sending machine nor anything else points there.
address-borrowed = The sender's address is { $brand-en }'s ({ $from-domain }), but the mail lacks the signature (DKIM) that such companies use, and nothing shows that the machine that sent it ({ $ip }, which called itself { $helo }) is theirs. The address is most likely forged
    .reason = It bears { $brand-en }'s address ({ $from-domain }), but most likely somebody else sent it.
freemail-borrowed = The sender's address is one at { $from-domain }, but the mail lacks the signature (DKIM) that it should have, and nothing shows that the machine that sent it (which called itself { $helo }) is theirs. The address may be forged
helo-numbered = According to the receiving server's record, the sending machine called itself { $helo }. Rented machines and lines get numbered names like that; companies' mail servers seldom have them
helo-random = According to the receiving server's record, the sending machine called itself { $helo }. "{ $label }" looks like random letters, which is common on throw-away machines
helo-borrowed = According to the receiving server's record, the sending machine called itself { $helo }, a name of { $owner }, but nothing else connects it with { $owner }. A machine may call itself anything
    .reason = The sending machine used a name ({ $owner }) that it seems to have nothing to do with.
recipient-missing = It names no recipient{ $empty ->
    [yes] : the addresses of those who get it are hidden, as is common in mass mail
   *[other] , as is common in mass mail
}
needless-encoding = { $header ->
    [From] The sender's name
   *[other] The subject
} ("{ $text }") consists of plain letters but was sent in an encoded form. That is often done to get past mail filters
odd-date = { $early ->
    [yes] It is dated { $hours } hours before it was sent
   *[other] It is dated { $hours } hours later than it was received
}. Programs for mass mail often get that wrong
odd-message-id = Its ID (Message-ID) ends in "{ $domain }", which looks random and seems to have nothing to do with the sender. Programs for mass mail write such IDs
reply-without-thread = The subject begins with "{ $mark }" as if it were a reply, but there is no record of a mail that it answers. That is a known way to look like part of a conversation
bulk-program = It claims to be { $brand-en }, but was made with { $program }, which large companies do not normally use for their notices and fraudulent mail often does
chinese-in-japanese = The Japanese text contains characters used only in Chinese ({ $characters }), which is common in fraud written abroad
charset-elsewhere = It claims to come from a Japanese sender, but its text is stored in a Chinese or Korean character set ({ $charset }). It may have been written abroad
clock-elsewhere = It claims to come from a Japanese sender, but the clock of the computer that sent it is not on Japanese time ({ $zone }, the time in China and other places). It may have been written abroad
own-lookalike = { $where ->
    [from] The sender's domain
    [reply-to] The domain to which a reply would go
    [bounce] The domain of the return address
   *[link] The site that a link leads to
} ({ $domain }) looks like ours ({ $own-domain }), but is not ours{ $how ->
    [letters] . It uses letters that look alike
    [typo] . Only a letter or two differ
    [hyphen] . Only a hyphen differs
    [inside] . It contains our whole name
    [ending] . Only its end differs
   *[other] . It contains our name
}
    .reason = It uses { $domain }, which looks like our own { $own-domain } but is not ours.
desk-impersonated = The sender's name is "{ $name }", as if it were { $named ->
    [yes] our own { $desk }
   *[other] a help desk or administrators of ours
}, but the address ({ $from-domain }) is not ours. Anybody can write any name there
    .reason = It claims to come from { $named ->
    [yes] our own { $desk }
   *[other] a help desk or administrators
}, but was not sent from an address of ours.
executive-impersonated = The sender's name is "{ $name }", that of our { $person }, but the address ({ $address }) is not one of ours. It may be somebody else with the same name
    .reason = It bears the name of our { $person }, but was sent from another address ({ $address }).
title-from-freemail = The sender's name holds the title "{ $title }", but the mail comes from an address that anybody can get ({ $from-domain }), and asks for something
    .reason = Somebody with the title "{ $title }" asks for something from an address that anybody can get ({ $from-domain }).
own-name-spoken = It speaks as if it came from those who run our mailboxes or accounts ("{ $excerpt }"), but its link leads to { $host }, which is not ours
    .reason = It speaks as if it came from those who run the mailboxes of { $own-domain }, but its link leads to another site ({ $host }).
provider-abused = It came out of { $provider-en }'s own mail server ({ $server }). The address was not forged: most likely a real { $provider-en } customer's account was stolen, or opened for this
shown-own-domain = The link shows an address of ours ({ $shown }) but leads to { $real }. It is a trick to get people to type their password on a page that seems to be ours
    .reason = The link that looks like one of our pages leads to another site ({ $real }) that could steal what you type.
link-mismatch = The link shows { $shown } but leads to { $real }. Fraudulent mail often uses that to make another site look genuine
    .reason = The link shows { $shown } but leads to { $real }.
deceptive-subdomain = The link's address contains "{ $named }", a name that the owner of the site may choose freely. The owner is whoever registered or rents { $owner }, the name at its end
    .reason = The link has "{ $named }" in its address to look genuine, but leads to another site ({ $owner }).
deceptive-path = "{ $named }" in the link's address is only the name of a place within the site. The site belongs to whoever registered or rents { $owner }
    .reason = The link leads to another site ({ $owner }), dressed up as "{ $named }".
disguised-link = The address of the link to { $host } is written { $how ->
    [letters] with special letters that look like ordinary ones
    [wide] in full-width letters
    [invisible] with characters that cannot be seen
    [number] as a number in an unusual notation
   *[other] with letters replaced by codes
}. { $how ->
    [wide] That can be a slip, but it is also a way to get past mail filters
   *[other] That is a trick to deceive mail filters and readers
}
    .reason = The link's address is written in a way that deceives readers and mail filters.
link-userinfo = "{ $named }" before the @ in the link's address is not where it leads. It leads to { $host }, which stands after the @
    .reason = The link is dressed up as "{ $named }" but leads to { $host }.
redirector-link = The link looks like one to { $service }, but only passes through it and leads to { $host }. That is a trick to hide the real destination
    .reason = The link passes through { $service } and leads to another site ({ $host }).
free-subdomain-host = The link leads to { $rented }, a name rented from a service where anybody can rent one ({ $suffix }). Nobody can tell who rented it, and fraudulent sites often use such names
    .reason = The link leads to a site under a name that anybody can rent ({ $rented }).
shortened-link = The link is a short address of { $service }. It does not show where it leads{ $beside ->
    [yes] , although other links lead to the sender's own site
   *[other] , and anybody can make one
}
    .reason = The link hides where it leads behind a short address ({ $service }).
user-content-link = { $kind ->
    [bucket] The link leads to storage space that anybody can rent from { $service } ({ $host }). The page there is not the service's own
    [server] The link leads to a rented server that still has the name its provider gave it ({ $host }). Companies hardly ever send readers to such names
    [form] The link leads to a form that anybody can make at { $service } ({ $host }). Nobody can tell who made it. It is no place for passwords or card numbers
    [document] The link leads to a file that somebody shares at { $service } ({ $host }). Nobody can tell who put it there
   *[site] The link leads to a page that anybody can make for free at { $service } ({ $host }). The page is not the service's own
}
    .reason = { $kind ->
    [bucket] The link leads to storage space that anybody can rent from { $service }.
    [server] The link leads to a rented server that still has the name its provider gave it ({ $host }).
    [form] The link leads to a form that anybody can make at { $service }.
    [document] The link leads to a file that somebody shares at { $service }.
   *[site] The link leads to a page that anybody can make at { $service }.
}
file-of-another = The shared file is not in the sender's OneDrive ({ $from-domain }) but in that of somebody at another company ({ $owner }, { $host }). An account that was broken into may have been used
    .reason = The shared file is in the OneDrive of somebody at another company ({ $owner }), not in the sender's.
rare-ending-link = The link leads to { $host }. The ending "{ $ending }" is common among fraudulent sites and rare in ordinary notices
    .reason = The link leads to a site ({ $host }) with an ending that is common in fraud.
random-host-link = The link leads to { $host }. "{ $label }" looks like letters put together by a machine, not like a name that somebody chose
    .reason = The link leads to a site whose name looks made by a machine ({ $host }).
ip-link = The link leads to a bare number ({ $ip }) instead of a name. Companies hardly ever send readers to such addresses
    .reason = The link leads to a bare number ({ $ip }) instead of a site with a name.
device-code = { $page } is the real page for letting another device into an account. If you enter the code in this mail ({ $typed }) there, whoever made the code gets into your account
    .reason = It asks you to enter a code on a real page ({ $page }). That would let somebody else into your account.
download-link = The link downloads { $kind ->
    [packed] a compressed file
   *[program] a program or the like
} ({ $name }) from { $host }, which is not the sender's site. { $password ->
    [yes] A password in the same mail may be there to get it past virus checks
   *[no] Please do not open it until the sender has confirmed it in another way than by mail
}
    .reason = The link downloads a file from { $host }, which is not the sender's site.
hacked-site-link = The link leads into a part of { $host } ({ $inside }) where sites do not normally keep pages for visitors. An intruder may have put a page there without the owner's knowledge
    .reason = The link leads to a site ({ $host }) that somebody may have broken into.
address-in-link = The link to { $host } contains a mail address. { $how ->
    [fragment] Fake login pages use that to show the address already filled in
   *[other] A click tells the owner of the site who clicked
}
    .reason = The link to an unknown site ({ $host }) contains a mail address.
kit-link = The link to { $host } is built the way that programs for spam build theirs. The mailing services that companies use build them differently
    .reason = The link to { $host } is built the way that programs for spam build theirs.
only-rented-links = It comes from { $sender }, but no link leads to that site, only to places that anybody can use (such as { $host })
    .reason = No link leads to the sender's own site ({ $sender }), only to places that anybody can use.
borrowed-counter = The mail comes from { $sender }, but its link runs through the click counter of another company ({ $owner }). That company's account at a mailing service may have been stolen
    .reason = The link runs through another company's click counter ({ $owner }), not the sender's.
link-name-mismatch = The link reads "{ $shown }" but really leads to { $host }, which is not that site
    .reason = The link reads "{ $shown }" but leads to another site ({ $host }).
image-only = { $site ->
    [own] The mail is only a picture; no text says who sent it or why. A click on it leads to { $host }
   *[other] The mail is a picture with hardly any text, and a click on it leads to { $host }. Words in a picture get past mail filters more easily
}
    .reason = The mail is hardly more than a picture that leads to { $host }.
mixed-scripts = { $place ->
    [subject] The subject or the sender's name
   *[text] The text
} has words like "{ $word }" with look-alike letters of another alphabet in them. That is a trick to get past mail filters
    .reason = Words are written with look-alike letters of another alphabet, to get past mail filters.
broken-words = { $place ->
    [subject] The subject or the sender's name
   *[text] The text
} has invisible characters or marks in the middle of words ({ $count } places). That is a trick to get past mail filters
    .reason = Invisible characters are hidden in the middle of words, to get past mail filters.
styled-letters = { $place ->
    [subject] The subject or the sender's name
   *[text] The text
} has words in special characters, such as mathematical or circled letters ("{ $words }"). That is a way to get past mail filters
    .reason = Words are written in special characters, to get past mail filters.
hidden-text = The mail hides a text of about { $count } characters about something other than what is shown. It is there to reassure mail filters, not for readers
    .reason = The mail hides a long text about something else, to get past mail filters.
scrambled-text = The letters of the text { $how ->
    [turned] are stored backwards and only turned round when they are shown
    [split] have other, hidden letters in between, in the middle of words
   *[cells] stand one by one in the cells of a table and only look like words
}. That is a trick to get past mail filters
    .reason = The letters of the text are scrambled, to get past mail filters.
form-in-mail = The mail has a field to type { $asks ->
    [card] card numbers
   *[password] a password
} in. What you type goes straight to the sender; real companies only ask on their own site
    .reason = The mail itself has a field to type { $asks ->
    [card] card numbers in.
   *[password] a password in.
}
parts-differ = The mail has two versions of its text, about different things (they share { $percent }% of their words). That is a trick to show mail filters one and readers the other
    .reason = The mail has two texts about different things, one for mail filters and one for readers.
link-listed = The link's site { $host } is on public lists { $kind ->
    [phish] as a phishing site
    [malware] as one that spreads viruses
    [botnet] as one that directs infected machines
    [abused-legit] as an honest site that was broken into or is misused
    [redirector] as a forwarding service that is misused
    [phish-near] because another site under the same domain was used for phishing
   *[spam] as one that spam advertises
} ({ $zones }){ $brand ->
    [none] {""}
   *[other] {" "}(posing as { $brand })
}
    .reason = The link leads to { $host }, a site that is { $kind ->
    [phish] known for phishing
    [malware] known for spreading viruses
    [botnet] known for directing infected machines
    [abused-legit] known to be misused
    [redirector] known to be misused for forwarding
    [phish-near] next to a known phishing site
   *[spam] known from spam
}.
young-link-domain = The link leads to { $domain }, a domain that was only { $days ->
    [0] hours
    [1] one day
   *[other] { $days } days
} old (registered on { $created }). Fraudulent sites are often set up just before the mail goes out
    .reason = The link leads to a site whose domain ({ $domain }) had only just been registered.
brand-not-linked = { $claim ->
    [partly] It claims to be { $brand-en }. Some of its links lead there, but others do not (for example, one goes to { $host })
   *[none] It claims to be { $brand-en }, but not one link leads to { $brand-en }'s official site (for example, one goes to { $host }). Genuine notices hardly ever do that
}
    .reason = { $claim ->
    [partly] Some of its links (one goes to { $host }) do not lead to { $brand-en }'s official site.
   *[none] Its links (one goes to { $host }) do not lead to { $brand-en }'s official site.
}
urgent-credential-lure = It has words that rush you { $credential ->
    [same] and ask you to log in or enter information ("{ $urgent }")
   *[other] ("{ $urgent }") and words that ask you to log in or enter information ("{ $credential }")
}. That is common in fraudulent mail
    .reason = It rushes you and asks you to log in or enter information.
lure = { $theme ->
    [extortion] It threatens you ("{ $words }"). The same mail goes out to thousands of people; what it claims to have seen or stolen is almost always made up
    [gift-cards] It wants gift cards or their codes ("{ $words }"). Whoever gets the code has the money, and it cannot be got back. Nobody asks for that in real business
    [chat-group] It asks you to make a chat group, in LINE or the like, and to send its QR code or link ("{ $words }"). Scams that pose as a company's president begin like this and then ask for money in the group
    [transfer] It is about a bank transfer or bank details ("{ $words }"). Scams that pose as a supplier or colleague have money sent to another account. Please check by calling a number that you already know
    [advance-fee] It reads like a scam that promises money, a loan or the like and asks for a fee first ("{ $words }"). Even if you pay, the money never comes
    [crypto] It is about cryptocurrency or easy profit ("{ $words }"). What you send does not come back. Do not give away a wallet's recovery words either
    [refund] It is about a refund or other money for you ("{ $words }"). Scams often use this to get bank or card details
    [prize] It is about a prize or a reward ("{ $words }"). Scams often use this to get card details or personal data
    [delivery] It is about a delivery ("{ $words }"). Many people are waiting for a parcel, so scams often send this to everybody
    [suspension] It is about an account or service being blocked or at risk ("{ $words }"). Scams often use this worry to make people log in
    [payment] It is about a payment, a bill or a card ("{ $words }"). Scams often use this to get card details or money
    [loan] It offers a loan ("{ $words }"). Some such offers ask for a fee first, and the loan never comes
    [document-login] It asks you to log in to see a document ("{ $words }"). Scams often do that to steal the password with a fake login page
    [availability] It reads like the opening of a scam that poses as a superior, asking for your time or your number ("{ $words }"). The next mail may then ask for money
    [dubious] It advertises what scams often do: cures, casinos, dating, easy jobs or the like ("{ $words }"). Responding may cost you money or personal data
    [document] It wants you to open a document ("{ $words }"). Ordinary mail does that too, but so does mail that leads to a fake login page
   *[offer] It advertises something ("{ $words }"). If you never asked for it, do not respond
}
    .reason = { $theme ->
    [extortion] It threatens you to get money.
    [gift-cards] It asks for gift cards or their codes.
    [chat-group] It asks you to make a chat group and to send its QR code or link.
    [transfer] It is about a bank transfer or bank details.
    [advance-fee] It reads like a scam that promises money or a loan and asks for a fee first.
    [crypto] It is about cryptocurrency or easy profit.
    [refund] It tempts you with a refund or other money.
    [prize] It tempts you with a prize or a reward.
    [delivery] It is about a delivery, as many scams are.
    [suspension] It worries you about an account or service being blocked or at risk.
    [payment] It is about a payment, a bill or a card, as many scams are.
    [loan] It offers a loan.
    [document-login] It asks you to log in to see a document.
    [availability] It reads like the opening of a scam that poses as a superior.
    [dubious] It advertises what scams often do, such as cures, casinos or easy jobs.
    [document] It wants you to open a document.
   *[offer] It advertises something that you may never have asked for.
}
several-lures = This one mail combines { $count } kinds of talk that scams often use. Ordinary mail seldom has so many
    .reason = This one mail combines several kinds of talk that scams often use.
generic-greeting = { $address ->
    [yes] It addresses you by a mail address instead of your name ("{ $words }"). A company that you deal with normally knows your name
   *[no] It addresses you without your name ("{ $words }"), as mass mail does. Some real companies write like this, too
}
filter-talk = It says itself that it is safe, or asks you to take it out of the junk folder ("{ $words }"). Ordinary mail has no need to
    .reason = It says itself that it is safe, or asks you to take it out of the junk folder.
opt-out-kit = It contains a stock phrase that programs for spam often add ("{ $words }")
unfilled-template = A blank in a form letter was left unfilled ("{ $words }"). It seems to have been made by a program that writes to very many people
call-back-number = It asks you to call { $number } ("{ $words }"){ $linked ->
    [yes] {""}
   *[no] . It names no site where that could be checked
}. On the phone, scams ask for money, card numbers and the like. Instead of that number, call the one on your card or on the official site
    .reason = It asks you to call a number in the mail. On the phone, scams ask for money, card numbers and the like.
run-command = { $how ->
    [dialog] It asks you to paste something into the Run dialog of your computer
   *[command] The text contains a command that fetches a program from elsewhere and starts it
}. That is a trick to make people install a virus with their own hands
    .reason = It asks you to run a command, as tricks do that make people install a virus themselves.
transfer-answered-elsewhere = It is about a bank transfer, but a reply would not go to { $from-domain }: it would go to { $reply-to }, an address that anybody can get. Before you pay, check by calling a number that you already know
    .reason = It is about a bank transfer, but a reply would go to an address outside the sender's company ({ $reply-to }).
payment-address = It gives an address for sending cryptocurrency ({ $address }). What is sent there does not come back: do not send any
    .reason = It gives an address for sending cryptocurrency ({ $address }).
asks-other-channel = It moves you to another contact, asks for secrecy or turns down calls ("{ $words }"). Scams often do that so that nobody else looks on
    .reason = It moves you to another contact or asks for secrecy, which scams do so that nobody else looks on.
qr-link = The QR code leads to { $host }, which nothing else in the mail shows. Such codes are used to get past the company's mail filters by way of a phone (the site belongs to whoever registered or rents { $owner })
    .reason = Do not scan the QR code: it leads to a site ({ $host }) that nothing else in the mail shows.
disguised-attachment = The attachment "{ $name }" { $how ->
    [double-extension] is named to look like a harmless kind of file. Its real kind is at the very end: ".{ $extension }". Do not open it
    [rtl-override] has a hidden mark in its name that makes letters read backwards. The kind of file that you see is not the real one
    [executable] is named like an ordinary document, but is a program that runs when it is opened
   *[type] is not the kind of file that its name says. That can be a slip, but it is also a way to hide what it is
}
    .reason = { $how ->
    [type] The attachment "{ $name }" is not the kind of file that its name says.
   *[other] The attachment "{ $name }" hides what kind of file it is.
}
executable-attachment = { $place ->
    [archive] "{ $program }", packed in the attachment "{ $name }", is of a kind that runs when it is opened, a common way to bring in a virus
    [profile] The attachment "{ $program }" changes the settings of an iPhone or a Mac when it is opened. Please do not open it unless you asked for it
   *[file] The attachment "{ $program }" is of a kind that runs when it is opened, a common way to bring in a virus
}
    .reason = { $place ->
    [archive] An attachment holds a file ({ $program }) that runs as a program when it is opened.
    [profile] An attachment ({ $program }) changes the settings of an iPhone or a Mac when it is opened.
   *[file] An attachment ({ $program }) runs as a program when it is opened.
}
html-attachment = { $does ->
    [password] The attached web page "{ $name }" asks for a password when it is opened. Sending a fake login page along with the mail is a known trick
    [hides] The attached web page "{ $name }" hides what it does in scrambled form, a common way to bring up a fake login page or a virus
    [form] The attached web page "{ $name }" shows fields to fill in when it is opened. What you type may go to whoever made the file
    [drawing] The attached picture "{ $name }" (SVG) contains a program that runs when it is opened. Ordinary pictures hold no such thing
    [script] The attachment "{ $name }" runs in your browser when it is opened, and can show a fake page or move on to another site
   *[page] The attached web page "{ $name }" opens in your browser. Sending a fake page along with the mail is a known trick
}
    .reason = { $does ->
    [password] The attached web page asks for a password when it is opened.
   *[other] A web page or similar file that opens in the browser is attached.
}
macro-attachment = The attachment "{ $name }" { $can ->
    [macro] contains a program (a macro) that runs once somebody allows its content. Viruses are brought in that way
    [template] loads a part of itself from elsewhere when it is opened. Something dangerous can be brought in that way
    [launch] tries to start another program when it is opened. Ordinary documents do not do that
   *[object] has another file inside. Please do not open what is inside
}
    .reason = { $can ->
    [macro] An attachment contains a program (a macro).
   *[other] An attachment calls up something else when it is opened.
}
encrypted-archive = The attachment "{ $name }" is locked with a password, so we could not look inside. { $holds ->
    [none] Many honest senders do this, but it is also used to get past virus checks
   *[other] It holds "{ $holds }", a kind of file that can run a program, and the password is in the same mail. Viruses are often sent like that
}
    .reason = { $holds ->
    [none] An attachment is locked with a password, so we could not look inside.
   *[other] An attachment with a password holds a file ({ $holds }) that can run a program.
}

## When it cannot be read

not-a-mail-empty = There is nothing in it. Please send the original of the suspicious mail (an .eml file), or paste its text or link.
not-a-mail-no-mail = No mail and no link was found. Please send the original of the suspicious mail (an .eml file), or paste its text with the link. Until then, do not open its links or attachments.
not-a-mail-binary = This file cannot be read as a mail. Instead of a screenshot or an attachment, please send the original mail (an .eml file). Do not open its attachments.
not-a-mail-encrypted = This file is locked with a password, so we cannot read it. If it came attached to a suspicious mail, leave it closed and send the original mail (an .eml file). If it holds the original mail, please send it again without a password, or with the password "infected".
not-a-mail-too-large = It is larger than 25 MB and cannot be read. Please paste the mail's headers (the record of its route) and its text instead.

## Replies in Slack

reply-file-failed = The file could not be fetched ({ $why }). If sending it again does not help, please ask an administrator to look at what "fuwake doctor" (a check of the settings) says.
reply-file-gone = The file has been deleted, so it could not be read. Please send it again.
reply-failed = Something went wrong while we were looking into it. We will try again by ourselves. Until then, leave its links and attachments closed. If it is urgent, please ask the security team.
file-sign-in = Slack gave a sign-in page instead of the file: the app lacks the files:read permission
file-gone = the file has been deleted
file-too-large = it is larger than 25 MB
file-unreachable = it cannot be downloaded from Slack
help = Send the original of a suspicious mail (.eml) here, or paste its headers (the record of its route), its text or a link. You will be told where it came from, where its links really lead, and what to do now.

## Warning a channel

warn-button = Warn a channel
warn-refused = Only the security team can send a warning to a channel. If something worries you, please talk to them.
warn-nobody = No security team is configured, so no warning can be sent. An administrator can set FUWAKE_SECURITY_USERS or FUWAKE_SECURITY_USERGROUP.
warn-gone = This case cannot be found.
warn-again = The window could not be opened. Please press the button again.
warn-already = A warning about this case has already been sent (by { $by }).
warn-modal-title = Warn a channel
warn-modal-submit = Send
warn-modal-cancel = Cancel
warn-modal-intro = The text below is posted once to each channel you choose. You can take it back later.
warn-modal-text-ja = Text in Japanese
warn-modal-text-en = Text in English
warn-modal-channels = Channels
warn-modal-at-channel = Notification
warn-modal-at-channel-option = Notify everybody with @channel
warn-error-channels = Choose at least one channel.
warn-error-channel-not-allowed = Warnings may not be posted to { $channel }.
warn-error-text = Please write the text.
warn-done = The warning was posted to { $count ->
    [one] one channel
   *[other] { $count } channels
} (No. { $id }).
warn-sending = Sending the warning…
warn-channel-failed = The warning could not be posted to { $channel } ({ $why }).
retract-channel-failed = The copy in { $channel } could not be edited ({ $why }).
warn-channel-unsure = Because of a restart we cannot tell whether { $channel } got the warning. It was not posted again, so that nobody sees it twice. Please look there. (If the bot is a member of the channel, it can look for itself.)
security-thread = The thread in which it was reported
warn-posted-by = A warning by the security team: { $by } (No. { $id })
retract-button = Take back
retract-modal-title = Take back a warning
retract-modal-submit = Take back
retract-modal-intro = Every copy of the warning is edited to say that it was taken back. The messages are not deleted.
retract-modal-reason = Reason (everybody can read it)
retract-error-reason = Please give a reason.
retract-done = The warning was taken back.
retract-already = This warning has already been taken back.
retracted-title = [Taken back] This warning no longer holds
retracted-reason = Reason: { $reason }
retracted-by = Taken back by { $by }

draft-title = [Warning] Suspicious mail is going round
draft-claims-brand = The mail claims to be from { $brand }.
draft-claims-own = The mail claims to be from our own { $domain }.
draft-claims-unknown = The mail is made to look genuine.
draft-subject = Subject: { $subject }
draft-sender = Sender: { $sender }
draft-links = Its links go to { $hosts } (not an official site; do not open them)
draft-links-unknown = Its links go to { $hosts } (do not open them)
draft-do = If you got it, do not open its links or attachments and do not reply; delete it.
draft-typed = If you already typed a password, change it at once on the real site, from another computer or phone. Tell the security team at once, even if you only opened a link or an attachment. Nobody will blame you.

## Command line

cli-not-found = { $file }: no such file
cli-unreadable = { $file }: cannot be read ({ $why })
cli-not-a-mail = { $file }: { $why }
cli-column-file = File
cli-column-level = Level
cli-column-reason = Reason

## Ways to report

answered-already = This mail has been looked at before: see the answer in this thread. It has just been checked again.
file-out-of-reach = I (Fuwake) am not in this channel, so the file cannot be fetched. Please save it and send it to me in a direct message. Do not open its links or attachments.
shortcut-own-post = This is a post of mine (Fuwake). Please try again on the message that holds the mail.
introduction = Hello, this is Fuwake. When a suspicious mail comes up here, choose "フィッシング判定 / Check" in the menu (︙) of that message, or mention me in its thread. I answer in the thread: where it came from, where its links really lead, and what to do now. Unless you call me, I look at nothing that is posted here.
introduction-intake = Hello, this is Fuwake. Please send suspicious mails to this channel: drop the original (.eml) here, or paste the text or a link. I answer in the thread: where it came from, where its links really lead, and what to do now. Until then, do not open its links or attachments.
help-intro = I look into suspicious mails for you: where they came from, where their links really lead, and what to do now.
help-ways = How to send me a mail
help-way-dm = Send the original (.eml) to me in a direct message. Pasting the text or a link works, too
help-way-shortcut = For a message in Slack, choose "フィッシング判定 / Check" in its menu (︙)
help-way-mention = In a channel or a thread, mention me
help-way-form = /phish alone opens a form
help-way-command = /phish and a link or a text: only you see the answer
help-commands = And also
help-command-status = /phish status: your last reports and what became of them
help-command-lang = /phish lang ja (Japanese), /phish lang en (English), /phish lang auto (as in Slack): the language of my answers
help-typed = If you have already followed a link or typed a password, please tell me all the same. Nobody will blame you.
lang-chosen = From now on I answer in English.
lang-auto = From now on I answer in the language of your Slack.
lang-unknown = You can choose from { $choices }, for example: /phish lang en
command-looking = I am looking into it. Until the answer is here, do not open its links or attachments.
command-busy = I could not take it just now. Please try again in a moment, and do not open its links or attachments until then.
status-none = You have not reported anything yet. /phish help tells you how.
status-title = Your last reports
status-report = { $at }, no. { $id }: { $outcome }
report-title = Report suspicious mail
report-send = Send
report-cancel = Cancel
report-close = Close
report-intro = Fill in what you have. The answer comes as a direct message from me (Fuwake).
report-files = The original mail (.eml or .msg)
    .hint = Up to five. With the original I can tell where it was sent from.
report-link = A link in it
    .hint = Copy and paste it; do not open it.
report-text = Its headers or its text
report-gave = Did any of this happen already?
    .hint = Nobody will blame you. You will be told what to do next.
report-gave-clicked = I followed a link
report-gave-password = I typed a password
report-gave-card = I typed a card number
report-gave-opened = I opened an attachment
report-note = Anything to add
report-again = The window could not be opened. Please try again.
report-error-empty = Please give the original mail, a link or the text.
report-error-busy = It could not be taken just now. Please press Send again in a moment.
report-thanks = Thank you. The answer comes as a direct message from me (Fuwake). Until then, do not open its links or attachments.

## The security team's desk

triage-refused = Only the security team can use this button. If something worries you, please talk to them.
triage-nobody = No security team is configured, so this button does nothing. An administrator can set FUWAKE_SECURITY_USERS or FUWAKE_SECURITY_USERGROUP.
triage-decided-already = { $who } has decided before you: { $verdict }. To change that, look at the card as it is now and press again.
triage-taken = { $who } has taken this case before you. To take it over, look at the card as it is now and press again.
card-open = Not decided yet
card-by = ({ $who }, { $when })
card-sender = Sender: { $sender }
card-link = Link: { $host }
card-reports = Reports: { $count } (first one { $ago })
card-not-phishing = Said "not phishing": { $count }
card-helpful = Said "helpful": { $count }
card-gave = Typed or opened something: { $count }
card-assignee = In charge: { $who }
card-comment = Note ({ $who }): { $comment }
card-comment-shown = Note to the reporters ({ $who }): { $comment }
card-phishing = Phishing
card-legitimate = Genuine
card-spam = Spam
card-simulation = Simulation
card-original = Need the original
card-assign = I take this
card-write = Write a note
card-comment-label = Note
card-comment-readers = Who sees it
card-comment-share = Show it to the reporters, too
card-comment-submit = Save
card-comment-changed = { $who } changed it before you. It now says: { $comment }
outcome-phishing = Phishing (confirmed)
outcome-legitimate = Genuine mail (confirmed)
outcome-spam = Spam (confirmed)
outcome-simulation = Simulation (confirmed)
outcome-original = Waiting for the original
outcome-thanks = Checked (thank you for reporting)
outcome-running = Being looked at
ruling-by = Checked by { $who }, { $when }.
ruling-by-original = { $who } asked for the original mail, { $when }. The message below says how to save it.
ruling-phishing = Checked by the security team: phishing
ruling-legitimate = Checked by the security team: a genuine mail
ruling-spam = Checked by the security team: spam
ruling-simulation = Checked by the security team: thank you for reporting
ruling-machine = The automatic verdict was "{ $level }".
ruling-comment = From the security team: { $comment }
ruling-now-legitimate = You can deal with this mail as usual.
ruling-now-spam = It is unwanted advertising or the like. Do not reply; just delete it.
ruling-now-simulation = Well spotted. Do not open its links; just delete it. There is nothing else to do.
told-phishing = { $who } of the security team has checked the mail you reported ({ $when }). It is phishing. Do not open its links or attachments and do not reply; delete it. If you already typed a password or the like, tell the security team at once. Nobody will blame you.
told-legitimate = { $who } of the security team has checked the mail you reported ({ $when }). It is genuine, and you can deal with it as usual. Thank you for reporting.
told-spam = { $who } of the security team has checked the mail you reported ({ $when }). It is not phishing but spam. Do not reply; just delete it.
told-simulation = { $who } of the security team has checked the mail you reported ({ $when }). Well spotted, thank you. Do not open its links; just delete it.
told-original = { $who } of the security team would like to see the original mail ({ $when }). Please save it as a file in one of the ways below and send it to me (Fuwake) in a direct message. Do not open its links or attachments.

## Home tab

home-how-title = When you see a suspicious mail
home-how-1 = Do not open its links or attachments, and do not reply
home-how-2 = Send the original (.eml) to me (Fuwake) in a direct message. Pasting the text or a link works, too
home-how-3 = See "Do now" in the answer. If you have already typed something, tell us all the same. Nobody will blame you
home-report = Report suspicious mail
home-mine-title = Your last reports
home-mine-none = None yet.
home-mine-when = (No. { $id }, { $when })
home-mine-by = Checked by { $who }, { $when }
home-no-subject = (no subject)
home-team-title = For the security team
home-day = Last 24 hours: { $reports } reported, { $loud } at warning or above, { $phishing } confirmed as phishing
home-week = Last 7 days: { $reports } reported, { $loud } at warning or above, { $phishing } confirmed as phishing
home-untaken-title = Typed or opened something, and nobody in charge
home-untaken = No. { $id }: { $who } ({ $ago })
home-open-title = Cases to decide
home-open-none = None.
home-open = { $level } ({ $ago })

## Set-up (to the security team's channel)
scope-missing = The Slack app lacks the scope { $scope }, so something does not work. Add it on the app's settings page under OAuth & Permissions, and install the app again.

## When something was given away

gave-window-title = What to do next
gave-window-send = Show the steps
gave-window-intro = Thank you for telling us. Nobody will blame you. Choose what applies: we will show you what to do, step by step, and tell the security team as well.
gave-window-intro-alone = Thank you for telling us. Nobody will blame you. Choose what applies: we will show you what to do, step by step.
gave-window-what = What happened?
gave-window-when = When was it?
gave-window-account = Which account, which card?
    .hint = The name of the service and your user name or mail address are enough. Please do not write the password, the card number or a code itself.
report-gave-told = I gave my name, address, a photo of my ID or the like
report-gave-money = I sent money, or the codes of gift cards
report-gave-called = I called, or talked on the phone
gave-when-now = Within the last hour
gave-when-today = Today (more than an hour ago)
gave-when-yesterday = Yesterday
gave-when-earlier = Before that
gave-when-unsure = I am not sure
gave-error-what = Please choose at least one.
gave-error-busy = This could not be taken just now. Please press "Show the steps" again. If it is urgent, tell the security team yourself.

steps-title = What to do now
steps-intro = Thank you for telling us. Nobody will blame you. There is no need to panic: go through these from the top.
steps-contacts = Where to turn to (Japan)
steps-note = These are services in Japan and answer mostly in Japanese; a colleague who speaks Japanese can call with you. If you are outside Japan, turn to the local police and to the number that your bank or card has for calls from abroad.
steps-alerted = Fuwake is telling the security team, too. Do not wait for them; go on with the steps. If anything is unclear, just ask them.
steps-alert-them = Tell the security team yourself now, best by phone (Fuwake was not able to).
steps-sent = The same steps are in your direct messages with Fuwake, so that you can read them on your phone or another device.
steps-rewritten = The steps above now fit what you have just chosen.
step-hang-up = End the call at once. Do not answer if they call again. If you have to call back, use only the number on the official website.
step-offline = Take the computer on which you opened the attachment off the network at once (turn off Wi-Fi and pull out the cable; on a phone, turn on airplane mode). Leave it switched on: that keeps the traces of what happened. Do the rest from another device.
step-remote = If you let them control your computer, or installed something they told you to, take that computer off the network: both Wi-Fi and cable. Leave it switched on.
step-gift-codes = If you gave away codes of gift cards or prepaid money, call the company that issued them at once and have them blocked. Keep the cards and the receipts.
step-coins = If you sent crypto coins, tell the exchange you used at once, with the address they went to and the time. If you gave away your recovery words, move what is left to a new wallet.
step-recall = If you sent money from a bank or a card, call that bank at once. Say that you sent money to a fraudster and want the transfer recalled (kumimodoshi, 組戻し, in Japan) and the other account frozen. Use the number on the back of your bank card or in the official app. If it was the company's money, tell accounting at once as well.
step-card-stop = Have the card stopped: call the number on the back of the card, or lock it in the official app. Do not use a number from the mail or from the page you opened.
step-bank-stop = { $named ->
    [yes] Contact { $brand }, say that you typed your password into a fake site, and have transactions stopped.
   *[no] Contact the service, say that you typed your password into a fake site, and have transactions stopped.
} Use the number on the back of your card or in the official app, not one from the mail.
step-card-login = { $named ->
    [yes] If you typed the password of your { $brand } online account, call the number on the back of the card and ask whether the card should be stopped.
   *[no] If you typed the password of your card's online account, call the number on the back of the card and ask whether the card should be stopped.
}
step-password-own = Change your company password now, from another computer or phone. Do not use the link in the mail; sign in where you always do. If you cannot change it yourself, ask the security team to.
step-password = { $named ->
    [yes] From another computer or phone, change your password on the real site of { $brand } (your bookmark, or the official app).
   *[no] From another computer or phone, change your password on the real site (your bookmark, or the official app).
} Do not use the link in the mail.
step-sessions = In the settings, choose "Sign out of all devices". If somebody has got in already, this throws them out.
step-mfa = Turn on two-step sign-in (a check on your phone or the like besides the password). Do not approve a request that you did not start, and give codes to nobody.
step-same-password = If you use the same password anywhere else, change it there too, each to a different one.
step-mailbox = Check that nobody has set up forwarding or rules for your mail, or put in another phone number or mail address.
step-orders = Look in the official app or on the real site for orders you did not make, and for changed cards or delivery addresses.
step-friends = Messages in your name may go to people you know. Tell them in another way not to open them.
step-statement = Watch your card statements closely for the next two months. Tell the card company at once about any charge you do not know.
step-identity = Write down what you gave, and tell the security team. If you sent a photo of an ID, you can register a statement (honnin shinkoku, 本人申告) with the credit bureaus (in Japan CIC, JICC and KSC), which makes it harder to borrow in your name. Do not respond to contracts or bills you do not know.
step-page = Close the page and do not type anything into it. If you typed nothing and opened no downloaded file, in most cases opening a page alone does no harm.
step-watch = If a file was downloaded that you do not know, do not open it, and tell the security team. Do the same if you get notice of a sign-in or a bill you do not know.
step-keep = Do not delete the mail yet. Keep the file you opened, pictures of what you saw and your call history, too: they help to look into it and to report it.
contact-110 = 110 (police): when money is just being sent, or was sent a moment ago
contact-9110 = #9110 (police advice line): when you may have become a victim
contact-188 = 188 (consumer hotline): about your own money, cards and contracts
contact-antiphishing = info@antiphishing.jp (Council of Anti-Phishing Japan): forward the mail there to report it

gave-title = Somebody needs help
gave-waits = Nobody has taken this on yet
gave-taken = { $who } is on it ({ $when })
gave-closed = { $who } marked it as done ({ $when })
gave-by = Told by { $who } ({ $when })
gave-what = What happened: { $what }
gave-when = When: { $when }
gave-account = Account or card: { $account }
gave-mail = The mail ({ $level }): { $summary }
gave-private = It was reported in a direct message. Please do not tell other colleagues who reported it.
gave-take = I take it
gave-close = Done
gave-added = { $who } has added: { $what }
gave-reminder = No. { $id }: nobody has taken on what { $who } told us ({ $when }).
gave-reminder-place = Open the alert
gave-late-taken = { $who } took this on first.
gave-late-closed = { $who } already marked this as done.
opinion-helpful = Thank you. We are glad that it helped.
opinion-not-phishing = Thank you for telling us. The security team can see it on their desk. Until they have looked at it, please leave links and attachments closed.
opinion-not-phishing-alone = Thank you for telling us. To be sure, please leave links and attachments closed until you have asked the sender in another way, for example by phone.

## Buttons under an answer, and the window with everything

now-gave = If you already clicked, typed or opened something, press the button "{ button-gave }": it tells you what to do, step by step, and lets the security team know. Nobody will blame you.
points-more = { $count ->
    [one] One more thing does not fit (see "{ button-details }")
   *[other] { $count } more things do not fit (see "{ button-details }")
}
button-details = Details
button-gave = I clicked or typed something
button-not-phishing = Not phishing
button-helpful = Helpful
language-name = English
details-title = Details
details-close = Close
details-next = Next
details-back = Back
details-page = Page { $page } of { $pages }
details-not-yet = It is still being looked at. Please press again in a moment.
details-refused = Only the person who reported this mail and the security team can see its details.
details-findings = { $section }: what was found
details-route = Route (from where it arrived, backwards)
details-links = Links
details-authentication = Results of sender authentication
details-attachments = Attachments
details-unanswered = Could not be checked
details-known-by = Known from: { $what }
details-known-then = Known from: { $what } (asked { $at })
evidence-received = Received, line { $line } from the top
evidence-header = the mail's header ({ $subject })
evidence-body = the mail's text{ $subject ->
    [html] {" "}(HTML)
   *[other] {""}
}
evidence-attachment = an attachment ({ $subject })
evidence-qr = a QR code in a picture ({ $subject })
evidence-asked = { $source } ({ $subject })
details-hop-line = Line { $line }: { $by ->
    [none] a server without a name
   *[other] { $by }
} received it from { $peer ->
    [none] a machine without a name
   *[other] { $peer }
}{ $helo ->
    [none] {""}
   *[other] , which called itself { $helo }
}
details-hop-at = { $at }{ $mark ->
    [believed] . This record tells which machine sent it
    [above] . Written on the side that is believed
   *[below] . The sender can write anything here, so it proves nothing
}
details-hop-undated = No date
details-link-shown = Shown as: { $shown }
details-link-where = Found in: { $where ->
    [html] the mail's text (HTML)
    [text] the mail's text
    [header] the mail's header
    [attachment] an attachment ({ $name })
    [qr] a QR code in a picture ({ $name })
   *[other] the mail
}
details-link-place = Hosted at: { $where }
details-link-rented = Name rented from: { $service }
details-link-unwrapped = Leads through a forwarding or checking service: { $href }
details-link-listed = On public lists: { $zones }
details-link-registered = Registration of { $domain }: { $created ->
    [none] day unknown
   *[other] { $created }
}{ $registrar ->
    [none] {""}
   *[other] , registrar { $registrar }
}{ $holder ->
    [none] {""}
    [hidden] , holder not public
   *[other] , holder { $holder }
} ({ $source })
details-link-unregistered = { $domain } is not registered
details-authentication-line = { $method }: { $result }{ $domain ->
    [none] {""}
   *[other] {" "}({ $domain })
}{ $source ->
    [trusted-header] , by the record of the server that received it
   *[other] {""}
}
details-attachment-line = { $name } ({ $type }, { $size } bytes)
details-attachment-hash = SHA-256: { $hash }

## Answers to those who reported by mail

reply-about = About the mail "{ $subject }" that you reported by e-mail:
reply-about-none = About the mail without a subject that you reported by e-mail:
reply-left-out = { $count ->
    [one] One more mail was attached and has not been examined (ten at a time at most). Please send it again by itself.
   *[other] { $count } more mails were attached and have not been examined (ten at a time at most). Please send them again, up to ten at a time.
}
help-mail = No mail to examine was found in your report. Please forward the suspicious mail "as an attachment", or save it as a file and attach that to a new mail, and send it to the same address again. You will then be told where it came from, where its links really lead, and what to do now. Until then, do not open its links or attachments.
letter-send-original = Only the original mail holds the record of where it came from. If you still have it, please save or copy it in the way below, and send it in a new mail (a file as an attachment) to the address that you reported to.
card-mailed = Reported by mail: { $who }
card-note = The reporter says: { $note }
card-unconfirmed = Reported by mail, not answered (perhaps by somebody else): { $who }
card-unconfirmed-nobody = Reported by mail, not answered (it names no sender)
letter-subject = [Fuwake, automatic answer] { $what } ({ $subject })
letter-subject-plain = [Fuwake, automatic answer] { $subject }
letter-subject-decided = [Fuwake, automatic answer] Checked by the security team ({ $subject })
letter-subject-original = [Fuwake, automatic answer] Please send the original mail ({ $subject })
letter-below = English below.
letter-which = "The mail" and "this mail" mean the mail that you reported.
letter-automatic = This is an automatic answer of Fuwake, which examines suspicious mail. Nobody reads replies to it. If you need help, or if it is urgent, please contact the security team directly.
letter-told-phishing = The security team has checked the mail that you reported ({ $when }). Do not open its links or attachments and do not reply; delete it. If you already typed a password or the like, tell the security team at once. Nobody will blame you.
letter-told-legitimate = The security team has checked the mail that you reported ({ $when }). You can deal with it as usual. Thank you for reporting.
letter-told-spam = The security team has checked the mail that you reported ({ $when }). It is not phishing but spam. Do not reply; just delete it.
letter-told-simulation = The security team has checked the mail that you reported ({ $when }). Well spotted. Do not open its links; just delete it.
letter-told-original = The security team would like to see the original mail ({ $when }). Please save or copy it in the way below that fits your mail program, and send it in a new mail (a file as an attachment) to the address that you reported to. Do not open its links or attachments.
