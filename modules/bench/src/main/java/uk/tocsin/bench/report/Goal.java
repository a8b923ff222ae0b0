package uk.tocsin.bench.report;

/**
 * What was hoped for, held against what was measured.
 *
 * @param words what is measured, such as {@code fan-out to 50: Tocsin / plain loop}
 * @param atLeast whether more is better; otherwise less is
 * @param wanted the bound that is still good
 * @param measured what it was
 */
public record Goal(String words, boolean atLeast, double wanted, double measured) {

    /** Whether it was reached. */
    public boolean met() {
        return atLeast ? measured >= wanted : measured <= wanted;
    }
}
