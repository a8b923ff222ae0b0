package uk.tocsin.hub.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that holds all of the stack's state, held by one hub at a time. The lock is the operating system's, so a
 * killed hub leaves none behind.
 */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataFolder open(Path root) {
        try {
            for (String part : new String[] {"kafka", "registry", "logs"}) {
                Files.createDirectories(root.resolve(part));
            }
            return new DataFolder(root, lock(root));
        } catch (IOException e) {
            throw new StackException(
                    "The data folder " + root + " cannot be written (" + Causes.firstLine(e)
                            + "). Mend its permissions, or choose another folder with --data.",
                    e);
        }
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path registry() {
        return root.resolve("registry");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /**
     * What to say when a program stumbles over what is in this folder. Always the whole folder is named, never a part of it: a broker whose records hold schema ids that a fresh registry
     * gives to other schemas would be read wrongly.
     */
    StackException unreadable(String reader, Throwable cause) {
        if (Causes.firstLine(cause).contains("No space left")) {
            return new StackException(
                    "There is no room left on the disk of " + root + ". Make room, and start again.", cause);
        }
        return new StackException(
                "The data in " + root + " cannot be read by " + reader + " (" + Causes.firstLine(cause)
                        + "). To start afresh, move that folder away; all history goes with it.",
                cause);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException ignored) {
            // The operating system releases the lock with the process at the latest.
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isOurs(channel)) {
            channel.close();
            throw new StackException("The data folder " + root
                    + " is in use by another hub. Stop that hub, or choose another folder with --data.");
        }
        return channel;
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
