package uk.tocsin.ncscliaison;

/** How a lease ends by the wish of its holder. */
sealed interface Settlement {

    /** NCSC takes the referral on. */
    record Accept(Answer answer) implements Settlement {}

    /** NCSC will not act on the referral. */
    record Reject(Answer answer) implements Settlement {}

    /** The holder gives it back; it is offered again. */
    record Release() implements Settlement {}
}
