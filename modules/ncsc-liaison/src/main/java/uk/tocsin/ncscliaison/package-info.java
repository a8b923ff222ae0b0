/** What councils put to NCSC: the projection to the referrals topic, the queue over it, and what NCSC says back. */
@NullMarked
package uk.tocsin.ncscliaison;

import org.jspecify.annotations.NullMarked;
