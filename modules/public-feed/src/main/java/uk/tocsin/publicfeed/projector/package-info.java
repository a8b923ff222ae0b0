/** Council topics to public notices. The only half of the public feed that reads what councils write. */
@NullMarked
package uk.tocsin.publicfeed.projector;

import org.jspecify.annotations.NullMarked;
