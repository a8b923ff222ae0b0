/** What every module asks of its settings when they are read. */
@NullMarked
package uk.tocsin.kafka.settings;

import org.jspecify.annotations.NullMarked;
