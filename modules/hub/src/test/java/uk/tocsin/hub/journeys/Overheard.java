package uk.tocsin.hub.journeys;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** All that is written to the terminal of this process from now on, where the log goes too. */
final class Overheard {

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    Overheard() {
        PrintStream before = System.out;
        System.setOut(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) {
                        heard.write(one);
                        before.write(one);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        heard.write(bytes, from, length);
                        before.write(bytes, from, length);
                    }

                    @Override
                    public void flush() {
                        before.flush();
                    }
                },
                true,
                StandardCharsets.UTF_8));
    }

    String text() {
        return heard.toString(StandardCharsets.UTF_8);
    }
}
