# Fuwake in English. The reader is a colleague who got a suspicious mail and is a little worried: plain, calm, short.

## Levels

level-danger = Danger
level-warning = Warning
level-caution = Caution
level-no-sign = No clear sign
level-insufficient = Not enough to judge

headline-danger = Danger: do not click
headline-warning = Warning: very likely a fraud
headline-caution = Caution: something does not fit
headline-no-sign = No clear sign found
headline-insufficient = Not enough to judge

summary-danger = Several things about this mail point to fraud.
summary-warning = It has several features that are common in fraudulent mail.
summary-caution = That alone does not show whether it is genuine or a fraud.
summary-no-sign = Nothing that could be checked points to fraud. This is not a guarantee.
summary-insufficient = Too little could be checked to say whether this mail is a fraud.
summary-insufficient-silent = The services we asked gave us no answer, so we cannot say whether this mail is a fraud.
summary-pending = We are still looking things up, and the verdict may change. This message will be updated when the answers are in.

## What to do now

now-title = Do now
advice-do-not-touch = Do not open its links or attachments and do not reply; delete the mail.
advice-already-typed = If you already typed a password, change it at once on the real site, from another computer or phone. If it was a card number, call the card company and have the card stopped. Tell the security team at once, even if you only opened an attachment. Nobody will blame you.
advice-verify-otherwise = Do not reply, do not open its links or attachments, and do not call the phone numbers in it. Check with the sender first, through a contact you already use or the official site from your own bookmark.
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
fact-no-route = There is no record of its route, so where it came from cannot be judged
fact-sender-accepts = The sender's domain (what follows the @) { $domain } exists and can receive mail. That does not prove that the sender is genuine
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
fact-no-links = No link was found in what could be read
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

spam-stamp = The server that received it judged it to be spam and put "{ $stamp }" before the subject
from-malformed = The From field is not a mail address ({ $written })
    .reason = Its From field is not a mail address.
duplicate-header = It has { $count } { $header } fields where there should be one, and they differ ("{ $first }" and "{ $second }"). Which one is shown depends on the mail program
    .reason = It has { $count } { $header } fields where there should be one, and they differ.
from-missing = It has no From field, which every real mail program writes
    .reason = It has no From field.
claims-own-domain = The sender's name is "{ $name }": it claims to be our own ({ $own-domain }), but the address is not ours
    .reason = It claims to come from our own { $own-domain } but was not sent from an address of ours.
brand-mismatch = The sender's name is "{ $name }", but the address ({ $from-domain }) does not belong to { $brand-en }
    .reason = It claims to be { $brand-en }, but the sender's address ({ $from-domain }) does not belong to { $brand-en }.
brand-by-other-domain = The sender's name is "{ $name }", but the mail really came from { $from-domain } ({ $other-en }). That address is not forged, so most likely an account or a mailing service of { $other-en } is being abused
    .reason = It claims to be { $brand-en }, but really came from { $other-en } ({ $from-domain }).
helo-mismatch = The sending machine called itself { $helo }, but its internet line is registered as { $rdns }. A machine may call itself anything (this is the HELO field)
    .reason = The sending machine called itself { $helo }, but its internet line is registered under another name.
helo-unknown = The sending machine called itself { $helo }, a name that does not exist on the internet
    .reason = The sending machine gave a name that does not exist ({ $helo }).
helo-not-fqdn = The sending machine called itself "{ $helo }". Proper mail servers do not give names of that form
    .reason = The sending machine did not give its name in the way that proper mail servers do.
rdns-unconfirmed = The sending address { $ip } carries the name { $rdns }, but that name does not lead back to { $ip }, so nothing confirms it
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
dkim-missing = { $from-domain } asks receivers to verify its mail, but this one has no electronic signature (DKIM)
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
} old (registered on { $created })
residential-origin = It was sent from a home or similar line{ $isp-en ->
    [unknown] {""}
   *[other] {" "}of the provider { $isp-en }
} ({ $rdns }). Companies' mail servers do not normally use such lines; most likely somebody's infected or rented machine was used, to hide who is behind it
    .reason = It was sent from a home or similar line, not from a company's server.
origin-listed = The sending address { $ip } is on public lists of sources of spam or attacks ({ $zones })
    .reason = The sending address is listed as a source of spam or attacks.
home-line-listed = The sending address { $ip } is on public lists as a home or similar line ({ $zones }). That alone does not make it bad, but companies' mail servers do not normally use such lines
provider-abused = It came out of { $provider-en }'s own mail server ({ $server }). The sender was not forged: most likely a real { $provider-en } customer's account was stolen, or opened for this
shown-own-domain = The link shows an address of ours ({ $shown }) but leads to { $real }
    .reason = The link that looks like one of our pages leads to another site ({ $real }) that could steal what you type.
link-mismatch = The link shows { $shown } but leads to { $real }
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
free-subdomain-host = The link leads to { $rented }, a name rented from a service where anybody can rent one ({ $suffix }). It is not the service's own site
    .reason = The link leads to a site under a name that anybody can rent ({ $rented }).
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
brand-not-linked = It claims to be { $brand-en }, but not one link leads to { $brand-en }'s official site (for example, one goes to { $host })
    .reason = Its links (one goes to { $host }) do not lead to { $brand-en }'s official site.
urgent-credential-lure = It rushes you ("{ $urgent }") and asks you to log in or enter information{ $credential ->
    [same] {""}
   *[other] {" "}("{ $credential }")
}, as fraudulent mail often does
    .reason = It rushes you and asks you to log in or enter information.
qr-link = The QR code leads to { $host }, a place that nothing else in the mail shows. Such codes are used to move you to a phone, past the company's filters (the site belongs to whoever registered or rents { $owner })
    .reason = Do not scan the QR code: it leads to a place ({ $host }) that nothing else in the mail shows.
disguised-attachment = The attachment "{ $name }" { $how ->
    [double-extension] is named to look like a harmless kind of file. Its real kind stands at the very end: ".{ $extension }". Do not open it
    [rtl-override] has a hidden mark in its name that makes letters read backwards. The kind of file that you see is not the real one
    [executable] is named like an ordinary document, but is a program that runs when it is opened
   *[type] is not the kind of file that its name and the like say
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
    [script] The attachment "{ $name }" runs in your browser when it is opened, and can show a fake page or move on to another site
   *[page] The attached web page "{ $name }" opens in your browser. Sending a fake page along with the mail is a known trick
}
    .reason = { $does ->
    [password] The attached web page asks for a password when it is opened.
   *[other] A web page or the like is attached that opens in the browser.
}
macro-attachment = The attachment "{ $name }" { $can ->
    [macro] contains a program (a macro) that runs once somebody allows its content
    [template] loads a part of itself from elsewhere when it is opened. Something dangerous can be brought in that way
    [launch] tries to start another program when it is opened
   *[object] has another file inside. Please leave what is inside closed
}
    .reason = { $can ->
    [macro] An attachment contains a program (a macro).
   *[other] An attachment calls up something else when it is opened.
}
encrypted-archive = The attachment "{ $name }" is locked with a password, so we could not look inside. Many honest senders do this, but it is also used to get past virus checks
    .reason = An attachment is locked with a password, so we could not look inside.

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

## Ways to report

answered-already = This mail has been looked at before: see the answer in this thread. It has just been checked again.
file-out-of-reach = I (Fuwake) am not in this channel, so the file cannot be fetched. Please save it and send it to me in a direct message. Do not open its links or attachments.
shortcut-own-post = This is a post of mine (Fuwake). Please try again on the message that holds the mail.
introduction = Hello, this is Fuwake. When a suspicious mail comes up here, choose "Check for phishing" in the menu (︙) of that message, or mention me in its thread. I answer in the thread: where it came from, where its links really lead, and what to do now. Unless you call me, I look at nothing that is posted here.
introduction-intake = Hello, this is Fuwake. Please send suspicious mails to this channel: drop the original (.eml) here, or paste the text or a link. I answer in the thread: where it came from, where its links really lead, and what to do now. Until then, do not open its links or attachments.
help-intro = I look into suspicious mails for you: where they came from, where their links really lead, and what to do now.
help-ways = How to send me a mail
help-way-dm = Send the original (.eml) to me in a direct message. Pasting the text or a link works, too
help-way-shortcut = For a message in Slack, choose "Check for phishing" in its menu (︙)
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
