package uk.tocsin.kafka.registry;

/**
 * One schema as the registry holds it.
 *
 * @param subject the name under which it was registered; ours are full record names
 * @param version its place in the subject's history, from 1
 * @param id the number that stands for it in a record's first bytes, unique in the registry
 * @param schema the Avro schema as JSON
 */
public record RegisteredSchema(String subject, int version, int id, String schema) {}
