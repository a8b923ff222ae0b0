package uk.tocsin.publicfeed.site;

/**
 * What a reader wants to see of the first page; an empty text wants all.
 *
 * @param council a member id
 * @param region a county or region, as the directory names it
 * @param service the part of a service's id that councils share
 */
record Filter(String council, String region, String service) {

    static final Filter NONE = new Filter("", "", "");

    public boolean isEmpty() {
        return equals(NONE);
    }

    boolean allows(BoardMember member) {
        return (council.isEmpty() || council.equals(member.id()))
                && (region.isEmpty() || region.equals(member.region()));
    }

    boolean allows(BoardService each) {
        return service.isEmpty() || service.equals(each.slug());
    }

    boolean allows(BoardIncident incident) {
        return service.isEmpty() || incident.affects(service);
    }
}
