package org.broadsheet.evaluation.adjudication;

import java.util.Optional;

/// Chooses the documents of one topic for judging, one at a time. Has state; for one thread.
///
/// Law, held by `AdjudicationContractTest`: every document that some run retrieved comes exactly once.
public interface Adjudicator {
    /// The document to judge next, or empty when none is left. The same until it is judged.
    Optional<String> next();

    /// Tells the verdict on the document that [#next] named.
    ///
    /// @throws IllegalArgumentException for any other document
    void judged(String document, boolean relevant);
}
