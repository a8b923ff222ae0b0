package uk.tocsin.partnerfanout.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of addresses in CIDR form, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
final class Network {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final byte[] first;
    private final int prefix;

    private Network(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException when it is none; names are never looked up
     */
    static Network of(String cidr) {
        String[] parts = cidr.strip().split("/", -1);
        try {
            if (parts.length == 2 && LITERAL.matcher(parts[0]).matches()) {
                byte[] first = InetAddress.getByName(parts[0]).getAddress();
                int prefix = Integer.parseInt(parts[1]);
                if (prefix >= 0 && prefix <= first.length * Byte.SIZE) {
                    return new Network(first, prefix);
                }
            }
        } catch (UnknownHostException | NumberFormatException e) {
            throw wrong(cidr, e);
        }
        throw wrong(cidr, null);
    }

    /** Whether an address of four or sixteen bytes lies in this range. */
    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        int rest = prefix % Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, first, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - rest);
        return rest == 0 || (address[whole] & mask) == (first[whole] & mask);
    }

    private static IllegalArgumentException wrong(String cidr, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "allowedNetworks: " + cidr + " (expected: addresses such as 10.0.0.0/8 or fd00::/8)", cause);
    }
}
