package uk.tocsin.publicfeed.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an incident shows; everything in it is ready to print.
 *
 * @param headline the latest headline, or that it is withdrawn
 * @param council who speaks of it
 * @param standing in words and colour
 * @param updated when the last notice was recorded
 * @param latest what stands now, or null after a withdrawal
 * @param history every notice, the latest first
 */
record IncidentView(
        String headline,
        String council,
        Tag standing,
        String updated,
        @Nullable Latest latest,
        List<Notice> history) {

    /**
     * What stands now.
     *
     * @param correction whether it corrects what was said before
     * @param statement its paragraphs
     * @param attribution who published it, and whose statement it is said to be
     * @param services what is affected, with its state where that is public
     * @param personalData what is held of personal data
     * @param nextUpdate what was promised of the next update, or null where there will be none
     */
    record Latest(
            boolean correction,
            List<String> statement,
            String attribution,
            List<Affected> services,
            String personalData,
            @Nullable String nextUpdate) {}

    /**
     * A service that the incident touches.
     *
     * @param name as residents know it
     * @param state in words and colour, or null when none is public
     */
    record Affected(String name, @Nullable Tag state) {}

    /**
     * One notice of the history.
     *
     * @param kind what kind of notice it was
     * @param recorded when it was recorded
     * @param remark what became of it since, or null when nothing did
     * @param headline its headline, or null when it was withdrawn
     * @param statement its paragraphs, none when it was withdrawn
     * @param personalData what was held of personal data, or null when it was withdrawn
     */
    record Notice(
            String kind,
            String recorded,
            @Nullable String remark,
            @Nullable String headline,
            List<String> statement,
            @Nullable String personalData) {}
}
