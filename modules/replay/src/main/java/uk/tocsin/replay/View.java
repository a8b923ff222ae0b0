package uk.tocsin.replay;

import java.util.Locale;

/** In which form a reader sees an event. */
enum View {
    /** The publisher's own incident event, whole. */
    INCIDENT_EVENT,
    /** The publisher's own service status, whole. */
    SERVICE_STATUS_EVENT,
    PARTNER_ALERT,
    REFERRAL,
    PUBLIC_NOTICE;

    String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
