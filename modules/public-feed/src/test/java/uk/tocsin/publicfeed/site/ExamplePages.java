package uk.tocsin.publicfeed.site;

import java.util.List;

/** Pages of the site of examples, for tests of what uses them. */
public final class ExamplePages {

    private ExamplePages() {}

    /** Those of a site that has read a whole story. */
    public static PublicPages pages() {
        LiveBoard live = new LiveBoard();
        live.show(NoticeBoard.EMPTY.with(List.of(Notices.story())));
        return new PublicPages(live, Notices.withEmail());
    }
}
