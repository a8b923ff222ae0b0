package uk.tocsin.bench.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.Tlp;

/**
 * Example events of some 1.2 KB. Their text is made of words in an order of its own for each event, so that it compresses
 * about as well as what people write.
 */
public final class ExampleEvents {

    private static final int WORDS = 110;
    private static final String[] VOCABULARY =
            ("example service council planning forms website incident supplier access"
                            + " residents network accounts passwords restored investigating precaution partners evidence data"
                            + " statement monitoring systems email telephone payments benefits housing waste collections"
                            + " unusual sign-ins remote gateway certificate backup server isolated advice contact team")
                    .split(" ");

    private ExampleEvents() {}

    /**
     * The event of that number in a round.
     *
     * @param round tells the incidents of one round from those of another
     * @param index from 0; its event id is made of both
     * @param revisions how often one incident is spoken of, from 1
     */
    public static IncidentEvent event(int round, int index, String circle, int revisions) {
        List<String> publishers = Cast.publishers();
        String publisher = publishers.get(index % publishers.size());
        int ofPublisher = index / publishers.size();
        int revision = ofPublisher % revisions + 1;
        Random random = new Random(31L * round + index);
        return IncidentEvent.newBuilder()
                .setEventId(new UUID(round, index))
                .setIncidentId(publisher + ".r" + round + "-" + ofPublisher / revisions)
                .setPublisher(publisher)
                .setRevision(revision)
                .setKind(revision == 1 ? EventKind.DECLARED : EventKind.UPDATED)
                .setPhase(Phase.INVESTIGATING)
                .setRecordedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setPersonalData(PersonalData.NOT_KNOWN)
                .setPublicSection(new PublicSection("Example headline", words(random, WORDS / 4), List.of(), null))
                .setPartnerSection(new PartnerSection(
                        Tlp.AMBER,
                        new Audience(List.of(circle), List.of()),
                        words(random, WORDS),
                        List.of(),
                        List.of(),
                        null,
                        null))
                .build();
    }

    private static String words(Random random, int count) {
        return Stream.generate(() -> VOCABULARY[random.nextInt(VOCABULARY.length)])
                .limit(count)
                .collect(Collectors.joining(" "));
    }
}
