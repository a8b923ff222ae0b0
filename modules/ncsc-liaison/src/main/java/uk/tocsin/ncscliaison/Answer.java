package uk.tocsin.ncscliaison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.ReferralDecision;
import uk.tocsin.contracts.ReferralResponse;

/**
 * What NCSC says of a referral.
 *
 * @param message words for the council
 * @param assignedCategory NCSC category, 1 to 6
 * @param ncscReference NCSC's own reference
 */
record Answer(
        @Nullable String message,
        @Nullable Integer assignedCategory,
        @Nullable String ncscReference) {

    static final Answer EMPTY = new Answer(null, null, null);

    private static final int MAX_MESSAGE_CHARS = 4_000;
    private static final int MAX_REFERENCE_CHARS = 100;

    /** One field and what is wrong with it. */
    record Fault(String field, String message) {}

    /** What is wrong with the answer, in words for whoever gave it; empty when nothing is. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (message != null && (message.isBlank() || message.length() > MAX_MESSAGE_CHARS)) {
            faults.add(new Fault("message", "Write 1 to " + MAX_MESSAGE_CHARS + " characters, or leave it out."));
        }
        if (assignedCategory != null && (assignedCategory < 1 || assignedCategory > 6)) {
            faults.add(new Fault("assignedCategory", "Give a category from 1 to 6, or leave it out."));
        }
        if (ncscReference != null && (ncscReference.isBlank() || ncscReference.length() > MAX_REFERENCE_CHARS)) {
            faults.add(
                    new Fault("ncscReference", "Write 1 to " + MAX_REFERENCE_CHARS + " characters, or leave it out."));
        }
        return List.copyOf(faults);
    }

    /** The response as it goes to the council. */
    ReferralResponse response(Referral referral, ReferralDecision decision, String respondedBy, Instant at) {
        return ReferralResponse.newBuilder()
                .setResponseId(responseId(referral.getEventId()))
                .setReferralEventId(referral.getEventId())
                .setIncidentId(referral.getIncidentId())
                .setPublisher(referral.getPublisher())
                .setRevision(referral.getRevision())
                .setDecision(decision)
                .setMessage(message)
                .setAssignedCategory(assignedCategory)
                .setNcscReference(ncscReference)
                .setRespondedBy(respondedBy)
                .setRespondedAt(at)
                .build();
    }

    /**
     * The id of the response to a referral, always the same: a referral that is answered twice, because the queue did
     * not learn of the first time, has one response as far as its readers can tell.
     */
    static UUID responseId(UUID referralEventId) {
        return UUID.nameUUIDFromBytes(("tocsin.ncsc.response:" + referralEventId).getBytes(UTF_8));
    }
}
