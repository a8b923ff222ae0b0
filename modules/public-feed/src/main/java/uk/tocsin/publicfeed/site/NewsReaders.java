package uk.tocsin.publicfeed.site;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who reads news as it comes, as Server-Sent Events. It stops before the web server does, which would otherwise wait for
 * answers that never end.
 */
final class NewsReaders implements SmartLifecycle {

    private static final int HEARTBEAT_SECONDS = 20;
    private static final byte[] OPENED = bytes("retry: 5000\n: open\n\n");
    private static final byte[] STILL_HERE = bytes(": still here\n\n");

    private final Set<NewsReader> readers = ConcurrentHashMap.newKeySet();
    private final int limit;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "public-news");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> beating;
    private volatile boolean running;

    /** At most {@code limit} readers at a time, or a few more when several come at once. */
    NewsReaders(int limit) {
        this.limit = limit;
        // Finds those that have gone without a word, and keeps proxies from closing what is silent.
        beating = heart.scheduleAtFixedRate(
                () -> tell(STILL_HERE), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    boolean isFull() {
        return readers.size() >= limit;
    }

    /** A new reader, whose answer has its headers already. */
    void open(AsyncContext context) throws IOException {
        NewsReader reader = new NewsReader(context, readers::remove);
        readers.add(reader);
        reader.tell(OPENED);
        reader.open();
    }

    /** Tells every reader what has changed; the same bytes for all. */
    void tell(List<News> news) {
        if (!news.isEmpty() && running) {
            String data = JsonMapper.shared().writeValueAsString(news);
            heart.execute(() -> tell(bytes("event: notice\ndata: " + data + "\n\n")));
        }
    }

    int count() {
        return readers.size();
    }

    private void tell(byte[] event) {
        readers.forEach(reader -> reader.tell(event));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        beating.cancel(false);
        heart.shutdownNow();
        List.copyOf(readers).forEach(NewsReader::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
