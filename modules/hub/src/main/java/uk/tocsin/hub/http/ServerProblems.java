package uk.tocsin.hub.http;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** What the server refuses before any of ours sees it, such as an address that it cannot take apart. */
public final class ServerProblems extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
        try {
            response.setContentType(ProblemJson.TYPE);
            response.setCharacterEncoding("UTF-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(ProblemJson.of(status, ProblemWords.of(status)));
                response.finishResponse();
            }
        } catch (IOException e) {
            // Whoever asked has gone.
            container.getLogger().debug("A refusal could not be written", e);
        }
    }
}
