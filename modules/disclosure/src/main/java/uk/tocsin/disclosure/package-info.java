/**
 * Who may see what. Everything here is a pure function of an event, the directory and a reader, so that it can be proved
 * by tests alone; live delivery, pages, the queue and replay all ask the same functions. What nobody allowed is withheld.
 */
@NullMarked
package uk.tocsin.disclosure;

import org.jspecify.annotations.NullMarked;
