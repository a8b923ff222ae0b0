package uk.tocsin.publicfeed.site;

/**
 * A state in words, and the colour that repeats it.
 *
 * @param text the state, which says everything that the colour says
 * @param style the style of the tag in the design system
 */
record Tag(String text, String style) {

    static Tag of(String text, String colour) {
        return new Tag(text, "govuk-tag govuk-tag--" + colour);
    }
}
