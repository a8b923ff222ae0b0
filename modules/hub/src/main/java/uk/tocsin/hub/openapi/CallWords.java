package uk.tocsin.hub.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** What the calls outside of ingress are for, and what they answer. A hub without the role that has a call leaves it out. */
final class CallWords implements OpenApiCustomizer {

    private static final String INBOX = "Inbox";
    private static final String SUBSCRIPTIONS = "Subscriptions";
    private static final String SUBSCRIPTIONS_PATH = "/v1/subscriptions";
    private static final String NO_SUBSCRIPTION = "There is none of that id.";
    private static final String RECIPIENTS = "Recipients";
    private static final String REFERRALS = "Referrals";
    private static final String HISTORY = "History";
    private static final String NO_LEASE = "You hold no such lease.";

    /** One call: its method and path, its group, what it does, and answers by their status. */
    private record Call(String method, String path, String group, String summary, Map<String, String> answers) {}

    private static final List<Call> CALLS = List.of(
            new Call(
                    "GET",
                    "/v1/inbox",
                    INBOX,
                    "What has come, the latest first; or what comes behind a place",
                    Map.of(
                            "200", "The latest; with after, the oldest behind that place.",
                            "410", "That place in the inbox is gone.")),
            new Call(
                    "GET",
                    "/v1/inbox/stream",
                    INBOX,
                    "What comes, as Server-Sent Events",
                    Map.of(
                            "200", "Events alert, whose data is a PartnerAlert, and response, with a ReferralResponse.",
                            "410", "That place in the inbox is gone.")),
            new Call(
                    "GET",
                    "/v1/incidents/{incidentId}/recipients",
                    RECIPIENTS,
                    "Who was sent the incident, who has taken it, and why others were not sent it",
                    Map.of(
                            "200", "Everyone who was ever sent something of it, and every other active member.",
                            "404", "There is no such incident, or not for you.",
                            "503", "The ledger could not be read in time; try again.")),
            new Call(
                    "POST",
                    SUBSCRIPTIONS_PATH + "",
                    SUBSCRIPTIONS,
                    "Have the inbox sent to an endpoint",
                    Map.of(
                            "201",
                            "Subscribed; the secret that verifies the signatures is shown this once.",
                            "409",
                            "There are as many as a member may have.")),
            new Call(
                    "GET",
                    SUBSCRIPTIONS_PATH + "",
                    SUBSCRIPTIONS,
                    "The subscriptions",
                    Map.of("200", "The oldest first; never a secret.")),
            new Call(
                    "GET",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}",
                    SUBSCRIPTIONS,
                    "How a subscription stands",
                    Map.of("200", "Its state, why, and how much is not delivered.", "404", NO_SUBSCRIPTION)),
            new Call(
                    "PUT",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}",
                    SUBSCRIPTIONS,
                    "Change endpoint and filter",
                    Map.of("200", "Changed; what is not yet delivered goes there.", "404", NO_SUBSCRIPTION)),
            new Call(
                    "DELETE",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}",
                    SUBSCRIPTIONS,
                    "End a subscription",
                    Map.of("204", "Ended.", "404", NO_SUBSCRIPTION)),
            new Call(
                    "POST",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}/confirm",
                    SUBSCRIPTIONS,
                    "Confirm an email address",
                    Map.of(
                            "200",
                            "Confirmed; what came meanwhile is delivered.",
                            "400",
                            "Not the code that was sent.",
                            "409",
                            "The code counts no more, or there is nothing to confirm.",
                            "404",
                            NO_SUBSCRIPTION)),
            new Call(
                    "POST",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}/pause",
                    SUBSCRIPTIONS,
                    "Stop deliveries for a while",
                    Map.of("200", "Paused; what comes stays in the inbox.", "404", NO_SUBSCRIPTION)),
            new Call(
                    "POST",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}/resume",
                    SUBSCRIPTIONS,
                    "Go on with deliveries",
                    Map.of("200", "What came meanwhile is delivered first, in order.", "404", NO_SUBSCRIPTION)),
            new Call(
                    "POST",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}/secret",
                    SUBSCRIPTIONS,
                    "Change the secret",
                    Map.of(
                            "200",
                            "The new one, this once; the one before signs too, for a while.",
                            "404",
                            NO_SUBSCRIPTION)),
            new Call(
                    "POST",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}/ping",
                    SUBSCRIPTIONS,
                    "Send a test message",
                    Map.of("200", "What came of it.", "404", NO_SUBSCRIPTION, "429", "The last one was just now.")),
            new Call(
                    "GET",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}/deliveries",
                    SUBSCRIPTIONS,
                    "What became of each record and attempt",
                    Map.of("200", "The latest first.", "404", NO_SUBSCRIPTION)),
            new Call(
                    "POST",
                    SUBSCRIPTIONS_PATH + "/{subscriptionId}/redrive",
                    SUBSCRIPTIONS,
                    "Send dead letters again, in order",
                    Map.of(
                            "200",
                            "What came of each.",
                            "404",
                            NO_SUBSCRIPTION,
                            "409",
                            "The subscription is not active, or this is under way.")),
            new Call(
                    "GET",
                    "/v1/history",
                    HISTORY,
                    "What was said, as you may see it today",
                    Map.of("200", "One JSON object a line.", "503", "Too many are reading; try again shortly.")),
            new Call(
                    "POST",
                    "/v1/referrals/lease",
                    REFERRALS,
                    "Take the next referral",
                    Map.of("200", "It is yours until the lease ends.", "204", "There is none at the moment.")),
            settling("accept", "Accept a referral"),
            settling("reject", "Reject a referral"),
            settling("release", "Give a referral back, to be offered again"));

    private static Call settling(String how, String summary) {
        return new Call(
                "POST",
                "/v1/referrals/leases/{leaseId}/" + how,
                REFERRALS,
                summary,
                Map.of(
                        "204",
                        "Done.",
                        "404",
                        NO_LEASE,
                        "409",
                        "It is recorded, and the referral may be offered again."));
    }

    @Override
    public void customise(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        for (Call call : CALLS) {
            PathItem path = api.getPaths().get(call.path());
            Operation operation =
                    path == null ? null : path.readOperationsMap().get(PathItem.HttpMethod.valueOf(call.method()));
            if (operation != null) {
                word(operation, call);
                group(api, call.group());
            }
        }
    }

    private static void word(Operation operation, Call call) {
        operation.tags(List.of(call.group())).summary(call.summary());
        ApiResponses found = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        ApiResponses worded = new ApiResponses();
        call.answers().forEach((status, text) -> {
            ApiResponse before = found.getOrDefault(status, new ApiResponse());
            worded.addApiResponse(status, new ApiResponse().description(text).content(before.getContent()));
        });
        operation.setResponses(worded);
    }

    private static void group(OpenAPI api, String name) {
        if (api.getTags() == null || api.getTags().stream().noneMatch(tag -> name.equals(tag.getName()))) {
            api.addTagsItem(new Tag().name(name));
        }
    }
}
