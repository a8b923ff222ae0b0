package uk.tocsin.publicfeed.email;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.mail.MailServer;
import uk.tocsin.publicfeed.site.PublicPages;

/** Sends the letters of a batch side by side, as the client waits for the server, and counts what became of them. */
final class Dispatch implements DisposableBean {

    private final MailServer server;
    private final Letters letters;
    private final ExecutorService threads;
    private final Map<Fate, Counter> counters = new EnumMap<>(Fate.class);

    Dispatch(MailServer server, Letters letters, PublicEmailProperties properties, MeterRegistry meters) {
        this.server = server;
        this.letters = letters;
        this.threads =
                Executors.newFixedThreadPool(properties.threads(), task -> new Thread(task, "tocsin-email-send"));
        for (Fate fate : Fate.values()) {
            counters.put(
                    fate,
                    Counter.builder("tocsin.public.email.letters")
                            .description("Attempts to send a notice to a resident, by what came of them")
                            .tag("outcome", fate.name().toLowerCase(java.util.Locale.ROOT))
                            .register(meters));
        }
    }

    /** Sends a notice to each of the batch; what came of each, in the same order. */
    List<Fate> send(Mailing mailing, List<Mailing.Open> batch) {
        PublicNotice notice = mailing.notice();
        PublicPages.Told told = letters.told(notice, mailing.isFirst());
        List<CompletableFuture<Fate>> sending = batch.stream()
                .map(open -> CompletableFuture.supplyAsync(
                        () -> Fate.of(server.send(letters.notice(notice, told, open.resident()))), threads))
                .toList();
        List<Fate> fates = sending.stream().map(CompletableFuture::join).toList();
        fates.forEach(this::count);
        return fates;
    }

    private void count(Fate fate) {
        Counter counter = counters.get(fate);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
