package uk.tocsin.publicfeed.email;

import uk.tocsin.mail.MailReply;

/** What the answer of a mail server means for a letter. */
enum Fate {
    /** The server has it. */
    SENT,
    /** It will never be taken: the address does not exist any more, or wants nothing. */
    REFUSED,
    /** Not now, and for this recipient alone: it is tried some more times, and nobody else waits long for it. */
    LATER,
    /** The server takes nothing now: everything waits until it does. */
    AWAY;

    static Fate of(MailReply reply) {
        if (!(reply instanceof MailReply.Replied replied)) {
            return AWAY;
        }
        if (replied.isTaken()) {
            return SENT;
        }
        if (replied.ofRecipient()) {
            return replied.code() >= 500 ? REFUSED : LATER;
        }
        // Of the letter or the sender: a server that refuses what it took yesterday is set wrong, not the letter.
        return replied.code() >= 550 ? LATER : AWAY;
    }
}
