package uk.tocsin.hub.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import uk.tocsin.kafka.access.AccessPlan;

/** What each party must be allowed on a broker with access control: shown, or set there. */
@Command(
        name = "access",
        description = {
            "Show what a party must be allowed on a Kafka cluster with access control, or set it there (--apply).",
            "Rules are only added. What they do not name stays refused unless the cluster lets everyone in."
        })
final class AccessCommand {

    /** For the hub's own credentials. */
    @Command(name = "hub", description = "The hub, with any of its roles.")
    int hub(@Mixin AccessOptions options) throws InterruptedException {
        return options.use(AccessPlan::hub);
    }

    /** For the credentials of a site that runs alone. */
    @Command(
            name = "public-site",
            description = "A public site that runs alone, or an export of it: public notices only.")
    int publicSite(@Mixin AccessOptions options) throws InterruptedException {
        return options.use(AccessPlan::publicSite);
    }

    /** For the credentials of email for residents that runs alone. */
    @Command(
            name = "public-email",
            description = "Email for residents that runs alone: public notices, and its own sealed records.")
    int publicEmail(@Mixin AccessOptions options) throws InterruptedException {
        return options.use(AccessPlan::publicEmail);
    }

    /** For a member's own Kafka clients. */
    @Command(name = "member", description = "A member's own Kafka clients: its own two topics and its own inbox.")
    int member(
            @Parameters(paramLabel = "ID", description = "The member's id, such as dover.") String memberId,
            @Mixin AccessOptions options)
            throws InterruptedException {
        return options.use(principal -> AccessPlan.member(principal, memberId));
    }

    /** For the hub's credentials, beside what it needs anyway, where a member reads with Kafka. */
    @Command(
            name = "progress",
            description = {
                "The hub, so that it sees how far a member's own consumer groups have come,",
                "and can say that the member has taken an incident. It may neither join nor move them."
            })
    int progress(
            @Parameters(paramLabel = "ID", description = "The member's id, such as dover.") String memberId,
            @Mixin AccessOptions options)
            throws InterruptedException {
        return options.use(principal -> AccessPlan.progress(principal, memberId));
    }
}
