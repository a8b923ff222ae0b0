/** Letters over SMTP, and what a mail server said to them. Knows no Kafka and nothing of what is written in a letter. */
@NullMarked
package uk.tocsin.mail;

import org.jspecify.annotations.NullMarked;
