package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private final AddressRules rules = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.254",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void addressThatOnlyTheHubCanReachIsRefused(String address) throws UnknownHostException {
        assertThat(rules.allow(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.169.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void addressOfThePublicInternetMayBeCalled(String address) throws UnknownHostException {
        assertThat(rules.allow(InetAddress.getByName(address))).isTrue();
    }

    /** Java turns mapped addresses into plain ones, but what makes the bytes need not be Java. */
    @Test
    void mappedAddressIsJudgedByTheAddressInIt() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        mapped[12] = 127;
        mapped[15] = 1;
        InetAddress address = java.net.Inet6Address.getByAddress("mapped", mapped, -1);

        assertThat(rules.allow(address)).isFalse();
        assertThat(new AddressRules(List.of(Network.of("127.0.0.0/8"))).allow(address))
                .isTrue();
    }

    @Test
    void allowedNetworkMayBeCalledAndNothingBesideIt() throws UnknownHostException {
        var allowing = new AddressRules(List.of(Network.of("10.20.0.0/15"), Network.of("fd00:1::/32")));

        assertThat(allowing.allow(InetAddress.getByName("10.21.255.255"))).isTrue();
        assertThat(allowing.allow(InetAddress.getByName("10.22.0.0"))).isFalse();
        assertThat(allowing.allow(InetAddress.getByName("fd00:1::5"))).isTrue();
        assertThat(allowing.allow(InetAddress.getByName("fd00:2::5"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "localhost/8", "10.0.0.0/8/8", "a/8"})
    void whatIsNoNetworkIsRefused(String cidr) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(cidr)).withMessageContaining("expected:");
    }
}
