/** How many signed webhooks a second, with all endpoints healthy and with one in ten hanging. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.webhooks;
