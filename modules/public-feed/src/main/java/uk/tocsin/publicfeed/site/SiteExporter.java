package uk.tocsin.publicfeed.site;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps a copy of the site in files: a new one soon after something changed, and now and then without a change, so that the
 * age of the copy says whether it is still being written. Does nothing unless it is told where to.
 */
final class SiteExporter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SiteExporter.class);

    /** The first copy is not waited for longer than the notices are. */
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final SiteExport export;
    private final LiveBoard live;
    private final PublicFeedProperties properties;
    private final Clock clock;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> writing;
    private @Nullable NoticeBoard written;
    private Instant writtenAt = Instant.EPOCH;

    SiteExporter(SiteExport export, LiveBoard live, PublicFeedProperties properties, Clock clock) {
        this.export = export;
        this.live = live;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (properties.exportTo().isBlank()) {
            return;
        }
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "public-site-export");
            thread.setDaemon(true);
            return thread;
        });
        long wait = Math.min(properties.exportEvery().toMillis(), LONGEST_WAIT_MILLIS);
        writing = started.scheduleWithFixedDelay(this::writeIfDue, 0, wait, TimeUnit.MILLISECONDS);
        timer = started;
    }

    private void writeIfDue() {
        try {
            live.current().filter(this::isDue).ifPresent(this::write);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("The site cannot be written to files; the copy before it stays");
        }
    }

    private boolean isDue(NoticeBoard board) {
        Instant now = clock.instant();
        boolean isChanged = board != written && !now.isBefore(writtenAt.plus(properties.exportEvery()));
        return isChanged || !now.isBefore(writtenAt.plus(properties.exportAtLeastEvery()));
    }

    private void write(NoticeBoard board) {
        Instant now = clock.instant();
        // Also after a failure: a full disk is not written to again at once.
        writtenAt = now;
        try {
            export.write(board, now);
            written = board;
            LOG.atInfo().addKeyValue("folder", export.folder()).log("The site was written to files");
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("folder", export.folder())
                    .addKeyValue("error", e.toString())
                    .log("The site cannot be written to files; the copy before it stays");
        }
    }

    @Override
    public synchronized void stop() {
        if (writing != null) {
            writing.cancel(true);
        }
        if (timer != null) {
            timer.shutdownNow();
        }
        writing = null;
        timer = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
