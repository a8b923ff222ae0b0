package uk.tocsin.ingress;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Indicator;
import uk.tocsin.contracts.IndicatorType;
import uk.tocsin.contracts.LiaisonSection;
import uk.tocsin.contracts.Pap;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Labels;

/** Reads the three sections of an incident event. */
final class SectionReading {

    private static final List<IndicatorType> TYPES = Words.sayable(IndicatorType.values());
    private static final List<Pap> PAPS = Words.sayable(Pap.values());
    private static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(\\.\\d{3})?");

    private final IngressProperties limits;

    SectionReading(IngressProperties limits) {
        this.limits = limits;
    }

    @Nullable
    PublicSection publicSection(Fields fields, IncidentBody.@Nullable Public body, Directory directory) {
        if (body == null) {
            return null;
        }
        return PublicSection.newBuilder()
                .setHeadline(fields.required("headline", body.headline(), limits.maxLine()))
                .setStatement(fields.required("statement", body.statement(), limits.maxText()))
                .setSignatories(AudienceReading.acting(
                        fields,
                        "signatories",
                        body.signatories(),
                        List.of(Role.PUBLISHER),
                        directory,
                        limits.maxList()))
                .setNextUpdateDue(fields.time("nextUpdateDue", body.nextUpdateDue()))
                .build();
    }

    @Nullable
    PartnerSection partner(Fields fields, IncidentBody.@Nullable Partner body, String publisher, Directory directory) {
        if (body == null) {
            return null;
        }
        int errorsBefore = fields.errors().size();
        PartnerSection section = PartnerSection.newBuilder()
                .setTlp(label(fields, body.tlp()))
                .setAudience(
                        AudienceReading.read(fields.at("audience"), body.audience(), directory, limits.maxAudience()))
                .setSummary(fields.required("summary", body.summary(), limits.maxText()))
                .setTechniques(fields.each(
                        "techniques",
                        body.techniques(),
                        limits.maxList(),
                        (entry, id) -> entry.matching("", id, TECHNIQUE, "an ATT&CK technique such as T1486")))
                .setIndicators(fields.each("indicators", body.indicators(), limits.maxIndicators(), this::indicator))
                .setAdvice(fields.optional("advice", body.advice(), limits.maxText()))
                .setContact(fields.optional("contact", body.contact(), limits.maxLine()))
                .build();
        if (fields.errors().size() == errorsBefore
                && Reach.members(section.getAudience(), section.getTlp(), publisher, directory)
                        .isEmpty()) {
            fields.refuse("audience", reachesNobody(section.getTlp()));
        }
        return section;
    }

    @Nullable
    LiaisonSection liaison(Fields fields, IncidentBody.@Nullable Liaison body) {
        if (body == null) {
            return null;
        }
        return LiaisonSection.newBuilder()
                .setTlp(label(fields, body.tlp()))
                .setTechnicalDetail(fields.required("technicalDetail", body.technicalDetail(), limits.maxText()))
                .setHelpWanted(fields.optional("helpWanted", body.helpWanted(), limits.maxText()))
                .setContact(fields.optional("contact", body.contact(), limits.maxLine()))
                .setNcscReference(fields.optional("ncscReference", body.ncscReference(), limits.maxLine()))
                .build();
    }

    private Indicator indicator(Fields entry, IncidentBody.IndicatorBody body) {
        return Indicator.newBuilder()
                .setType(entry.word("type", body.type(), TYPES))
                .setValue(entry.required("value", body.value(), limits.maxText()))
                .setPap(entry.word("pap", body.pap(), PAPS))
                .setNote(entry.optional("note", body.note(), limits.maxText()))
                .build();
    }

    private static String reachesNobody(Tlp label) {
        return label == Tlp.AMBER_STRICT
                ? "reaches nobody (TLP:AMBER+STRICT goes only to members named one by one)"
                : "reaches nobody (expected: a member other than yourself, or a circle that holds one)";
    }

    private static Tlp label(Fields fields, @Nullable String text) {
        String expected = "(expected: one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT)";
        Tlp label = text == null ? Tlp.UNKNOWN : Labels.read(text).orElse(Tlp.UNKNOWN);
        if (text == null) {
            fields.refuse("tlp", "is missing " + expected);
        } else if (label == Tlp.UNKNOWN) {
            fields.refuse("tlp", "is no TLP 2.0 label " + expected);
        } else if (label == Tlp.RED) {
            fields.refuse("tlp", "TLP:RED is for the eyes and ears of named people; tell them yourself " + expected);
        }
        return label;
    }
}
