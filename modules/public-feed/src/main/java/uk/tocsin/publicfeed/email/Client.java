package uk.tocsin.publicfeed.email;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** From where a request comes, for counting. */
final class Client {

    private static final int NETWORK_BYTES = 8;

    private Client() {}

    /**
     * One text for all addresses that one client can choose from: an IPv4 address itself, the /64 of an IPv6 address.
     *
     * @param address a literal address, as the web server has it; anything else counts as it stands
     */
    @SuppressWarnings("AddressSelection") // What holds a colon is a literal, which is one address.
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress literal = InetAddress.getByName(address);
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(literal.getAddress(), 0, NETWORK_BYTES)
                    : literal.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
