package uk.tocsin.ncscliaison;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.disclosure.Reader;

/** The queue of referrals over HTTP, for NCSC. */
@RestController
@RequestMapping("/v1/referrals")
@PreAuthorize("hasRole('LIAISON')")
class ReferralController {

    private final DeskThread desk;

    ReferralController(DeskThread desk) {
        this.desk = desk;
    }

    @PostMapping("/lease")
    ResponseEntity<ObjectNode> lease(@AuthenticationPrincipal Reader reader) {
        try {
            return desk.take(reader.memberId())
                    .map(lease -> ResponseEntity.ok(LeaseJson.of(lease)))
                    .orElseGet(() -> ResponseEntity.noContent().build());
        } catch (DeskThread.DeskBusyException e) {
            throw busy(e);
        }
    }

    @PostMapping("/leases/{leaseId}/accept")
    ResponseEntity<Void> accept(
            @PathVariable String leaseId,
            @RequestBody(required = false) @Nullable Answer body,
            @AuthenticationPrincipal Reader reader) {
        return settle(leaseId, reader, new Settlement.Accept(checked(body)));
    }

    @PostMapping("/leases/{leaseId}/reject")
    ResponseEntity<Void> reject(
            @PathVariable String leaseId,
            @RequestBody(required = false) @Nullable Answer body,
            @AuthenticationPrincipal Reader reader) {
        return settle(leaseId, reader, new Settlement.Reject(checked(body)));
    }

    @PostMapping("/leases/{leaseId}/release")
    ResponseEntity<Void> release(@PathVariable String leaseId, @AuthenticationPrincipal Reader reader) {
        return settle(leaseId, reader, new Settlement.Release());
    }

    private ResponseEntity<Void> settle(String leaseId, Reader reader, Settlement wish) {
        try {
            return switch (desk.settle(id(leaseId), reader.memberId(), wish)) {
                case DONE -> ResponseEntity.noContent().build();
                case NO_LEASE -> throw noLease();
                case UNCONFIRMED ->
                    throw problem(
                            HttpStatus.CONFLICT,
                            "The lease had run out by then: the referral may be offered again. What you answered is"
                                    + " recorded.",
                            List.of());
            };
        } catch (DeskThread.DeskBusyException e) {
            throw busy(e);
        }
    }

    private static UUID id(String leaseId) {
        try {
            return UUID.fromString(leaseId);
        } catch (IllegalArgumentException e) {
            throw noLease();
        }
    }

    private static Answer checked(@Nullable Answer body) {
        Answer answer = body == null ? Answer.EMPTY : body;
        List<Answer.Fault> faults = answer.faults();
        if (!faults.isEmpty()) {
            throw problem(HttpStatus.BAD_REQUEST, "The answer cannot be taken as it is.", faults);
        }
        return answer;
    }

    private static ErrorResponseException noLease() {
        return problem(HttpStatus.NOT_FOUND, "You hold no such lease. It may have run out.", List.of());
    }

    private static ErrorResponseException busy(DeskThread.DeskBusyException e) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage() + " Try again shortly.", List.of());
    }

    private static ErrorResponseException problem(HttpStatus status, String detail, List<Answer.Fault> faults) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        if (!faults.isEmpty()) {
            problem.setProperty("errors", faults);
        }
        return new ErrorResponseException(status, problem, null);
    }
}
