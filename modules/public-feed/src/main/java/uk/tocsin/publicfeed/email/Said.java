package uk.tocsin.publicfeed.email;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

/**
 * What has to be known of a notice to decide whom it reaches; none of its words.
 *
 * @param publisher member id of the council that said it
 * @param revision position in its subject's life
 * @param weight what it is to who is told
 * @param publishedAt when it was written to the topic of notices, UTC
 * @param services what it is about, by the parts of service ids that councils share; empty for the council as a whole
 */
record Said(String publisher, int revision, Weight weight, Instant publishedAt, Set<String> services) {

    /** What a notice is to somebody who is told of it, or is not. */
    enum Weight {
        /** To be told to whoever wants it. */
        NEWS,
        /** A service works normally: no news, but to who was told that it does not. */
        ALL_WELL,
        /** What was said no longer stands: for who was told it, and nobody else. */
        WITHDRAWAL
    }

    Said {
        services = Set.copyOf(services);
    }

    static Said of(PublicNotice notice, Instant publishedAt) {
        return new Said(notice.getPublisher(), notice.getRevision(), weight(notice), publishedAt, services(notice));
    }

    /** The subject that a notice speaks of: an incident and a service may have the same id. */
    static String subject(PublicNotice notice) {
        return notice.getSubjectType() + ":" + notice.getSubjectId();
    }

    private static Weight weight(PublicNotice notice) {
        if (notice.getKind() == EventKind.WITHDRAWN) {
            return Weight.WITHDRAWAL;
        }
        PublicService service = notice.getService();
        return service != null && service.getState() == ServiceState.OPERATIONAL ? Weight.ALL_WELL : Weight.NEWS;
    }

    private static Set<String> services(PublicNotice notice) {
        if (notice.getSubjectType() == SubjectType.SERVICE) {
            return Set.of(slug(notice.getSubjectId()));
        }
        PublicIncident incident = notice.getIncident();
        return incident == null
                ? Set.of()
                : incident.getAffectedServices().stream()
                        .map(AffectedService::getServiceId)
                        .map(Said::slug)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String slug(String serviceId) {
        return serviceId.substring(serviceId.indexOf('.') + 1);
    }
}
