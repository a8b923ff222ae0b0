package uk.tocsin.ingress;

/**
 * One field of a request that is to blame for its refusal.
 *
 * @param field path of the field as written in JSON, such as {@code incidents[3].public.headline}
 * @param message what was found and what is expected
 */
record FieldError(String field, String message) {}
