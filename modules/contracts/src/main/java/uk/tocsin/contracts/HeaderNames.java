package uk.tocsin.contracts;

import org.jspecify.annotations.NullMarked;

/**
 * The names of record headers: CloudEvents 1.0 in binary mode (Kafka protocol binding), W3C trace context, and those of
 * a dead letter. All values are UTF-8 text.
 */
@NullMarked
public final class HeaderNames {

    public static final String CE_SPECVERSION = "ce_specversion";
    /** The event id; a webhook repeats it as {@code webhook-id}. */
    public static final String CE_ID = "ce_id";
    /** {@code /members/<publisher>}. */
    public static final String CE_SOURCE = "ce_source";
    /** {@code uk.tocsin.<record>.<kind>}, such as {@code uk.tocsin.partner-alert.declared}. */
    public static final String CE_TYPE = "ce_type";
    /** The incident or service id. */
    public static final String CE_SUBJECT = "ce_subject";
    /** When the event was recorded, RFC 3339, UTC. */
    public static final String CE_TIME = "ce_time";
    /** TLP label of the whole record, as CloudEvents' data classification extension. */
    public static final String CE_DATACLASSIFICATION = "ce_dataclassification";

    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";
    public static final String TRACESTATE = "tracestate";

    /** Which consumer gave the record up. */
    public static final String DEAD_LETTER_CONSUMER = "tocsin_dead_letter_consumer";
    /** One of a few stable words that say what kind of fault it was. */
    public static final String DEAD_LETTER_REASON = "tocsin_dead_letter_reason";
    /** What was wrong, in one sentence. */
    public static final String DEAD_LETTER_CAUSE = "tocsin_dead_letter_cause";

    public static final String DEAD_LETTER_TOPIC = "tocsin_dead_letter_topic";
    public static final String DEAD_LETTER_PARTITION = "tocsin_dead_letter_partition";
    public static final String DEAD_LETTER_OFFSET = "tocsin_dead_letter_offset";
    /** The original record's timestamp, milliseconds since 1970. */
    public static final String DEAD_LETTER_TIMESTAMP = "tocsin_dead_letter_timestamp";

    private HeaderNames() {}
}
