package uk.tocsin.kafka.registry;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro makes only instances of classes that it was told to trust. This adds the generated contracts, and no others, to
 * whatever is trusted already.
 */
public final class TrustedContracts {

    /** The package of the generated classes and all below it. */
    static final String PACKAGE = "uk.tocsin.contracts.";

    private TrustedContracts() {}

    private record WithContracts(ClassSecurityPredicate others) implements ClassSecurityPredicate {

        @Override
        public boolean isTrusted(Class<?> type) {
            return type.getName().startsWith(PACKAGE) || others.isTrusted(type);
        }

        @Override
        public void forbiddenClass(String className) {
            others.forbiddenClass(className);
        }
    }

    /**
     * Makes Avro trust the contracts from here on. The serializer and the deserializer do this by themselves; call it
     * before other uses of the generated classes, such as copying one through its builder.
     *
     * <p>Avro has one such rule for the whole process, and another library may replace it at any time; so this can be
     * called again and again, and does nothing while the contracts are still trusted by our own addition.
     */
    public static synchronized void trust() {
        var current = ClassSecurityValidator.getGlobal();
        if (!(current instanceof WithContracts)) {
            ClassSecurityValidator.setGlobal(new WithContracts(current));
        }
    }
}
