package org.broadsheet.retrieval;

import java.util.List;
import org.broadsheet.corpus.PaperId;

/// A paper that was found.
///
/// @param id        the paper
/// @param score     higher is better; comparable only within one search
/// @param snippet   the telling part of its text
/// @param byWords   whether its words matched
/// @param byMeaning whether its meaning is close
/// @param keys      names it was imported under
public record Hit(PaperId id, double score, Snippet snippet, boolean byWords, boolean byMeaning, List<String> keys) {
    public Hit {
        keys = List.copyOf(keys);
    }
}
