package uk.tocsin.partnerfanout.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.ReferralResponse;

/**
 * Where a response of NCSC goes: to the inbox of the council whose incident it is, once.
 *
 * @param memberId the council
 * @param ledger the responses passed on for this incident, this one included
 */
record ResponseRouting(String memberId, LedgerEntry ledger) {

    /** How many response ids the ledger keeps of one incident; a copy older than that is not recognised. */
    static final int REMEMBERED = 256;

    /**
     * Routes a response, or nothing when it was passed on before.
     *
     * @param before the ledger's entry for the incident, or null at its first response
     * @throws IllegalArgumentException when the incident is not one of the publisher that the response names
     */
    static Optional<ResponseRouting> of(ReferralResponse response, @Nullable LedgerEntry before) {
        List<UUID> passedOn = before == null ? List.of() : before.getResponses();
        if (!Ids.isSubjectOf(response.getPublisher(), response.getIncidentId())) {
            throw new IllegalArgumentException("incidentId: " + response.getIncidentId() + " (expected: an incident of "
                    + response.getPublisher() + ")");
        }
        if (passedOn.contains(response.getResponseId())) {
            return Optional.empty();
        }
        List<UUID> responses =
                new ArrayList<>(passedOn.subList(Math.max(0, passedOn.size() - REMEMBERED + 1), passedOn.size()));
        responses.add(response.getResponseId());
        var ledger = LedgerEntry.newBuilder()
                .setSubjectId(response.getIncidentId())
                .setPublisher(response.getPublisher())
                .setRevision(response.getRevision())
                .setEventId(response.getReferralEventId())
                .setRecipients(Map.of())
                .setResponses(responses)
                .build();
        return Optional.of(new ResponseRouting(response.getPublisher(), ledger));
    }
}
