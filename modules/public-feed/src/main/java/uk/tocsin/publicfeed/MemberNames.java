package uk.tocsin.publicfeed;

/** What a member is called in public: its name and nothing else of its directory entry. */
@FunctionalInterface
interface MemberNames {

    /** The name of the member, or the id itself when the directory has none. */
    String nameOf(String memberId);
}
