package uk.tocsin.publicfeed.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.tocsin.mail.MailServer;
import uk.tocsin.publicfeed.site.PublicPages;

/**
 * The form as it was filled in, and what is wrong with it; everything in it is ready to print.
 *
 * @param email the address as it was typed
 * @param councils what there is to choose
 * @param services what there is to choose
 * @param emailError what is wrong with the address, or null
 * @param councilError what is wrong with the councils, or null
 * @param serviceError what is wrong with the services, or null
 */
record EmailForm(
        String email,
        List<Option> councils,
        List<Option> services,
        @Nullable String emailError,
        @Nullable String councilError,
        @Nullable String serviceError) {

    /** A choice in a list. */
    record Option(String value, String name, boolean selected) {}

    /** What is wrong, and with which field. */
    record Problem(String field, String words) {}

    /** The form before anything was typed, with what the address of the page chose beforehand. */
    static EmailForm empty(Set<String> councils, Set<String> services, PublicPages.Choices choices) {
        return new EmailForm(
                "", options(choices.councils(), councils), options(choices.services(), services), null, null, null);
    }

    /** The form as somebody filled it in, with what is wrong. */
    static EmailForm read(
            String email,
            List<String> councils,
            List<String> services,
            int most,
            PublicPages pages,
            PublicPages.Choices choices) {
        String typed = email.strip();
        return new EmailForm(
                typed.length() <= 254 ? typed : typed.substring(0, 254),
                options(choices.councils(), Set.copyOf(councils)),
                options(choices.services(), Set.copyOf(services)),
                MailServer.isOneAddress(typed) && typed.indexOf('.', typed.lastIndexOf('@')) > 0
                        ? null
                        : pages.say("email.no-address"),
                isUnknown(councils, choices.councils())
                        ? pages.say("email.unknown-council")
                        : councils.size() > most ? pages.say("email.too-many-councils", most) : null,
                isUnknown(services, choices.services())
                        ? pages.say("email.unknown-service")
                        : services.size() > most ? pages.say("email.too-many-services", most) : null);
    }

    /** Everything that is wrong, in the order of the page. */
    public List<Problem> errors() {
        List<Problem> errors = new ArrayList<>();
        add(errors, "email", emailError);
        add(errors, "council", councilError);
        add(errors, "service", serviceError);
        return errors;
    }

    /** What was chosen, when nothing is wrong with it. */
    Optional<Wish> wish() {
        return errors().isEmpty() ? Optional.of(new Wish(chosen(councils), chosen(services))) : Optional.empty();
    }

    private static TreeSet<String> chosen(List<Option> options) {
        return options.stream()
                .filter(Option::selected)
                .map(Option::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isUnknown(List<String> chosen, List<PublicPages.Choice> choices) {
        return !choices.stream()
                .map(PublicPages.Choice::id)
                .collect(Collectors.toSet())
                .containsAll(chosen);
    }

    private static void add(List<Problem> errors, String field, @Nullable String words) {
        if (words != null) {
            errors.add(new Problem(field, words));
        }
    }

    private static List<Option> options(List<PublicPages.Choice> choices, Set<String> selected) {
        return choices.stream()
                .map(choice -> new Option(choice.id(), choice.name(), selected.contains(choice.id())))
                .toList();
    }
}
