package uk.tocsin.bench.stack;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What another JVM on this machine takes at one moment.
 *
 * @param heapMiB alive after a full collection
 * @param residentMiB of the whole process, as the system counts; 0 where it does not tell
 * @param threads of Java
 * @param consumers of Kafka
 */
public record Footprint(double heapMiB, double residentMiB, int threads, int consumers) {

    private static final double MIB = 1024.0 * 1024;
    private static final double KIB_IN_MIB = 1024;

    /** Collects the garbage of that process and looks at what is left. */
    @SuppressWarnings("BanJNDI") // The address is told by the JVM itself, on this machine.
    public static Footprint of(long pid) {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            MemoryMXBean memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
            memory.gc();
            return new Footprint(
                    memory.getHeapMemoryUsage().getUsed() / MIB,
                    resident(pid),
                    ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class)
                            .getThreadCount(),
                    server.queryNames(new ObjectName("kafka.consumer:type=app-info,*"), null)
                            .size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " cannot be looked into", e);
        }
    }

    private static double resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / KIB_IN_MIB)
                    .findFirst()
                    .orElse(0);
        }
    }
}
