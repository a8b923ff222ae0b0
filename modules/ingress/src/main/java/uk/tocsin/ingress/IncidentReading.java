package uk.tocsin.ingress;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.IncidentLink;
import uk.tocsin.contracts.LinkRelation;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.RsitClass;
import uk.tocsin.disclosure.Directory;

/** From JSON to an incident event, or to every field that is wrong with it. */
final class IncidentReading {

    private static final List<EventKind> KINDS = Words.sayable(EventKind.values());
    private static final List<Phase> PHASES = Words.sayable(Phase.values());
    private static final List<RsitClass> CLASSES = Words.sayable(RsitClass.values());
    private static final List<PersonalData> PERSONAL_DATA = Words.sayable(PersonalData.values());
    private static final List<LinkRelation> RELATIONS = Words.sayable(LinkRelation.values());

    private final IngressProperties limits;
    private final SectionReading sections;

    IncidentReading(IngressProperties limits) {
        this.limits = limits;
        this.sections = new SectionReading(limits);
    }

    /**
     * Reads {@code body}. The result counts only if {@code fields} has no errors afterwards.
     *
     * @param publisher member id of the council that says it
     * @param now this clock's time
     */
    Candidate read(Fields fields, IncidentBody body, String publisher, Directory directory, Instant now) {
        Instant latest = now.plus(limits.clockSkew());
        UUID eventId = fields.id("eventId", body.eventId());
        EventKind kind = fields.word("kind", body.kind(), KINDS);
        checkSections(fields, kind, body);
        IncidentEvent event = IncidentEvent.newBuilder()
                .setEventId(eventId)
                .setIncidentId(incidentId(fields, body.incidentId(), kind, publisher, eventId))
                .setPublisher(publisher)
                .setRevision(0)
                .setKind(kind)
                .setPhase(phase(fields, body.phase(), kind))
                .setOccurredAt(fields.past("occurredAt", body.occurredAt(), latest))
                .setAwareAt(fields.past("awareAt", body.awareAt(), latest))
                .setRecordedAt(Instant.EPOCH)
                .setRsitClass(fields.optionalWord("rsitClass", body.rsitClass(), CLASSES))
                .setProposedCategory(category(fields, body.proposedCategory()))
                .setAffectedServices(services(fields, body, publisher))
                .setSuppliers(fields.lines("suppliers", body.suppliers(), limits.maxList(), limits.maxLine()))
                .setLinks(fields.each("links", body.links(), limits.maxList(), this::link))
                .setPersonalData(
                        fields.word("personalData", body.personalData(), PERSONAL_DATA, PersonalData.NOT_KNOWN))
                .setPublicSection(sections.publicSection(fields.at("public"), body.publicWords(), directory))
                .setPartnerSection(sections.partner(fields.at("partner"), body.partner(), publisher, directory))
                .setLiaisonSection(sections.liaison(fields.at("liaison"), body.liaison()))
                .build();
        return new Candidate(new Event.Incident(event), revision(fields, body.expectedRevision()));
    }

    static @Nullable Integer revision(Fields fields, @Nullable Integer expected) {
        if (expected != null && expected < 0) {
            fields.refuse("expectedRevision", expected + " (expected: 0 or more)");
        }
        return expected;
    }

    private static void checkSections(Fields fields, EventKind kind, IncidentBody body) {
        if (kind != EventKind.WITHDRAWN) {
            if (body.publicWords() == null && body.partner() == null && body.liaison() == null) {
                fields.refuse("public", "no section is given (expected: one of public, partner, liaison at least)");
            }
            return;
        }
        String expected = "must not be given (a withdrawal says nothing more, and goes to everyone who was told)";
        if (body.publicWords() != null) {
            fields.refuse("public", expected);
        }
        if (body.partner() != null) {
            fields.refuse("partner", expected);
        }
        if (body.liaison() != null) {
            fields.refuse("liaison", expected);
        }
    }

    /** One incident id always comes of one event id, so that sending a declaration again names the same incident. */
    private static String incidentId(
            Fields fields, @Nullable String given, EventKind kind, String publisher, UUID eventId) {
        if (given == null && Admission.OPENING.contains(kind)) {
            return Ids.subject(publisher, eventId.toString());
        }
        return subject(fields, "incidentId", given, publisher);
    }

    /** An id that starts with the publisher's: no council may speak of another's incidents or services. */
    static String subject(Fields fields, String name, @Nullable String id, String publisher) {
        if (id == null) {
            fields.refuse(name, "is missing (expected: " + publisher + ".<name>)");
            return "";
        }
        if (!Ids.isSubjectOf(publisher, id)) {
            fields.refuse(name, "is not of the form " + publisher + ".<name>, lower case, at most 80 characters");
        }
        return id;
    }

    private static Phase phase(Fields fields, @Nullable String given, EventKind kind) {
        if (kind == EventKind.WITHDRAWN || kind == EventKind.NOT_AFFECTED) {
            return fields.word("phase", given, PHASES, Phase.UNKNOWN);
        }
        if (kind != EventKind.RESOLVED) {
            return fields.word("phase", given, PHASES);
        }
        Phase phase = fields.word("phase", given, PHASES, Phase.RESOLVED);
        if (phase != Phase.RESOLVED) {
            fields.refuse("phase", Words.written(phase) + " (expected: resolved, as the kind says)");
        }
        return phase;
    }

    private static @Nullable Integer category(Fields fields, @Nullable Integer category) {
        if (category != null && (category < 1 || category > 6)) {
            fields.refuse("proposedCategory", category + " (expected: 1, national emergency, to 6, localised)");
        }
        return category;
    }

    private List<AffectedService> services(Fields fields, IncidentBody body, String publisher) {
        return fields.each(
                "affectedServices",
                body.affectedServices(),
                limits.maxList(),
                (entry, service) -> AffectedService.newBuilder()
                        .setServiceId(subject(entry, "serviceId", service.serviceId(), publisher))
                        .setName(entry.required("name", service.name(), limits.maxLine()))
                        .build());
    }

    private IncidentLink link(Fields entry, IncidentBody.Link link) {
        String id = entry.required("incidentId", link.incidentId(), 121);
        int end = id.indexOf('.');
        if (!id.isEmpty() && (end < 0 || !Ids.isSubjectOf(id.substring(0, end), id))) {
            entry.refuse("incidentId", "is not of the form <member>.<name>");
        }
        return IncidentLink.newBuilder()
                .setIncidentId(id)
                .setRelation(entry.word("relation", link.relation(), RELATIONS))
                .setNote(entry.optional("note", link.note(), limits.maxText()))
                .build();
    }
}
