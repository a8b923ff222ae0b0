package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.probe.ProbeNotice;

class TrustedContractsTest {

    private final ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();

    @BeforeEach
    void trustOnlyWhatAvroTrustsByItself() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT_TRUSTED_CLASSES);
    }

    @AfterEach
    void restore() {
        ClassSecurityValidator.setGlobal(before);
    }

    @Test
    void contractsAreTrustedAndNothingElse() {
        assertThatThrownBy(() -> ClassSecurityValidator.validate(ProbeNotice.class))
                .isInstanceOf(SecurityException.class);

        TrustedContracts.trust();

        assertThatCode(() -> ClassSecurityValidator.validate(ProbeNotice.class)).doesNotThrowAnyException();
        assertThatCode(() -> ClassSecurityValidator.validate(String.class)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ClassSecurityValidator.validate(URI.class)).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> ClassSecurityValidator.validate(TrustedContracts.class))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void keepsWhatAnotherLibraryTrusted() {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.builder().add(URI.class).build());

        TrustedContracts.trust();

        assertThatCode(() -> ClassSecurityValidator.validate(URI.class)).doesNotThrowAnyException();
        assertThatCode(() -> ClassSecurityValidator.validate(ProbeNotice.class)).doesNotThrowAnyException();
        assertThatThrownBy(() -> ClassSecurityValidator.validate(String.class)).isInstanceOf(SecurityException.class);
    }

    @Test
    void comesBackAfterAnotherLibraryReplacedIt() {
        TrustedContracts.trust();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT_TRUSTED_CLASSES);

        TrustedContracts.trust();

        assertThatCode(() -> ClassSecurityValidator.validate(ProbeNotice.class)).doesNotThrowAnyException();
    }

    @Test
    void addsItselfOnce() {
        TrustedContracts.trust();
        var first = ClassSecurityValidator.getGlobal();

        TrustedContracts.trust();

        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(first);
    }
}
