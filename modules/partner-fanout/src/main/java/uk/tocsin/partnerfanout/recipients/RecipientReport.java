package uk.tocsin.partnerfanout.recipients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.Told;
import uk.tocsin.disclosure.Addressees;
import uk.tocsin.disclosure.Decision;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Labels;
import uk.tocsin.partnerfanout.inbox.InboxJson;
import uk.tocsin.partnerfanout.projection.Holding;

/**
 * Who was sent what of an incident, who has taken it, and why everybody else was not sent it: from the ledger and today's
 * directory. It holds ids, times and reasons, and nothing of what the incident says.
 *
 * @param recipients everyone who was ever sent something, with the last that was sent
 * @param withheld every other active member, and why
 */
record RecipientReport(LedgerEntry entry, List<Sent> recipients, SortedMap<String, Reason> withheld) {

    /** Why a member is not sent an incident. */
    enum Reason {
        NO_SECTION,
        NOT_IN_AUDIENCE,
        UNKNOWN_MEMBER,
        /** The directory does not let it receive. */
        NO_ROLE,
        LABEL_IS_RED,
        NOT_NAMED_FOR_STRICT,
        UNKNOWN_LABEL,
        /** It joined the audience when the incident was over. */
        NOT_OPEN,
        /** It is about to be sent it. */
        ABOUT_TO_BE_SENT;

        static Reason of(Decision.Reason reason) {
            return switch (reason) {
                case NOT_IN_AUDIENCE -> NOT_IN_AUDIENCE;
                case UNKNOWN_MEMBER -> UNKNOWN_MEMBER;
                case NO_ROLE -> NO_ROLE;
                case LABEL_IS_RED -> LABEL_IS_RED;
                case NOT_NAMED_FOR_STRICT -> NOT_NAMED_FOR_STRICT;
                case UNKNOWN_LABEL -> UNKNOWN_LABEL;
                case NO_SECTION, IS_PUBLISHER, NOT_SHARED_SO_FAR -> NO_SECTION;
            };
        }
    }

    /** The last that a member was sent, and whether it has taken it. */
    record Sent(String memberId, Told told, Taken taken) {}

    /**
     * Reports on an incident.
     *
     * @param taken says of a member whether it has taken the last that it was sent
     */
    static RecipientReport of(LedgerEntry entry, Directory directory, Function<String, Taken> taken) {
        List<Sent> recipients = new ArrayList<>();
        new TreeMap<>(entry.getTold())
                .forEach((memberId, told) -> recipients.add(new Sent(memberId, told, taken.apply(memberId))));
        SortedMap<String, Reason> withheld = new TreeMap<>();
        directory.members().stream()
                .filter(Member::getActive)
                .map(Member::getMemberId)
                .filter(memberId -> !memberId.equals(entry.getPublisher()))
                .filter(memberId -> !entry.getTold().containsKey(memberId))
                .forEach(memberId -> withheld.put(memberId, whyNot(entry, directory, memberId)));
        return new RecipientReport(entry, recipients, withheld);
    }

    private static Reason whyNot(LedgerEntry entry, Directory directory, String memberId) {
        Optional<Addressees> addressees = Holding.addressees(entry);
        if (addressees.isEmpty()) {
            return Reason.NO_SECTION;
        }
        return addressees
                .get()
                .whyNot(memberId, directory)
                .map(Reason::of)
                .orElse(entry.getOpen() ? Reason.ABOUT_TO_BE_SENT : Reason.NOT_OPEN);
    }

    /** The answer. */
    ObjectNode json() {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("incidentId", entry.getSubjectId())
                .put("publisher", entry.getPublisher())
                .put("revision", entry.getRevision())
                .put("open", entry.getOpen());
        if (entry.getAudience() != null) {
            answer.put("tlp", Labels.written(entry.getTlp()));
        }
        ArrayNode sent = answer.putArray("recipients");
        recipients.forEach(recipient -> sent.add(json(recipient)));
        ArrayNode others = answer.putArray("withheld");
        withheld.forEach((memberId, reason) -> others.add(JsonNodeFactory.instance
                .objectNode()
                .put("member", memberId)
                .put("reason", InboxJson.written(reason))));
        return answer;
    }

    private static ObjectNode json(Sent recipient) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("member", recipient.memberId())
                .put("revision", recipient.told().getRevision())
                .put("withdrawn", recipient.told().getWithdrawn())
                .put("sentAt", recipient.told().getSentAt().toString())
                .put("taken", InboxJson.written(recipient.taken().answer()));
        if (!recipient.taken().by().isEmpty()) {
            ArrayNode by = node.putArray("takenBy");
            recipient.taken().by().forEach(way -> by.add(InboxJson.written(way)));
        }
        return node;
    }
}
