package uk.tocsin.publicfeed.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.util.UriUtils;

/**
 * Writes the whole site as files that any web server can serve, or object storage hold. A copy is written beside the one
 * before it and then put in its place in one step, so that a reader never meets half of one.
 *
 * @param properties settings of the site
 * @param folder where copies are kept; {@code site} in it is the one to serve
 */
record SiteExport(PublicFeedProperties properties, Path folder) {

    static final String CURRENT = "site";
    private static final String VERSIONS = "versions";
    private static final int KEPT = 2;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What pages need beside themselves: where it is on the class path, and where its pattern begins on the site. */
    private static final List<String> STATIC = List.of(
            "classpath*:static/public-feed/*",
            "classpath*:META-INF/resources/webjars/govuk-frontend/*/dist/govuk/govuk-frontend.min.css");

    /**
     * Writes a copy and makes it the current one.
     *
     * @param now the age of the copy counts from here
     * @return the folder to serve
     */
    Path write(NoticeBoard board, Instant now) throws IOException {
        Path version = folder.resolve(VERSIONS).resolve(NAME.format(now));
        Files.createDirectories(version);
        Site site = Site.copy(properties, now);
        for (String path : site.paths(board)) {
            String decoded = UriUtils.decode(path, StandardCharsets.UTF_8);
            Document document = site.at(decoded, Filter.NONE, board, now).orElseThrow();
            save(file(version, decoded, document), document.body());
        }
        save(version.resolve("404.html"), site.notFound(board).body());
        writeStatic(version);
        makeCurrent(version);
        removeOld();
        return folder.resolve(CURRENT);
    }

    /** A page is a folder with an index, so that its address needs no ending; everything else is a file. */
    private static Path file(Path version, String path, Document document) {
        String name = document.type().equals(Document.HTML) ? path.substring(1) + "/index.html" : path.substring(1);
        Path file =
                version.resolve(name.startsWith("/") ? name.substring(1) : name).normalize();
        if (!file.startsWith(version)) {
            throw new IllegalArgumentException("path: " + path + " (expected: one inside the site)");
        }
        return file;
    }

    private static void save(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static void writeStatic(Path version) throws IOException {
        PathMatchingResourcePatternResolver resources =
                new PathMatchingResourcePatternResolver(SiteExport.class.getClassLoader());
        for (String pattern : STATIC) {
            for (Resource resource : resources.getResources(pattern)) {
                Path target = pattern.contains("/webjars/")
                        ? version.resolve("webjars/govuk-frontend/dist/govuk/govuk-frontend.min.css")
                        : version.resolve("public-feed/" + resource.getFilename());
                try (InputStream in = resource.getInputStream()) {
                    save(target, in.readAllBytes());
                }
            }
        }
    }

    private void makeCurrent(Path version) throws IOException {
        Path link = folder.resolve(CURRENT + ".next");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, folder.relativize(version));
        Files.move(link, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeOld() throws IOException {
        try (Stream<Path> versions = Files.list(folder.resolve(VERSIONS))) {
            for (Path old :
                    versions.sorted(Comparator.reverseOrder()).skip(KEPT).toList()) {
                remove(old);
            }
        }
    }

    private static void remove(Path old) throws IOException {
        try (Stream<Path> files = Files.walk(old)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
