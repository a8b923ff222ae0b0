package uk.tocsin.contracts;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.NullMarked;

/** Every record type that may stand on a Tocsin topic: a reader makes no object of any other class. */
@NullMarked
public final class Contracts {

    /** The record types, one subject of the schema registry each. */
    public static final List<Class<? extends SpecificRecord>> RECORDS = List.of(
            IncidentEvent.class,
            ServiceStatusEvent.class,
            PartnerAlert.class,
            PublicNotice.class,
            Referral.class,
            ReferralResponse.class,
            DirectoryEntry.class,
            LedgerEntry.class,
            DeliveryEvent.class,
            ResidentRecord.class);

    private Contracts() {}
}
