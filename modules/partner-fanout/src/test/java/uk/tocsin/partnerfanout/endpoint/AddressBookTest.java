package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class AddressBookTest {

    private final AddressRules rules = new AddressRules(List.of());

    @Test
    void nameThatAnswersWithAnInnerAddressTheSecondTimeIsRefusedThen() throws Exception {
        Queue<String> answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
        var book = new AddressBook(rules, host -> addresses(answers.remove()), Runnable::run);

        assertThat(book.find("alerts.example").get()).isEqualTo(InetAddress.getByName("1.1.1.1"));
        assertThatThrownBy(() -> book.find("alerts.example").get())
                .hasCauseInstanceOf(AddressBook.AddressRefusedException.class);
    }

    @Test
    void innerAddressAmongOthersIsPassedOver() throws Exception {
        var book = new AddressBook(rules, host -> addresses("10.0.0.1", "1.1.1.1"), Runnable::run);

        assertThat(book.find("alerts.example").get()).isEqualTo(InetAddress.getByName("1.1.1.1"));
    }

    @Test
    void oneLookUpServesAllThatWaitForIt() {
        List<Runnable> threads = new ArrayList<>();
        var book = new AddressBook(rules, host -> addresses("1.1.1.1"), threads::add);

        var first = book.find("alerts.example");
        var second = book.find("alerts.example");
        var other = book.find("other.example");

        assertThat(threads).hasSize(2);
        threads.forEach(Runnable::run);
        assertThat(List.of(first, second, other)).allMatch(found -> found.isDone());
    }

    @Test
    void hostThatIsNotThereIsToldApart() {
        AddressBook.Lookup nowhere = host -> {
            throw new UnknownHostException(host);
        };

        assertThatThrownBy(() -> new AddressBook(rules, nowhere, Runnable::run)
                        .find("nowhere.example")
                        .get())
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    static InetAddress[] addresses(String... addresses) throws UnknownHostException {
        InetAddress[] found = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
        }
        return found;
    }
}
