/** HTTP in: authenticate, validate, publish for a council to its own topics; administer the directory. */
@NullMarked
package uk.tocsin.ingress;

import org.jspecify.annotations.NullMarked;
