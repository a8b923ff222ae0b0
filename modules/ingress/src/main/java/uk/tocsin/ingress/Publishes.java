package uk.tocsin.ingress;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What all calls that publish may answer, for the API's document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "201", description = "It is written, now or when it was first sent.")
@ApiResponse(responseCode = "200", description = "A dry run: nothing is written.")
@ApiResponse(responseCode = "409", description = "It contradicts what has been said; see currentRevision.")
@ApiResponse(responseCode = "503", description = "The log does not answer. Send again with the same event id.")
@interface Publishes {}
