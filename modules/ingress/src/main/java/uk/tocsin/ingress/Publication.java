package uk.tocsin.ingress;

import java.util.List;

/**
 * What one request asks to publish: all of it, or nothing.
 *
 * @param publisher member id of the council
 * @param candidates valid events, in order, at least one
 * @param traceparent W3C trace context of the request
 * @param dryRun whether only to say what would happen
 */
record Publication(String publisher, List<Candidate> candidates, String traceparent, boolean dryRun) {}
