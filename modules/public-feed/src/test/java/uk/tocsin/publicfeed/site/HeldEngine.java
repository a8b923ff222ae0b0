package uk.tocsin.publicfeed.site;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.thymeleaf.ITemplateEngine;

/** Makes pages as ever, but waits with one when it is told to. */
final class HeldEngine {

    private static final long LIMIT_SECONDS = 30;

    private final ITemplateEngine real = Templates.engine();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean held;

    ITemplateEngine engine() {
        return (ITemplateEngine) Proxy.newProxyInstance(
                HeldEngine.class.getClassLoader(),
                new Class<?>[] {ITemplateEngine.class},
                (proxy, method, arguments) -> {
                    if (held) {
                        working.countDown();
                        await(released);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** From now on it waits. */
    void hold() {
        held = true;
    }

    /** Returns when it has begun to wait. */
    void awaitWork() throws InterruptedException {
        await(working);
    }

    /** It waits no longer. */
    void goOn() {
        held = false;
        released.countDown();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it did not come to this in " + LIMIT_SECONDS + " s");
        }
    }
}
