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
advice-do-not-buy = Do not buy gift cards or prepaid cards, and do not send their codes. Ask the person who is said to want them, by phone or in another way.
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
how-yahoo = Yahoo! JAPAN Mail (on a computer): open the mail, show 詳細ヘッダー (full headers), copy all of them and paste them here together with the text of the mail.
how-apple-mail = Mail on a Mac: drag the mail from the list to the desktop (it becomes an .eml file).
how-iphone = iPhone and other phones: the apps cannot save the original. Please open the same mail on a computer and save it there.
how-thunderbird = Thunderbird: right-click the mail and choose "Save As" (it becomes an .eml file).

## Headings

section-sender = Sender
section-links = Links
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
relief-brand-proven = This mail was confirmed to come from { $domain }, and all its links stay with that company, so oddities of its words and route count for less here. That is no guarantee: accounts get taken over
fact-leads-home = This mail came from { $domain }, and its links and answers go nowhere else, so words that press you count a little less here. That is no guarantee: fraudsters have domains of their own, too
relief-sender-authenticated = This mail was confirmed to come from { $domain }, so oddities of its route count slightly less. That does not prove its content: fraudsters have domains of their own, too
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
from-malformed = The From field is not a mail address ({ $written }). No ordinary mail program sends mail like that
    .reason = Its From field is not a mail address.
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
    [subject] The subject speaks in the name of { $brand-en }
    [picture] The first picture bears the name "{ $claim }"
    [address] The sender's address contains the name of { $brand-en } ("{ $claim }")
   *[body] The text speaks in the name of { $brand-en } ("{ $claim }")
}, but the address ({ $from-domain }) does not belong to { $brand-en }
    .reason = It speaks in the name of { $brand-en }, but the sender's address ({ $from-domain }) does not belong to { $brand-en }.
brand-disguised = "{ $written }" in the { $where ->
    [name] sender's name
   *[subject] subject
} is made to read as { $brand-en } with look-alike or invisible characters, which mail filters do not recognise. { $brand-en } itself does not write its name like this
    .reason = It writes "{ $written }" so that people read { $brand-en } and mail filters do not.
brand-by-other-domain = The sender's name is "{ $name }", but the mail really came from { $from-domain } ({ $other-en }). That address is not forged, so most likely an account or a mailing service of { $other-en } is being abused
    .reason = It claims to be { $brand-en }, but really came from { $other-en } ({ $from-domain }).
helo-mismatch = By the record of its receipt, the sending machine called itself { $helo }, but its internet line carries the name { $rdns }. A machine may call itself anything (this is the HELO field)
    .reason = The sending machine called itself { $helo }, but its internet line carries another name.
helo-unknown = The sending machine called itself { $helo }, but the DNS (the directory of names on the internet) knows no such name. It seems to be made up
    .reason = The sending machine gave a name that does not exist ({ $helo }).
helo-not-fqdn = By the record of its receipt, the sending machine called itself "{ $helo }". Proper mail servers do not give names of that form; infected computers that send mail by themselves often do
    .reason = The sending machine did not give its name in the way that proper mail servers do.
rdns-unconfirmed = The sending address { $ip } carries the name { $rdns }, but by the DNS (the directory of names on the internet) that name does not lead back to { $ip }. Whoever owns the line can give it any name
spf-fail = { $domain } { $result ->
    [softfail] does not seem to count
   *[other] does not count
} the machine that handed this mail over ({ $ip }) among those that send its mail (the SPF check). The sender may be forged
    .reason = It claims to come from { $domain }, but was sent by a machine that { $domain } does not allow.
dmarc-fail = The sender is given as { $from-domain }, but neither a signature of { $from-domain } nor its list of sending machines confirms that (the DMARC check). { $policy ->
    [reject] { $from-domain } asks everyone to refuse such mail
    [quarantine] { $from-domain } asks everyone to distrust such mail
   *[other] The sender may be forged
}
    .reason = The sender is given as { $from-domain }, but nothing confirms that it really came from there.
dkim-missing = { $from-domain } asks receivers to verify its mail, but this one lacks the electronic signature (DKIM) that a genuine one should have
dkim-altered = It carries an electronic signature (DKIM) of { $domain }, but part of the mail was changed afterwards. Forwarding or saving a mail can do that, too, so this alone decides nothing
claim-forged = It contains a record in the name of our own server ({ $server }) that its sender was verified (authentication). The record is not from our server but from the sender, so it appears to be forged
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
} old (registered on { $created }). Throw-away senders often use such domains
residential-origin = It was sent from a home or similar line{ $isp-en ->
    [unknown] {""}
   *[other] {" "}of the provider { $isp-en }
} ({ $rdns }). Companies' mail servers do not normally use such lines; most likely somebody's infected or rented machine was used, to hide who is behind it
    .reason = It was sent from a home or similar line, not from a company's server.
origin-listed = The sending address { $ip } is on public lists of sources of spam or attacks ({ $zones }): it seems that others were sent spam or worse from the same line
    .reason = The sending address is listed as a source of spam or attacks.
home-line-listed = The sending address { $ip } is on public lists as a home or similar line ({ $zones }). That alone does not make it bad, but companies' mail servers do not normally use such lines
official-from-freemail = The sender's name is "{ $name }", but the address is a mailbox that anybody can open for free ({ $from-domain }). { $institution ->
    [yes] Organisations of this kind write from addresses of their own
   *[other] Clubs and small firms do that too, but companies have addresses of their own
}
    .reason = It comes in the name of "{ $name }" from a free mailbox ({ $from-domain }).
name-unrelated = The sender's name is "{ $name }", but nothing in the address ({ $from-domain }) has to do with that name. Anybody can write any name there
    .reason = The sender's name ("{ $name }") and address ({ $from-domain }) have nothing to do with each other.
institution-abroad = The sender's name is "{ $name }", but the address ({ $from-domain }) does not end in .jp. Japanese institutions of this kind ({ $institution }) hardly ever write from such an address
    .reason = It comes in the name of "{ $name }", but not from a Japanese address ({ $from-domain }).
name-of-nobody = The sender's name is only "{ $name }". It does not say which company or person that is, as genuine notices do
throwaway-tenant = { $where ->
    [from] It was sent under { $tenant }, a name that a customer of { $service } was given or made up. It names nobody
    [bounce] If it cannot be delivered, it goes back to { $tenant }, a meaningless name of a customer of { $service }
   *[other] It carries the signature of { $tenant }, a meaningless name of a customer of { $service }
}
    .reason = It was sent under a meaningless name that can be had from { $service } at once ({ $tenant }).
other-address-in-name = The sender's name shows "{ $shown }", but the mail comes from another address ({ $from-domain }). Many mail programs show the name alone
    .reason = The sender's name shows "{ $shown }", but the mail comes from { $from-domain }.
disguised-name = The sender's name ("{ $written }") is written { $how ->
    [styled] in special characters that only look like letters
    [marked] with extra marks on its letters
    [invisible] with characters that cannot be seen
   *[mixed] in letters of several alphabets that look alike
}. That is a way past mail filters
    .reason = The sender's name is written in disguised letters, which gets it past mail filters.
official-sign = The sender's name wears a sign ({ $sign }) as if somebody had verified it. In mail, anybody can write such a sign into a name
    .reason = The sender's name wears a sign ({ $sign }) as if it had been verified.
stray-name-end = The sender's name ("{ $name }") has stray signs at an end, as programs for mass mail leave them
several-senders = Its From field names { $count } senders ("{ $first }" and "{ $second }"). There should be one. Which one is shown depends on the mail program
    .reason = It names { $count } senders, and which one is shown depends on the mail program.
random-sender = The sender's address ({ $address }) begins with letters that look drawn at random, as throw-away senders often do
random-sender-domain = "{ $label }" in the sender's domain ({ $domain }) looks like letters drawn at random, as names put up in haste for fraud often do
    .reason = The sender's domain ({ $domain }) looks like letters drawn at random.
odd-bounce-domain = If it cannot be delivered, it goes back to { $domain }. { $exists ->
    [yes] That name looks drawn at random and has nothing to do with the sender
   *[other] Such a name cannot exist on the internet: the sender does not care for what comes back
}
    .reason = Its return address ({ $domain }) is odd and has nothing to do with the sender.
rare-sender-ending = The sender's domain ({ $from-domain }) ends in ".{ $ending }", from which honest mail seldom comes and fraud often does
reply-elsewhere = A reply would not go to the sender ({ $from-domain }) but to { $reply-to }{ $free ->
    [yes] , a mailbox that anybody can open for free
   *[other] {""}
}. That is a way to have answers read by somebody else
    .reason = A reply would go to another address ({ $reply-to }).
nobody-vouches = The sender is given as { $from-domain }, but nothing on its way (sending machine, return address, signature) has to do with { $from-domain }. There are only others ({ $others })
    .reason = The sender is given as { $from-domain }, but nothing on its way has to do with { $from-domain }.
address-borrowed = The sender's address is { $brand-en }'s ({ $from-domain }), but the mail lacks the signature (DKIM) that such companies use, and nothing shows that the machine that sent it ({ $ip }, which called itself { $helo }) is theirs. The address is most likely forged
    .reason = It uses { $brand-en }'s address ({ $from-domain }), but most likely somebody else sent it.
freemail-borrowed = The sender's address is one at { $from-domain }, whose mail always carries a signature (DKIM) and comes from its own machines. This mail has no such signature, and the machine that sent it called itself { $helo }
helo-numbered = By the record of its receipt, the sending machine called itself { $helo }, the kind of name that rented machines and lines are given by number, not the mail servers of companies
helo-random = By the record of its receipt, the sending machine called itself { $helo }. "{ $label }" looks like letters drawn at random, as on throw-away machines
helo-borrowed = By the record of its receipt, the sending machine called itself { $helo }, a name of { $owner }, but nothing else about it leads there. A machine may call itself anything
    .reason = The sending machine used somebody else's name ({ $owner }).
recipient-missing = It names no recipient{ $empty ->
    [yes] . It was sent to people whose addresses are hidden
   *[other] , as mail sent to very many people at once
}
needless-encoding = { $header ->
    [From] The sender's name
   *[other] The subject
} ("{ $text }") is in plain letters but was sent wrapped up, so that mail filters may not read it
odd-date = { $early ->
    [yes] It is dated { $hours } hours before it was sent
   *[other] It is dated { $hours } hours later than it was received
}. Programs for mass mail often get that wrong
odd-message-id = Its number (Message-ID) ends in "{ $domain }", which looks drawn at random and has nothing to do with the sender. Programs for mass mail write such numbers
reply-without-thread = The subject begins with "{ $mark }" as if it were a reply, but there is no record of a mail that it answers. That is a way to look like part of a conversation
bulk-program = It names { $brand-en } as its sender, but was made with { $program }, which large companies do not normally use for such mail
chinese-in-japanese = The Japanese text contains characters that only Chinese uses ({ $characters }), as fraud written abroad often does
charset-elsewhere = It is from a Japanese sender by name, but its text is stored in a Chinese or Korean way ({ $charset }). It may have been made abroad
clock-elsewhere = It is from a Japanese sender by name, but the clock of the computer that sent it is not set to Japan's time ({ $zone }, the time of China and other places). It may have been made abroad
own-lookalike = { $where ->
    [from] The sender's domain
    [reply-to] The domain to which a reply would go
    [bounce] The domain of the return address
   *[link] The site that a link leads to
} ({ $domain }) looks like ours ({ $own-domain }), but is not ours{ $how ->
    [letters] . It uses letters that look alike
    [typo] . A letter or two differ
    [hyphen] . Only a hyphen differs
    [inside] . It contains our whole name
    [ending] . Only its end differs
   *[other] . It contains our name
}
    .reason = It uses { $domain }, which looks like our own { $own-domain } but is not ours.
desk-impersonated = The sender's name is "{ $name }", as if it were { $named ->
    [yes] our own { $desk }
   *[other] a help desk or administrators of ours
}, but the address ({ $from-domain }) is not ours
    .reason = It claims to come from { $named ->
    [yes] our own { $desk }
   *[other] a help desk or administrators
}, but was not sent from an address of ours.
executive-impersonated = The sender's name is "{ $name }", that of our { $person }, but the address ({ $address }) is not one of ours. It may be somebody of the same name
    .reason = It bears the name of our { $person }, but was sent from another address ({ $address }).
own-name-spoken = It speaks as if it ran our mailboxes or accounts ("{ $excerpt }"), but its link leads to { $host }, which is not ours
    .reason = It speaks as if it ran mailboxes of { $own-domain }, but its link leads to another site ({ $host }).
provider-abused = It came out of { $provider-en }'s own mail server ({ $server }). The sender was not forged: most likely a real { $provider-en } customer's account was stolen, or opened for this
shown-own-domain = The link shows an address of ours ({ $shown }) but leads to { $real }. It is a trick to make you type your password on a page that seems to be ours
    .reason = The link that looks like one of our pages leads to another site ({ $real }) that could steal what you type.
link-mismatch = The link shows { $shown } but leads to { $real }. Fraudulent mail often does that to lead you to another site
    .reason = The link shows { $shown } but leads to { $real }.
deceptive-subdomain = The link's address contains "{ $named }", a name that the owner of the site may choose freely. The owner is whoever registered or rents { $owner }, at the end of it
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
    [wide] That can be a slip, but it is also a way past mail filters
   *[other] That is a trick to deceive mail filters and readers
}
    .reason = The link's address is written in a way that deceives readers and mail filters.
link-userinfo = "{ $named }" before the @ in the link's address is not where it leads. It leads to { $host }, which follows
    .reason = The link is dressed up as "{ $named }" but leads to { $host }.
redirector-link = The link looks like one to { $service }, but only passes through it and leads to { $host }. That is a trick to hide the real destination
    .reason = The link passes through { $service } and leads to another site ({ $host }).
free-subdomain-host = The link leads to { $rented }, a name rented from a service where anybody can rent one ({ $suffix }). Nobody can tell who rented it, and fraudulent sites often use such names
    .reason = The link leads to a site under a name that anybody can rent ({ $rented }).
shortened-link = The link is a short address of { $service }. It shows nothing of where it leads{ $beside ->
    [yes] , although other links lead to the sender's own site
   *[other] , and anybody can make one
}
    .reason = The link hides where it leads behind a short address ({ $service }).
user-content-link = { $kind ->
    [bucket] The link leads to a storage place that anybody can rent at { $service } ({ $host }). The page there is not the service's own
    [server] The link leads to a rented machine under the name that its provider gave it ({ $host }). Companies do not send readers to such names
    [form] The link leads to a form that anybody can make at { $service } ({ $host }). Who made it is not known; no form there should be given passwords or card numbers
    [document] The link leads to a file that somebody shares at { $service } ({ $host }). Who put it there is not known
   *[site] The link leads to a page that anybody can make for free at { $service } ({ $host }). The page is not the service's own
}
    .reason = The link leads to a page that anybody can make at { $service }.
file-of-another = The shared file does not lie with the sender ({ $from-domain }), but in the OneDrive of somebody at another company ({ $owner }, { $host }). An account that was broken into may have been used
    .reason = The shared file lies in the OneDrive of somebody at another company ({ $owner }), not with the sender.
rare-ending-link = The link leads to { $host }. Fraudulent sites often have the ending "{ $ending }", honest companies seldom
    .reason = The link leads to a domain with an ending that fraud often uses ({ $host }).
random-host-link = The link leads to { $host }. "{ $label }" in it looks like letters drawn by a machine, not like a name that somebody chose
    .reason = The link leads to a domain that looks drawn by a machine ({ $host }).
ip-link = The link leads to a bare number ({ $ip }) instead of a name. Companies do not send readers to such addresses
    .reason = The link leads to a bare number ({ $ip }) instead of a site with a name.
device-code = { $page } is the real page for letting another device into an account. Whoever made the code in the mail ({ $typed }) gets into your account once you enter it
    .reason = It has you enter a code on a real page ({ $page }), which lets somebody else into your account.
download-link = The link loads { $kind ->
    [packed] a packed file
   *[program] a program or the like
} ({ $name }) from { $host }, which is not the sender's site. { $password ->
    [yes] A password in the same mail may be there to get it past virus checks
   *[no] Please leave it closed until the sender has confirmed it in another way than by mail
}
    .reason = The link loads a file from { $host }, which is not the sender's site.
hacked-site-link = The link leads into a directory of { $host } ({ $inside }) that holds no pages for readers. An intruder may have put a page there without the owner's knowledge
    .reason = The link leads into the inside of a site ({ $host }) that somebody may have broken into.
address-in-link = The link to { $host } carries a mail address along. { $how ->
    [fragment] Fraudulent pages use that to fill in a login beforehand
   *[other] So its owner learns who clicked
}
    .reason = The link carries a mail address along to a stranger's site ({ $host }).
kit-link = The link to { $host } is built in a way that programs for unwanted mass mail have. Mailing services for companies build theirs otherwise
    .reason = The link to { $host } has the shape of unwanted mass mail.
only-rented-links = It comes from { $sender }, but no link leads there: all lead to places that anybody can have, such as { $host }
    .reason = No link leads to the sender's own site ({ $sender }), only to places that anybody can have.
borrowed-counter = The link is counted under the name of another company ({ $owner }), although the mail comes from { $sender }. It may have been sent through a stolen account at a mailing service
    .reason = The link runs through another company's click counter ({ $owner }), not the sender's.
link-name-mismatch = The link reads "{ $shown }" but leads to { $host }, which does not belong to them
    .reason = The link reads "{ $shown }" but leads to another site ({ $host }).
image-only = { $site ->
    [own] The mail is a picture without a word about who sent it and why. A click on it leads to { $host }
   *[other] The mail shows a picture and hardly a word, and a click on it leads to { $host }. Mail filters seldom read what stands in a picture
}
    .reason = The mail is nothing but a picture that leads to { $host }.
mixed-scripts = { $place ->
    [subject] The subject or the sender's name
   *[text] The text
} has words like "{ $word }", in which letters of another script pass for Latin ones. That hides words from mail filters
    .reason = Words are written with look-alike letters of another script, to get past mail filters.
broken-words = { $place ->
    [subject] The subject or the sender's name
   *[text] The text
} has invisible characters or marks in the middle of words ({ $count }). That hides words from mail filters
    .reason = Invisible characters stand in the middle of words, to get past mail filters.
styled-letters = { $place ->
    [subject] The subject or the sender's name
   *[text] The text
} has words in mathematical or circled letters ("{ $words }"), which many mail filters cannot read
    .reason = Words are written in special letters that mail filters cannot read.
hidden-text = The mail hides a text of about { $count } letters that speaks of something else than what is shown. That is meant for mail filters, not for readers
    .reason = The mail hides a long text about something else, to get past mail filters.
scrambled-text = The letters of the text { $how ->
    [turned] stand backwards and are turned round only when they are shown
   *[cells] stand in the cells of a table, one in each, and are words to the eye only
}. That is a way around mail filters
    .reason = The letters of the text are scrambled to get around mail filters.
parts-differ = The mail has two versions of its text that speak of different things (they share { $percent } % of the words). Mail filters read one, readers see the other
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
} old (registered on { $created }). Sites for fraud are often put up just before the mail goes out
    .reason = The link leads to a site whose domain ({ $domain }) had only just been registered.
brand-not-linked = { $claim ->
    [partly] It claims to be { $brand-en }. Some of its links lead there, but others do not (for example, one goes to { $host })
   *[none] It claims to be { $brand-en }, but not one link leads to { $brand-en }'s official site (for example, one goes to { $host }). Genuine notices hardly ever do that
}
    .reason = { $claim ->
    [partly] Some of its links (one goes to { $host }) do not lead to { $brand-en }'s official site.
   *[none] Its links (one goes to { $host }) do not lead to { $brand-en }'s official site.
}
urgent-credential-lure = It rushes you ("{ $urgent }") and asks you to log in or enter information{ $credential ->
    [same] {""}
   *[other] {" "}("{ $credential }")
}, as fraudulent mail often does
    .reason = It rushes you and asks you to log in or enter information.
lure = { $theme ->
    [extortion] It threatens you ("{ $words }"). Such mails go out by the thousand; what they claim to have seen or stolen is almost always made up
    [gift-cards] It wants gift cards or their codes ("{ $words }"). Nobody pays or thanks that way at work: whoever gets the code has the money, and it cannot be traced
    [chat-group] It asks you to make a group in a messenger and to send its code or link ("{ $words }"). Frauds in the name of a president begin like this, and ask for money inside the group
    [transfer] It is about an account to which money should go ("{ $words }"). Changing the account of a real supplier or colleague is a common fraud, so confirm by a call to a number that you already know
    [advance-fee] It promises money for which a fee has to be paid first ("{ $words }"). In this old fraud one fee follows another, and the money never comes
    [crypto] It is about cryptocurrency or quick profit ("{ $words }"). Coins that were sent do not come back, and whoever learns a wallet's words can empty it
    [refund] It says that money is waiting for you ("{ $words }"). Frauds use this to get at bank or card details
    [prize] It says that you won or were chosen for something ("{ $words }"). Such gifts lead to questions about your card or your data
    [delivery] It is about a delivery that did not arrive ("{ $words }"). Many people are waiting for a parcel, so frauds write this to everybody
    [suspension] It says that an account, a service or your mail is blocked or at risk ("{ $words }"). Frauds use this fear to make people log in
    [payment] It says that a payment is due or did not go through ("{ $words }"). Frauds use this to get at card details
    [loan] It offers a loan ("{ $words }"). With such offers, fees are asked for in advance and the loan never comes
    [document-login] It wants you to log in with a password before you can see a document ("{ $words }"). Frauds steal passwords with false login pages like that
    [availability] It first asks whether you have time, or for your number ("{ $words }"). Frauds in the name of a superior begin like this, and ask for money in the next mail
    [dubious] It advertises what frauds like to advertise: cures, casinos, dating, easy money or the like ("{ $words }")
    [document] It wants a document to be opened ("{ $words }"). Honest mail does that too, but so do mails that lead to a false login page
   *[offer] It advertises something ("{ $words }"). If you never asked for it, do not respond
}
    .reason = { $theme ->
    [extortion] It threatens you to get money.
    [gift-cards] It asks for gift cards or their codes.
    [chat-group] It asks you to make a group in a messenger and to send its code.
    [transfer] It is about an account to which money should go.
    [advance-fee] It promises money for which a fee has to be paid first.
    [crypto] It tempts or frightens with cryptocurrency or quick profit.
    [refund] It promises money that is said to be waiting for you.
    [prize] It says that you won or were chosen for something.
    [delivery] It is about a delivery that is said to have failed.
    [suspension] It says that an account or service of yours is blocked or at risk.
    [payment] It says that a payment is due or did not go through.
    [loan] It offers a loan.
    [document-login] It wants you to log in with a password before you can see a document.
    [availability] It asks for your time or your number before it says what for.
    [dubious] It advertises what frauds like to advertise.
    [document] It wants a document to be opened.
   *[offer] It advertises something that you may never have asked for.
}
several-lures = Several things that frauds use meet in this one mail: { $words }
    .reason = Several things that frauds use meet in this one mail.
generic-greeting = { $address ->
    [yes] It greets you by a mail address ("{ $words }"). Whoever has you as a customer usually knows your name
   *[no] It greets you without your name ("{ $words }"), as mails do that go to everybody. Some honest companies write like this as well
}
filter-talk = It vouches for itself or tells you how to get it past the junk folder ("{ $words }"). Honest mail has no need to
    .reason = It tells you how to get it past the junk folder, or vouches for itself.
opt-out-kit = It holds a phrase that programs for spam put under their mails ("{ $words }")
unfilled-template = A blank of a form letter was left unfilled ("{ $words }"): it seems to be made by a program for very many readers
call-back-number = It speaks of money and wants you to call { $number } ("{ $words }"){ $linked ->
    [yes] {""}
   *[no] , and leads to no site where that could be looked up
}. On the phone, frauds then ask for card numbers or for access to the computer. Do not call that number; use the one on your card or on the official site
    .reason = It speaks of money and wants you to call a number in the mail.
run-command = { $how ->
    [dialog] It asks you to paste something into the Run dialog of your computer
   *[command] The text holds a command that loads a program from elsewhere and starts it
}. That is a way to have people install a virus with their own hands
    .reason = It has you run a command, which is a way to have people install a virus themselves.
transfer-answered-elsewhere = It is about an account to which money should go, but answers do not go to { $from-domain }: they go to { $reply-to }, an address that anybody can have. Before you pay, call a number that you already know
    .reason = It is about an account for money, but answers go to { $reply-to }, which is not the sender's company.
payment-address = It names a wallet to which cryptocurrency should go ({ $address }). Coins that were sent do not come back: do not send any
    .reason = It names a wallet ({ $address }) to which cryptocurrency should go.
asks-other-channel = It wants to go on elsewhere than by answering this mail, or in secret ("{ $words }"). Whoever writes in a false name cannot be reached at the address that is shown
    .reason = It wants to go on elsewhere, or in secret.
qr-link = The QR code leads to { $host }, a place that nothing else in the mail shows. Such codes are used to move you to a phone, past the company's filters (the site belongs to whoever registered or rents { $owner })
    .reason = Do not scan the QR code: it leads to a place ({ $host }) that nothing else in the mail shows.
disguised-attachment = The attachment "{ $name }" { $how ->
    [double-extension] is named to look like a harmless kind of file. Its real kind stands at the very end: ".{ $extension }". Do not open it
    [rtl-override] has a hidden mark in its name that makes letters read backwards. The kind of file that you see is not the real one
    [executable] is named like an ordinary document, but is a program that runs when it is opened
   *[type] is not the kind of file that its name and the like say. That can be a slip, but also a way to hide what it is
}
    .reason = { $how ->
    [type] The attachment "{ $name }" is not the kind of file that it is said to be.
   *[other] The attachment "{ $name }" hides what kind of file it is.
}
executable-attachment = { $place ->
    [archive] "{ $program }", packed in the attachment "{ $name }", is of a kind that runs when it is opened, a common way to bring in a virus
    [profile] The attachment "{ $program }" changes the settings of an iPhone or a Mac when it is opened. Please leave it closed unless you asked for it
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
   *[other] A web page or the like is attached that opens in the browser.
}
macro-attachment = The attachment "{ $name }" { $can ->
    [macro] contains a program (a macro) that runs once somebody allows its content. Viruses are brought in that way
    [template] loads a part of itself from elsewhere when it is opened. Something dangerous can be brought in that way
    [launch] tries to start another program when it is opened. Ordinary documents do not do that
   *[object] has another file inside. Please leave what is inside closed
}
    .reason = { $can ->
    [macro] An attachment contains a program (a macro).
   *[other] An attachment calls up something else when it is opened.
}
encrypted-archive = The attachment "{ $name }" is locked with a password, so we could not look inside. { $holds ->
    [none] Many honest senders do this, but it is also used to get past virus checks
   *[other] It holds "{ $holds }", a kind of file that can run a program, and the password stands in the same mail. Viruses are sent in this way
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

security-notice = { $level }: { $summary } (No. { $id })
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
