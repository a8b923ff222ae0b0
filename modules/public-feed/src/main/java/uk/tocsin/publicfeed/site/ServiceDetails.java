package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;

/** What is said of a service beside its name and state, for pages and feeds alike. */
final class ServiceDetails {

    private ServiceDetails() {}

    /** A sentence or paragraph each; cause and remedies only where something is affected. */
    static List<String> of(PublicService service) {
        List<String> details = new ArrayList<>();
        addIfSaid(details, service.getMessage(), "");
        if (service.getState() != ServiceState.OPERATIONAL) {
            details.add(Words.cause(service.getCause()) + ".");
            addIfSaid(details, service.getAlternative(), "What you can do instead: ");
            Instant expectedBy = service.getExpectedBy();
            if (expectedBy != null) {
                details.add("Expected to be back by " + Words.moment(expectedBy) + ".");
            }
        }
        details.add("Since " + Words.moment(service.getSince()) + ".");
        return details;
    }

    private static void addIfSaid(List<String> details, @Nullable String text, String before) {
        if (text != null && !text.isBlank()) {
            details.add(before + text);
        }
    }
}
