package uk.tocsin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.disclosure.Examples.canaries;
import static uk.tocsin.disclosure.Examples.directory;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.Tlp;

/** Whatever event is published, no projection holds a canary that its reader is not cleared for. */
class CanaryPropertyTest {

    private static final Set<Tlp> FOR_A_CIRCLE = Set.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER);

    @Property(tries = 300)
    void publicNoticeHoldsNoCanaryOfPartnersOrNcsc(@ForAll("events") IncidentEvent event, @ForAll boolean holds) {
        PublicDisclosure.of(event, holds).disclosed().ifPresent(notice -> {
            assertThat(canaries("partner", notice)).isEmpty();
            assertThat(canaries("liaison", notice)).isEmpty();
            assertThat(canaries("both", notice)).isEmpty();
            if (event.getPublicSection() == null || event.getKind() == EventKind.WITHDRAWN) {
                assertThat(canaries("public", notice)).isEmpty();
            }
        });
    }

    @Property(tries = 500)
    void alertHoldsNoCanaryThatItsMemberIsNotClearedFor(
            @ForAll("events") IncidentEvent event, @ForAll("members") String member, @ForAll boolean holds) {
        boolean cleared = cleared(event.getPartnerSection(), member) && event.getKind() != EventKind.WITHDRAWN;
        PartnerDisclosure.of(event, directory(), member, holds).disclosed().ifPresent(alert -> {
            assertThat(canaries("liaison", alert)).isEmpty();
            if (!cleared) {
                assertThat(canaries("partner", alert)).isEmpty();
                assertThat(canaries("both", alert)).isEmpty();
                assertThat(holds)
                        .as("a member that is not cleared hears only of what it holds")
                        .isTrue();
            }
        });
    }

    @Property(tries = 300)
    void referralHoldsNoCanaryOfPartners(@ForAll("events") IncidentEvent event, @ForAll boolean holds) {
        LiaisonDisclosure.of(event, holds).disclosed().ifPresent(referral -> {
            assertThat(canaries("partner", referral)).isEmpty();
            if (event.getLiaisonSection() == null) {
                assertThat(canaries("both", referral)).isEmpty();
            }
        });
    }

    @Property(tries = 300)
    void serviceStatusSaysNothingBeyondItsAudience(
            @ForAll("statuses") ServiceStatusEvent event, @ForAll("members") String member, @ForAll boolean holds) {
        PublicDisclosure.of(event, holds).disclosed().ifPresent(notice -> {
            assertThat(canaries("partner", notice)).isEmpty();
            assertThat(canaries("shared", notice).isEmpty()).isEqualTo(event.getSharing() != Sharing.PUBLIC);
        });
        PartnerDisclosure.of(event, directory(), member, holds).disclosed().ifPresent(alert -> {
            boolean named = event.getAudience().getMembers().contains(member);
            boolean inCircle = event.getAudience().getCircles().contains("east-kent-it") && !member.equals("ashford");
            boolean cleared = event.getSharing() != Sharing.UNKNOWN && (named || inCircle);
            assertThat(canaries("shared", alert).isEmpty()).isEqualTo(!cleared);
        });
    }

    private static boolean cleared(@Nullable PartnerSection section, String member) {
        if (section == null || section.getTlp() == Tlp.RED || section.getTlp() == Tlp.UNKNOWN) {
            return false;
        }
        boolean named = section.getAudience().getMembers().contains(member);
        boolean inCircle = section.getAudience().getCircles().contains("east-kent-it")
                && List.of("canterbury", "thanet", "dover").contains(member);
        return named || (inCircle && FOR_A_CIRCLE.contains(section.getTlp()));
    }

    @Provide
    Arbitrary<String> members() {
        return Arbitraries.of("thanet", "dover", "ashford");
    }

    @Provide
    Arbitrary<IncidentEvent> events() {
        return Combinators.combine(
                        Arbitraries.of(EventKind.values()),
                        Arbitraries.of(Tlp.values()).injectNull(0.2),
                        audiences(),
                        Arbitraries.of(Tlp.values()).injectNull(0.2),
                        Arbitraries.of(true, false))
                .as(Examples::incident);
    }

    @Provide
    Arbitrary<ServiceStatusEvent> statuses() {
        return Combinators.combine(Arbitraries.of(Sharing.values()), audiences())
                .as(Examples::status);
    }

    private static Arbitrary<uk.tocsin.contracts.Audience> audiences() {
        Arbitrary<List<String>> circles = Arbitraries.of("east-kent-it", "dissolved", "nowhere")
                .list()
                .uniqueElements()
                .ofMaxSize(3);
        Arbitrary<List<String>> named = Arbitraries.of("thanet", "dover", "ashford", "gone")
                .list()
                .uniqueElements()
                .ofMaxSize(3);
        return Combinators.combine(circles, named).as(Examples::audience);
    }
}
