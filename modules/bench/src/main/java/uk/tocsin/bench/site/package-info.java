/** The public site: how fast it answers, how soon it shows what is published, and how many readers it holds. */
@org.jspecify.annotations.NullMarked
package uk.tocsin.bench.site;
