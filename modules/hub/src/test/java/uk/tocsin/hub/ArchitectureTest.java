package uk.tocsin.hub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

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
            .ignoreDependency(resideInAPackage(".."), resideInAPackage("uk.tocsin.disclosure.."));

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
    static final ArchRule FEATURE_SHOWS_ONLY_ITS_CONFIGURATION = classes()
            .that()
            .resideInAnyPackage(FEATURES)
            .and()
            .areTopLevelClasses()
            .and(com.tngtech.archunit.base.DescribedPredicate.not(simpleNameEndingWith("Configuration")))
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule EVERY_API_SAYS_WHO_MAY_CALL_IT = methods()
            .that(annotatedWith(GetMapping.class)
                    .or(annotatedWith(PostMapping.class))
                    .or(annotatedWith(PutMapping.class))
                    .or(annotatedWith(DeleteMapping.class))
                    .forSubtype())
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("uk.tocsin.publicfeed..")
            .should()
            .beAnnotatedWith(PreAuthorize.class)
            .orShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(PreAuthorize.class);

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_WRITES_TO_THE_TERMINAL = noClasses()
            .that()
            .resideOutsideOfPackage("uk.tocsin.hub.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
