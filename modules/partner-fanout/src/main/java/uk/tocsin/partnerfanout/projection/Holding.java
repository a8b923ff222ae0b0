package uk.tocsin.partnerfanout.projection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Told;
import uk.tocsin.disclosure.Addressees;

/**
 * Who holds a subject, and what each member was last sent of it, while one event goes out. A member that was sent a
 * withdrawal holds nothing any more, but stays among those that were told.
 */
public final class Holding {

    private final Map<String, Integer> holders;
    private final Map<String, Told> told;
    private final Instant now;
    private @Nullable Told last;

    private Holding(Map<String, Integer> holders, Map<String, Told> told, Instant now) {
        this.holders = holders;
        this.told = told;
        this.now = now;
    }

    /**
     * As the ledger has it.
     *
     * @param before null when nothing is remembered of the subject
     * @param now when what is noted here is sent
     */
    static Holding of(@Nullable LedgerEntry before, Instant now) {
        Map<String, Integer> holders = before == null ? Map.of() : before.getRecipients();
        Map<String, Told> told = before == null ? Map.of() : before.getTold();
        return new Holding(new HashMap<>(holders), new HashMap<>(told), now.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Whom the ledger says that the subject is for, empty when for nobody or when that was never written down. */
    public static Optional<Addressees> addressees(@Nullable LedgerEntry entry) {
        return entry == null || entry.getAudience() == null
                ? Optional.empty()
                : Optional.of(new Addressees(entry.getAudience(), entry.getTlp()));
    }

    boolean holds(String memberId) {
        return holders.containsKey(memberId);
    }

    /** Notes that the member is sent the alert. */
    void note(String memberId, PartnerAlert alert) {
        boolean withdrawn = alert.getKind() == EventKind.WITHDRAWN;
        if (withdrawn) {
            holders.remove(memberId);
        } else {
            holders.put(memberId, alert.getRevision());
        }
        told.put(memberId, told(alert.getRevision(), withdrawn));
    }

    /** Hundreds of members are told the same at once: one object serves them all. */
    private Told told(int revision, boolean withdrawn) {
        Told same = last;
        if (same == null || same.getRevision() != revision || same.getWithdrawn() != withdrawn) {
            same = new Told(revision, withdrawn, now);
            last = same;
        }
        return same;
    }

    Set<String> holders() {
        return Collections.unmodifiableSet(holders.keySet());
    }

    /** The ledger's entry with what was noted. */
    LedgerEntry.Builder write(LedgerEntry.Builder entry) {
        return entry.setRecipients(holders).setTold(told);
    }
}
