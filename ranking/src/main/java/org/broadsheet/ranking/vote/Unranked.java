package org.broadsheet.ranking.vote;

/// What a ballot says of the items that it does not hold.
public enum Unranked {
    /// They share the places behind all that it holds: the ballot is the top of a longer list.
    LAST,
    /// Nothing: the voter never saw them. A pair counts only where the ballot holds both; rules by place stretch the
    /// places of a short ballot over all places and give an item that is not there the average of all places.
    NO_OPINION
}
