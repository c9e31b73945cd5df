package org.broadsheet.studies.frame;

/// One experiment that tries the claim of one published method. Without state: each run begins anew, and
/// the same
/// setup gives the same findings.
public interface Study {
    About about();

    /// Does the experiment.
    ///
    /// @throws DataMissing          where the setup's data folder lacks what [About#data] names
    /// @throws InterruptedException where the thread was interrupted; [Setup#progress] looks for it
    Findings run(Setup setup) throws InterruptedException;
}
