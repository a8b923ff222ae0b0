/**
 * Email for residents: who subscribes, proves the address, and is told what is public. Of what councils say it reads public
 * notices and nothing else; addresses are sealed under a key that is not in Kafka.
 */
@NullMarked
package uk.tocsin.publicfeed.email;

import org.jspecify.annotations.NullMarked;
