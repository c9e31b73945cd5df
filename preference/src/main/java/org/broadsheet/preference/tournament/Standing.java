package org.broadsheet.preference.tournament;

/// Where a player ended.
///
/// @param place  1 is best; those who share places share their mean
/// @param points a win is 1, a tie half; a free round is 1 as well, though it is no match
/// @param wins   matches the judge gave to the player
/// @param losses matches the judge gave to the other
/// @param ties   matches the judge gave to nobody
/// @param byes   rounds without an opponent
public record Standing<P>(P player, double place, double points, int wins, int losses, int ties, int byes) {}
