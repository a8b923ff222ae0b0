/** Exactly once from council topics to what readers get: one transaction for each poll, offsets and ledger in it. */
@NullMarked
package uk.tocsin.kafka.projection;

import org.jspecify.annotations.NullMarked;
