package uk.tocsin.publicfeed.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.publicfeed.site.ExamplePages;
import uk.tocsin.publicfeed.site.PublicPages;

class EmailFormTest {

    private static final PublicPages PAGES = ExamplePages.pages();

    @Test
    void whatWasChosenIsWantedAndNothingChosenIsEverything() {
        assertThat(read(" a@example.org ", List.of("dover", "canterbury"), List.of("planning"))
                        .wish())
                .contains(Examples.wish(java.util.Set.of("canterbury", "dover"), java.util.Set.of("planning")));
        EmailForm all = read("a@example.org", List.of(), List.of());
        assertThat(all.wish()).contains(Examples.EVERYTHING);
        assertThat(all.email()).isEqualTo("a@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@localhost",
                "a@b.example, c@d.example",
                "A <a@b.example>",
                "a@b.example\r\nBcc: c@d.example",
                "<script>@b.example"
            })
    void whatIsNotOneAddressIsRefusedInWords(String address) {
        EmailForm form = read(address, List.of(), List.of());

        assertThat(form.wish()).isEmpty();
        assertThat(form.errors())
                .containsExactly(new EmailForm.Problem(
                        "email", "Enter an email address in the correct format, like name@example.com"));
    }

    @Test
    void choicesThatAreNotOfferedOrTooManyAreRefused() {
        assertThat(read("a@example.org", List.of("nobody"), List.of()).errors())
                .containsExactly(new EmailForm.Problem("council", "Select councils from the list"));
        assertThat(read("a@example.org", List.of("canterbury", "dover", "thanet"), List.of())
                        .errors())
                .containsExactly(
                        new EmailForm.Problem("council", "Select at most 2 councils, or none for all councils"));
        assertThat(read("a@example.org", List.of(), List.of("secret")).errors())
                .containsExactly(new EmailForm.Problem("service", "Select services from the list"));
    }

    @Test
    void addressThatIsTooLongIsCutBeforeItIsShownAgain() {
        assertThat(read("a".repeat(10_000) + "@example.org", List.of(), List.of())
                        .email())
                .hasSize(254);
    }

    private static EmailForm read(String email, List<String> councils, List<String> services) {
        return EmailForm.read(
                email, councils, services, 2, PAGES, PAGES.choices().orElseThrow());
    }
}
