package org.broadsheet.server.library;

import java.util.Optional;

/// How a library stands.
///
/// @param papers    papers
/// @param encoded   papers with a vector
/// @param space     name of the vectors' space
/// @param indexed   papers searches see
/// @param behind    changes the index has yet to take up
/// @param writable  whether this process keeps the index
/// @param trouble   why vectors cannot be made, if they cannot
public record LibraryStatus(
        long papers,
        long encoded,
        String space,
        long indexed,
        long behind,
        boolean writable,
        Optional<String> trouble) {}
