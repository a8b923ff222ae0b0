/** How a council writes straight to its own topic, without the hub's HTTP. */
@NullMarked
package uk.tocsin.example;

import org.jspecify.annotations.NullMarked;
