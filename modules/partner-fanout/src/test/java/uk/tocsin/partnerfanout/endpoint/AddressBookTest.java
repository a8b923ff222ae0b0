package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressBookTest {

    private final AddressRules rules = new AddressRules(List.of());
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void nameThatAnswersWithAnInnerAddressTheSecondTimeIsRefusedThen() throws Exception {
        Queue<String> answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
        var book = new AddressBook(rules, host -> addresses(answers.remove()), Runnable::run, nanos::get);

        assertThat(book.find("alerts.example").get()).isEqualTo(InetAddress.getByName("1.1.1.1"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatThrownBy(() -> book.find("alerts.example").get())
                .hasCauseInstanceOf(AddressBook.AddressRefusedException.class);
    }

    /** Each message of a backlog went to another thread to have its host looked up, and to be told what it knew. */
    @Test
    void whatWasFoundServesASecondButWhatFailedIsAskedAgain() throws Exception {
        Queue<String> answers = new ArrayDeque<>(List.of("127.0.0.1", "1.1.1.1", "8.8.8.8"));
        var book = new AddressBook(rules, host -> addresses(answers.remove()), Runnable::run, nanos::get);

        assertThatThrownBy(() -> book.find("alerts.example").get())
                .hasCauseInstanceOf(AddressBook.AddressRefusedException.class);
        assertThat(book.find("alerts.example").get()).isEqualTo(InetAddress.getByName("1.1.1.1"));
        assertThat(book.find("alerts.example").get()).isEqualTo(InetAddress.getByName("1.1.1.1"));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(book.find("alerts.example").get()).isEqualTo(InetAddress.getByName("8.8.8.8"));
    }

    @Test
    void innerAddressAmongOthersIsPassedOver() throws Exception {
        var book = new AddressBook(rules, host -> addresses("10.0.0.1", "1.1.1.1"), Runnable::run, nanos::get);

        assertThat(book.find("alerts.example").get()).isEqualTo(InetAddress.getByName("1.1.1.1"));
    }

    @Test
    void oneLookUpServesAllThatWaitForIt() {
        List<Runnable> threads = new ArrayList<>();
        var book = new AddressBook(rules, host -> addresses("1.1.1.1"), threads::add, nanos::get);

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

        assertThatThrownBy(() -> new AddressBook(rules, nowhere, Runnable::run, nanos::get)
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
