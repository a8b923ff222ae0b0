package uk.tocsin.publicfeed.email;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.publicfeed.email.Examples.EVERYTHING;
import static uk.tocsin.publicfeed.email.Examples.START;
import static uk.tocsin.publicfeed.email.Examples.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;

/** One partition's notices on their way, in simulated time: batches of two. */
class PartitionMailTest {

    private final ResidentFold residents = new ResidentFold(new Vault(Examples.seal(1)));
    private final List<String> sent = new ArrayList<>();
    private final List<String> firsts = new ArrayList<>();
    private final Map<String, Fate> fates = new HashMap<>();
    private PartitionMail mail = mail(new History(), "");
    private Instant now = START.plus(Duration.ofHours(1));
    private OffsetAndMetadata position = new OffsetAndMetadata(0);

    @Test
    void everyoneGetsEachNoticeOnceInOrder() {
        subscribe(1, 2, 3, 4, 5);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        publish(1, notice(2, EventKind.CORRECTED, "Second"));

        finish();

        assertThat(sent).containsExactly("1/1", "1/2", "1/3", "1/4", "1/5", "2/1", "2/2", "2/3", "2/4", "2/5");
        assertThat(position).isEqualTo(new OffsetAndMetadata(2));
    }

    @Test
    void firstNoticeThatIsPublicIsTheFirstWhateverItsRevision() {
        subscribe(1);
        publish(0, notice(2, EventKind.UPDATED, "First that is public"));
        publish(1, notice(3, EventKind.UPDATED, "Next"));

        finish();

        assertThat(firsts).containsExactly("2:true", "3:false");
    }

    @Test
    void afterACrashItGoesOnBehindTheLastBatchAndRepeatsAtMostOne() {
        subscribe(1, 2, 3, 4, 5);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        step();
        now = mail.notBefore();
        step();
        now = mail.notBefore();
        assertThat(sent).containsExactly("1/1", "1/2", "1/3", "1/4");
        assertThat(position.offset()).isZero();
        // The third batch was sent, and its position was not committed.
        OffsetAndMetadata committed = position;
        step();
        assertThat(sent).endsWith("1/5");

        mail = mail(new History(), committed.metadata());
        publish(0, notice(1, EventKind.DECLARED, "First"));
        finish();

        assertThat(sent).containsExactly("1/1", "1/2", "1/3", "1/4", "1/5", "1/5");
    }

    @Test
    void whileTheServerIsAwayEverythingWaitsAndNothingIsLost() {
        subscribe(1, 2, 3);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        fates.put("1/1", Fate.AWAY);
        fates.put("1/2", Fate.AWAY);
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThat(step()).isEmpty();
            assertThat(Duration.between(now, mail.notBefore())).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
            now = mail.notBefore();
        }
        fates.clear();
        sent.clear();

        finish();

        assertThat(sent).containsExactly("1/1", "1/2", "1/3");
    }

    @Test
    void recipientThatIsPutOffIsTriedAgainAndThenGivenUpWithoutKeepingOthers() {
        subscribe(1, 2, 3);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        fates.put("1/1", Fate.LATER);
        fates.put("1/2", Fate.REFUSED);

        finish();

        assertThat(sent).containsExactly("1/1", "1/2", "1/1", "1/1", "1/3");
        assertThat(position).isEqualTo(new OffsetAndMetadata(1));
        assertThat(now).isBefore(START.plus(Duration.ofHours(1)).plusSeconds(10));
    }

    @Test
    void whoUnsubscribesMeanwhileGetsNothingMore() {
        subscribe(1, 2, 3);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        fates.put("1/1", Fate.AWAY);
        step();
        residents.key(Examples.resident(1, EVERYTHING).residentId(), null);
        fates.clear();
        sent.clear();

        finish();

        assertThat(sent).containsExactly("1/3");
    }

    @Test
    void withdrawalGoesToWhoHadTheNoticeAlsoAfterARestart() {
        subscribe(1);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        finish();
        History read = new History();
        read.add("INCIDENT:canterbury.2024-01-cyber", Said.of(notice(1, EventKind.DECLARED, "First"), at(0)));
        mail = mail(read, "");
        publish(1, notice(2, EventKind.WITHDRAWN, ""));

        finish();

        assertThat(sent).containsExactly("1/1", "2/1");
    }

    @Test
    void noticeThatIsTooOldIsPassedOver() {
        subscribe(1);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        now = START.plus(Duration.ofHours(80));

        finish();

        assertThat(sent).isEmpty();
        assertThat(position).isEqualTo(new OffsetAndMetadata(1));
    }

    @Test
    void recordThatCannotBeReadHoldsNothingUp() {
        subscribe(1);
        mail.add(new PartitionMail.Entry(0, Optional.empty(), at(0)));
        publish(1, notice(1, EventKind.DECLARED, "First"));

        finish();

        assertThat(sent).containsExactly("1/1");
        assertThat(position).isEqualTo(new OffsetAndMetadata(2));
    }

    @Test
    void lettersGoOutNoFasterThanIsAllowed() {
        subscribe(1, 2, 3, 4);
        publish(0, notice(1, EventKind.DECLARED, "First"));
        Instant before = now;

        finish();

        assertThat(Duration.between(before, now))
                .as("four letters at ten in a second")
                .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    private PartitionMail mail(History history, String metadata) {
        return new PartitionMail(history, residents, Examples.properties(), metadata);
    }

    private void subscribe(int... numbers) {
        Vault vault = new Vault(Examples.seal(1));
        for (int number : numbers) {
            Subscription resident = Examples.resident(number, EVERYTHING);
            byte[] key = vault.newKey(resident.residentId());
            residents.key(resident.residentId(), key);
            residents.subscription(resident.residentId(), vault.close(resident, key));
        }
    }

    private void publish(long offset, PublicNotice notice) {
        mail.add(new PartitionMail.Entry(offset, Optional.of(notice), at(offset)));
    }

    private static Instant at(long offset) {
        return START.plusSeconds(60 + offset);
    }

    private Optional<OffsetAndMetadata> step() {
        Optional<OffsetAndMetadata> moved = mail.step(
                (mailing, batch) -> batch.stream()
                        .map(open -> {
                            String letter = mailing.notice().getRevision() + "/"
                                    + open.resident().residentId().getLeastSignificantBits();
                            sent.add(letter);
                            firsts.add(mailing.notice().getRevision() + ":" + mailing.isFirst());
                            return fates.getOrDefault(letter, Fate.SENT);
                        })
                        .toList(),
                now);
        moved.ifPresent(to -> position = to);
        return moved;
    }

    private void finish() {
        for (int steps = 0; !mail.isEmpty(); steps++) {
            assertThat(steps).isLessThan(100);
            awaitTurn();
            step();
        }
        awaitTurn();
    }

    private void awaitTurn() {
        if (now.isBefore(mail.notBefore())) {
            now = mail.notBefore();
        }
    }
}
