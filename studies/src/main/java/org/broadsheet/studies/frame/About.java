package org.broadsheet.studies.frame;

import java.util.List;

/// What a study is about.
///
/// @param name  the word people run it by: small letters, digits and hyphens
/// @param paper title of the paper the method comes from
/// @param claim what the paper says, in our own words, as one or two sentences
/// @param data  folders of public data it cannot do without; empty where it makes its own
public record About(String name, String paper, String claim, List<String> data) {
    public About {
        data = List.copyOf(data);
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*"))
            throw new IllegalArgumentException("a study's name is small letters, digits and hyphens, not " + name);
        if (paper.isBlank() || claim.isBlank())
            throw new IllegalArgumentException("study " + name + " must name its paper and the claim");
        for (String d : data)
            if (!d.matches("[a-z0-9]+(-[a-z0-9]+)*"))
                throw new IllegalArgumentException("study " + name + " names a data folder that is not one: " + d);
    }

    /// A study that makes its own data.
    public About(String name, String paper, String claim) {
        this(name, paper, claim, List.of());
    }
}
