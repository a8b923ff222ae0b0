package uk.tocsin.partnerfanout.endpoint;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * To which addresses a webhook may go. A member chooses where its alerts are sent, and must not make the hub call what
 * only the hub can reach: itself, its neighbours, or the service that hands out a cloud machine's credentials. Only
 * addresses of the public internet pass, and those that whoever runs the hub allows.
 */
final class AddressRules {

    /** Of IANA's special-purpose registry whatever is not globally reachable, multicast, and Azure's own 168.63.129.16. */
    private static final List<Network> REFUSED_V4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Global unicast; NAT64, unique local, link-local and multicast addresses lie outside of it. */
    private static final Network PUBLIC_V6 = Network.of("2000::/3");

    /** Parts of it that carry an IPv4 address (Teredo, 6to4) or belong to nobody (documentation, protocols). */
    private static final List<Network> REFUSED_V6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final int MAPPED_BYTES = 12;

    private final List<Network> allowed;

    AddressRules(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Whether a connection to {@code address} may be opened. */
    boolean allow(InetAddress address) {
        byte[] bytes = unmapped(address.getAddress());
        return allowed.stream().anyMatch(network -> network.contains(bytes)) || isPublic(bytes);
    }

    private static boolean isPublic(byte[] bytes) {
        return bytes.length == Integer.BYTES
                ? REFUSED_V4.stream().noneMatch(network -> network.contains(bytes))
                : PUBLIC_V6.contains(bytes) && REFUSED_V6.stream().noneMatch(network -> network.contains(bytes));
    }

    /** {@code ::ffff:127.0.0.1} is 127.0.0.1 by another name. */
    private static byte[] unmapped(byte[] bytes) {
        boolean mapped = bytes.length > MAPPED_BYTES
                && Arrays.equals(bytes, 0, 10, new byte[10], 0, 10)
                && bytes[10] == (byte) 0xFF
                && bytes[11] == (byte) 0xFF;
        return mapped ? Arrays.copyOfRange(bytes, MAPPED_BYTES, bytes.length) : bytes;
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::of).toList();
    }
}
