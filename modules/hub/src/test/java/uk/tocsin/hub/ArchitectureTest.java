package uk.tocsin.hub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.kafka.KafkaSupportConfiguration;

/** The borders between modules (docs/architecture.md), inside the code where Maven does not see them. */
@AnalyzeClasses(packages = "uk.tocsin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FEATURES = {
        "uk.tocsin.ingress..",
        "uk.tocsin.partnerfanout..",
        "uk.tocsin.publicfeed..",
        "uk.tocsin.ncscliaison..",
        "uk.tocsin.replay.."
    };

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_SEE_EACH_OTHER = slices().matching("uk.tocsin.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("uk.tocsin.hub.."), resideInAPackage(".."))
            .ignoreDependency(resideInAPackage(".."), resideInAPackage("uk.tocsin.kafka.."))
            .ignoreDependency(resideInAPackage(".."), resideInAPackage("uk.tocsin.contracts.."))
            .ignoreDependency(resideInAPackage(".."), resideInAPackage("uk.tocsin.disclosure.."))
            .ignoreDependency(resideInAPackage(".."), resideInAPackage("uk.tocsin.mail.."));

    /** Whoever sends letters uses it; it knows nobody. */
    @ArchTest
    static final ArchRule MAIL_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("uk.tocsin.mail..")
            .should()
            .dependOnClassesThat(resideInAPackage("uk.tocsin..").and(resideOutsideOfPackage("uk.tocsin.mail..")))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_HUB_SEES_THE_HUB = noClasses()
            .that()
            .resideOutsideOfPackage("uk.tocsin.hub..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("uk.tocsin.hub..");

    @ArchTest
    static final ArchRule DISCLOSURE_KNOWS_NO_SPRING_AND_NO_KAFKA = noClasses()
            .that()
            .resideInAnyPackage("uk.tocsin.disclosure..", "uk.tocsin.contracts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "uk.tocsin.kafka..");

    @ArchTest
    static final ArchRule CONTRACTS_KNOW_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("uk.tocsin.contracts..")
            .should()
            .dependOnClassesThat(resideInAPackage("uk.tocsin..").and(resideOutsideOfPackage("uk.tocsin.contracts..")));

    @ArchTest
    static final ArchRule PACKAGES_DO_NOT_GO_ROUND_IN_CIRCLES =
            slices().matching("uk.tocsin.(**)").should().beFreeOfCycles();

    /** Whoever composes a feature sees its configurations; what else its rooms show each other is nobody else's. */
    @ArchTest
    static final ArchRule FEATURE_SHOWS_ONLY_ITS_CONFIGURATION = classes()
            .that()
            .resideInAnyPackage(FEATURES)
            .and()
            .areNotAnnotatedWith(Configuration.class)
            .should(new OnlyBeSeenFromWithinTheFeature());

    @ArchTest
    static final ArchRule NOTHING_IS_PUBLIC_THAT_NO_OTHER_ROOM_NEEDS = classes()
            .that()
            .resideInAnyPackage(FEATURES)
            .and()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .and()
            .areNotAnnotatedWith(Configuration.class)
            .should(new BeSeenFromAnotherPackage());

    /** The deliveries of one subscription are decided without a broker, and in any time that one likes. */
    @ArchTest
    static final ArchRule LINES_KNOW_NO_SPRING_AND_NO_CLIENT_OF_KAFKA = noClasses()
            .that()
            .resideInAPackage("uk.tocsin.partnerfanout.line..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "uk.tocsin.kafka..");

    @ArchTest
    static final ArchRule FEATURE_CONFIGURATION_IS_SHOWN = classes()
            .that()
            .resideInAnyPackage(FEATURES)
            .and()
            .areTopLevelClasses()
            .and()
            .areAnnotatedWith(Configuration.class)
            .should()
            .bePublic()
            .andShould()
            .haveSimpleNameEndingWith("Configuration");

    /** The half of the public feed that faces the public cannot come by what councils write: promise 1. */
    @ArchTest
    static final ArchRule PUBLIC_SITE_KNOWS_NOTICES_ONLY = noClasses()
            .that()
            .resideInAPackage("uk.tocsin.publicfeed.site..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "uk.tocsin.disclosure..",
                            "uk.tocsin.publicfeed.projector..",
                            "uk.tocsin.kafka.directory..",
                            "uk.tocsin.kafka.projection..",
                            "uk.tocsin.kafka.topics..",
                            "org.apache.kafka.clients.admin..",
                            "org.apache.kafka.clients.producer..")
                    .or(equivalentTo(KafkaSupportConfiguration.class))
                    .or(equivalentTo(IncidentEvent.class))
                    .or(equivalentTo(ServiceStatusEvent.class))
                    .or(equivalentTo(PartnerAlert.class))
                    .or(equivalentTo(Referral.class))
                    .or(equivalentTo(DirectoryEntry.class)));

    /** Of what councils say, email for residents knows what is public: promise 1. It writes to its own topics. */
    @ArchTest
    static final ArchRule PUBLIC_EMAIL_KNOWS_NOTICES_ONLY = noClasses()
            .that()
            .resideInAPackage("uk.tocsin.publicfeed.email..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "uk.tocsin.disclosure..", "uk.tocsin.publicfeed.projector..", "uk.tocsin.kafka.directory..")
                    .or(equivalentTo(KafkaSupportConfiguration.class))
                    .or(equivalentTo(IncidentEvent.class))
                    .or(equivalentTo(ServiceStatusEvent.class))
                    .or(equivalentTo(PartnerAlert.class))
                    .or(equivalentTo(Referral.class))
                    .or(equivalentTo(DirectoryEntry.class)));

    /** Also of a mapping annotation that nobody uses yet: all of them are made of RequestMapping. */
    @ArchTest
    static final ArchRule EVERY_API_SAYS_WHO_MAY_CALL_IT = methods()
            .that(annotatedWith(RequestMapping.class)
                    .or(metaAnnotatedWith(RequestMapping.class))
                    .forSubtype())
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages("uk.tocsin.publicfeed.site..", "uk.tocsin.publicfeed.email..")
            .should()
            .beAnnotatedWith(PreAuthorize.class)
            .orShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(PreAuthorize.class);

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_WRITES_TO_THE_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackages("uk.tocsin.hub.cli..", "uk.tocsin.example..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /** The name of the module that a class of ours is in: {@code uk.tocsin.<module>}. */
    private static String module(JavaClass of) {
        return of.getPackageName().split("\\.", 4)[2];
    }

    private static final class OnlyBeSeenFromWithinTheFeature extends ArchCondition<JavaClass> {

        OnlyBeSeenFromWithinTheFeature() {
            super("be seen from within the feature only");
        }

        @Override
        public void check(JavaClass seen, ConditionEvents events) {
            seen.getDirectDependenciesToSelf().stream()
                    .filter(dependency -> !module(dependency.getOriginClass()).equals(module(seen)))
                    .forEach(dependency ->
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
        }
    }

    private static final class BeSeenFromAnotherPackage extends ArchCondition<JavaClass> {

        BeSeenFromAnotherPackage() {
            super("be seen from another package");
        }

        @Override
        public void check(JavaClass shown, ConditionEvents events) {
            boolean needed = shown.getPackage().getClasses().stream()
                    .filter(part -> part.equals(shown) || part.getName().startsWith(shown.getName() + "$"))
                    .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                    .anyMatch(dependency ->
                            !dependency.getOriginClass().getPackageName().equals(shown.getPackageName()));
            events.add(new SimpleConditionEvent(shown, needed, shown.getName() + " is public, which no room needs"));
        }
    }
}
