/** How contracts are written as JSON, the same wherever they leave the hub over HTTP. */
@NullMarked
package uk.tocsin.kafka.json;

import org.jspecify.annotations.NullMarked;
