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

summary-danger = Several things show that this mail is phishing.
summary-warning = It has several marks of a phishing mail.
summary-caution = From this mail alone nobody can tell whether it is genuine.
summary-no-sign = Nothing that could be checked points to fraud. This is not a guarantee.
summary-insufficient = Too little could be checked to say whether this mail is harmless.
summary-insufficient-silent = Those who were asked gave no answer, so nobody can say whether this mail is harmless.
summary-pending = We are still asking others. This message will change when the answers are in.

## What to do now

now-title = Do now
advice-do-not-touch = Do not open links or attachments, do not reply; delete the mail.
advice-already-typed = If you opened the link and typed a password or anything else: change that password at once on the real site, from another device; if it was a card number, call the card company and have the card stopped; then tell the security team. Nobody will blame you.
advice-verify-otherwise = Do not use the mail's links and do not reply. Check with the sender another way first, by phone or on the official site from your own bookmark.
advice-no-guarantee = If you did not expect this mail, leave its links and attachments closed and ask the security team.
advice-cannot-tell = Until it can be judged, leave its links and attachments closed. If it is urgent, ask the security team.
advice-send-original = To find out who sent it we need the original mail. In Gmail choose "Show original", then "Download original"; in Outlook choose "Save as"; then send us the .eml file here.

## Headings

section-sender = Sender
section-links = Links
section-content = Content
section-checked = Checked
section-unanswered = Could not be checked
case-number = No. { $id }

coverage-identity = sender
coverage-authentication = sender authentication
coverage-route = route
coverage-links = links
coverage-page = linked page
coverage-content = content
coverage-attachments = attachments
coverage-nothing = nothing

form-eml = judged from the original (.eml)
form-msg = judged from the original (.msg)
form-headers = judged from the headers alone (no body)
form-forwarded = judged from a forwarded mail (no route in it)
form-slack-email = judged from a mail sent to Slack (no route in it)
form-text = judged from pasted text (no route in it)
form-url = judged from the link alone
form-image = judged from a picture

source-dns = DNS
source-blocklist = block list
source-rdap = RDAP
source-whois = WHOIS
source-geo = location data
source-feed = phishing feed
source-page = linked page
source-dkim = DKIM
source-spf = SPF
reason-timeout = no answer in time
reason-refused = refused to answer
reason-error = error
reason-not-installed = data not installed
reason-offline = not asked
unanswered-item = { $source }: { $subjects } ({ $reason })
unanswered-source = { $source } ({ $reason })
unanswered-more = and { $count } more

## Facts

fact-origin = It was sent from { $ip }{ $named ->
    [confirmed] {" "}({ $rdns }, DNS agrees)
    [yes] {" "}({ $rdns })
   *[no] {""}
}, as our own server { $server } recorded (Received, line { $line })
fact-origin-guessed = It was sent from { $ip }{ $named ->
    [confirmed] {" "}({ $rdns }, DNS agrees)
    [yes] {" "}({ $rdns })
   *[no] {""}
}. We believe the record of { $server } (Received, line { $line }) because, from the top, it is the first that took the mail from outside. The sender may have invented anything below it
fact-origin-top = The sending address cannot be told: the topmost line (written by { $server }) is all there is
fact-no-route = The mail holds no route, so where it came from cannot be judged
fact-sender-accepts = The sender's domain { $domain } exists and can receive mail. That does not prove who wrote
fact-link = The link really leads to { $host }{ $ips ->
    [none] {""}
   *[other] {" "}({ $ips })
}
fact-link-shown = "{ $shown }" really leads to { $host }{ $ips ->
    [none] {""}
   *[other] {" "}({ $ips })
}
fact-links-more = There { $count ->
    [one] is one more link
   *[other] are { $count } more links
}
fact-no-links = It holds no link
fact-lost = Some of it could not be read: { $what }

lost-charset = garbled characters
lost-links-capped = too many links ({ $subject } were read)
lost-parts-capped = too many parts ({ $subject } were read)
lost-nesting = parts nested too deeply
lost-body-unreadable = a broken body
lost-html-unreadable = HTML that could not be parsed (its links were collected)
lost-html-too-long = the end of a very long HTML text

## Findings (.reason is the first line's)

spam-stamp = The receiving server already judged it to be spam: it put "{ $stamp }" before the subject
from-malformed = The From field is not a mail address ({ $written })
    .reason = Its From field is not a mail address.
from-missing = It has no From field, which every real mail program writes
    .reason = It has no From field.
claims-own-domain = The sender's name is "{ $name }": it claims to be our own ({ $own-domain }), but the address is not ours
    .reason = It claims to come from our own { $own-domain } but was not sent from an address of ours.
brand-mismatch = The sender's name is "{ $name }", but the address is at { $from-domain }, which does not belong to { $brand-en }
    .reason = It claims to be { $brand-en }, but the sender's address is at { $from-domain }.
helo-mismatch = The sending machine called itself { $helo }, but its line's real name is { $rdns }. Anyone may write any name there (HELO)
    .reason = The sending machine called itself { $helo }, which it is not.
helo-unknown = The name by which the machine called itself, { $helo }, does not exist
    .reason = The sending machine gave a name that does not exist ({ $helo }).
helo-not-fqdn = The sending machine called itself "{ $helo }", which is no name of a proper mail server
    .reason = It did not come from a proper mail server.
rdns-unconfirmed = { $ip } is set up to call itself { $rdns }, but that name does not lead back to { $ip }
sender-cannot-receive = The sender's domain { $from-domain } cannot receive mail. An answer would reach nobody
    .reason = The sender's domain { $from-domain } cannot receive mail: there is nobody behind it.
residential-origin = It was sent from a home or similar line{ $isp-en ->
    [unknown] {""}
   *[other] {" "}of the provider { $isp-en }
} ({ $rdns }). No company's mail server stands there; most likely somebody's infected or rented machine was used
    .reason = It was sent from a home line, not from a company's server.
origin-listed = The sending address { $ip } is listed as a source of spam or attacks ({ $zones })
    .reason = The sending address is listed as a source of spam or attacks.
home-line-listed = The sending address { $ip } is listed as a home or similar line ({ $zones }). That does not mean an attacker, but it is no company's mail server
provider-abused = It came out of { $provider-en }'s own mail server ({ $server }). The sender was not forged: most likely a real { $provider-en } customer's account was stolen, or opened for this
shown-own-domain = The link shows an address of ours ({ $shown }) but leads to { $real }
    .reason = The link that looks like one of our pages leads to another site ({ $real }) that could steal what you type.
link-mismatch = The link shows { $shown } but leads to { $real }
    .reason = The link shows { $shown } but leads to { $real }.
deceptive-subdomain = The link's name contains "{ $named }", but the site belongs to whoever holds { $owner }. Anything may stand to the left of that
    .reason = The link leads to another site ({ $owner }) under a look-alike name.
deceptive-path = "{ $named }" in the address is only the name of a page; the site belongs to whoever holds { $owner }
    .reason = The link goes to { $owner }, dressed up as "{ $named }".
free-subdomain-host = The link leads to { $rented }, on a service where anybody can rent a name ({ $suffix }). It belongs to whoever rents { $rented }
    .reason = The link goes to a rented name ({ $rented }) that anybody can have.
brand-not-linked = It claims to be { $brand-en }, but not one link goes to { $brand-en } (they go to { $host } and the like)
    .reason = Not one link goes to { $brand-en }.
urgent-credential-lure = It presses for time ("{ $urgent }") and asks you to log in or type something ("{ $credential }"), as phishing does
    .reason = It presses for time and asks you to log in or type something.

## When it cannot be read

not-a-mail-empty = There is nothing in it. Please send the original mail (.eml), its headers, its text or a link.
not-a-mail-no-mail = No mail and no link was found. Please send the original mail (.eml), all of its headers, or its text with the link.
not-a-mail-binary = This file cannot be read as a mail. Please send the original mail (.eml).
not-a-mail-too-large = It is larger than 25 MB. Please send an .eml without attachments, or paste the headers and the text.

## Replies in Slack

reply-file-failed = The file could not be fetched ({ $why }). If sending it again does not help, please have an administrator run "fuwake doctor".
reply-failed = Something went wrong while looking into it. We will try again by ourselves; if it is urgent, please ask the security team.
file-sign-in = Slack gave a sign-in page instead of the file: the app lacks the files:read permission
file-gone = the file has been deleted
file-too-large = it is larger than 25 MB
file-unreachable = it cannot be downloaded from Slack
help = Send the original of a suspicious mail (.eml) here, or paste its headers, its text or a link. You will be told who sent it, where its links really lead, and what to do.

## Warning a channel

security-notice = { $level }: { $summary } (No. { $id })
warn-button = Warn a channel
warn-refused = Only the security team can send a warning to a channel. If something worries you, please talk to them.
warn-nobody = No security team is configured, so no warning can be sent. An administrator can set FUWAKE_SECURITY_USERS or FUWAKE_SECURITY_USERGROUP.
warn-gone = This case cannot be found.
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
warn-error-channel-not-allowed = { $channel } is not among the channels that may be warned.
warn-error-text = Please write a text.
warn-done = The warning was posted to { $count ->
    [one] one channel
   *[other] { $count } channels
} (No. { $id }).
warn-sending = Sending the warning…
warn-channel-failed = { $channel } could not be posted to ({ $why }).
warn-channel-unsure = Whether { $channel } got the warning cannot be told after a restart, so it was not posted again. Please look there. (If the bot is a member of the channel, it can look for itself.)
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
draft-do = If you got it, do not open its links or attachments and do not reply; delete it.
draft-typed = If you already opened it or typed a password, change that password from another device and tell the security team at once.

## Command line

cli-not-found = { $file }: no such file
cli-unreadable = { $file }: cannot be read ({ $why })
cli-not-a-mail = { $file }: { $why }
cli-column-file = File
cli-column-level = Level
cli-column-reason = Reason
