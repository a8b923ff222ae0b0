package uk.tocsin.partnerfanout;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Directory;

/**
 * The running deliveries, one container per subscription, so that no subscriber waits for another. They follow the
 * directory: a new subscription starts, a changed one starts anew, one that is gone stops.
 */
final class WebhookContainers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookContainers.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private record Running(Subscription subscription, MessageListenerContainer container) {}

    private final Supplier<Directory> directory;
    private final Function<Subscription, MessageListenerContainer> containers;
    private final int maxSubscriptions;
    private final Map<String, Running> running = new HashMap<>();
    private @Nullable Directory seen;
    private @Nullable ThreadPoolTaskScheduler scheduler;
    private @Nullable ScheduledFuture<?> look;

    WebhookContainers(
            Supplier<Directory> directory,
            Function<Subscription, MessageListenerContainer> containers,
            int maxSubscriptions) {
        this.directory = directory;
        this.containers = containers;
        this.maxSubscriptions = maxSubscriptions;
    }

    /** The subscriptions that are to be delivered: active ones of members that are partners now, by their id. */
    static Map<String, Subscription> wanted(Directory directory) {
        return directory.subscriptions().stream()
                .filter(subscription -> subscription.getState() == SubscriptionState.ACTIVE)
                .filter(subscription -> directory.allows(subscription.getMemberId(), Role.PARTNER))
                .collect(Collectors.toMap(Subscription::getSubscriptionId, Function.identity()));
    }

    /** Starts and stops deliveries until they are those that the directory wants. */
    synchronized void follow() {
        Directory current = directory.get();
        if (current.equals(seen)) {
            return;
        }
        Map<String, Subscription> wanted = wanted(current);
        Set<String> ended = new HashSet<>();
        running.forEach((id, delivery) -> {
            if (!delivery.subscription().equals(wanted.get(id))) {
                ended.add(id);
            }
        });
        ended.forEach(this::end);
        wanted.values().forEach(this::begin);
        seen = current;
    }

    private void begin(Subscription subscription) {
        String id = subscription.getSubscriptionId();
        if (running.containsKey(id)) {
            return;
        }
        if (running.size() >= maxSubscriptions) {
            LOG.atError().addKeyValue("subscription", id).log("Too many subscriptions; this one is not delivered");
            return;
        }
        MessageListenerContainer container = containers.apply(subscription);
        container.start();
        running.put(id, new Running(subscription, container));
    }

    private void end(String id) {
        Running delivery = running.remove(id);
        if (delivery != null) {
            delivery.container().stop();
        }
    }

    @Override
    public void start() {
        var looking = new ThreadPoolTaskScheduler();
        looking.setThreadNamePrefix("tocsin-webhooks-");
        looking.initialize();
        look = looking.scheduleWithFixedDelay(this::follow, LOOK);
        scheduler = looking;
    }

    @Override
    public void stop() {
        ThreadPoolTaskScheduler looking = scheduler;
        scheduler = null;
        if (look != null) {
            look.cancel(false);
        }
        if (looking != null) {
            looking.shutdown();
        }
        endAll();
    }

    private synchronized void endAll() {
        new HashSet<>(running.keySet()).forEach(this::end);
        seen = null;
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
