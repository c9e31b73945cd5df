package org.broadsheet.evaluation.recommender;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What recommendations brought, counted from a log of what was shown.
///
/// @param shown       items shown
/// @param clicked     items opened
/// @param converted   items saved, bought, subscribed to
/// @param revenue     what conversions brought, in one currency or any unit of worth
/// @param users       people who were shown something
/// @param activeUsers people who opened something
public record Business(long shown, long clicked, long converted, double revenue, int users, int activeUsers) {
    /// One item shown to one user.
    ///
    /// @param revenue what it brought; 0 where nothing
    public record Shown(String user, String item, boolean clicked, boolean converted, double revenue) {
        public Shown {
            if (!Double.isFinite(revenue))
                throw new IllegalArgumentException("the revenue of " + item + " for " + user + " is " + revenue);
        }
    }

    public static Business of(List<Shown> log) {
        long clicked = 0;
        long converted = 0;
        double revenue = 0;
        Set<String> users = new HashSet<>();
        Set<String> active = new HashSet<>();
        for (Shown s : log) {
            users.add(s.user());
            if (s.clicked()) {
                clicked++;
                active.add(s.user());
            }
            if (s.converted()) converted++;
            revenue += s.revenue();
        }
        return new Business(log.size(), clicked, converted, revenue, users.size(), active.size());
    }

    /// Clicks an item shown, 0 where nothing was.
    public double clickThroughRate() {
        return share(clicked, shown);
    }

    /// Conversions a click, 0 where there was none.
    public double conversionRate() {
        return share(converted, clicked);
    }

    /// The share of users who opened something.
    public double engagement() {
        return share(activeUsers, users);
    }

    /// Revenue a user.
    public double revenuePerUser() {
        return users == 0 ? 0 : revenue / users;
    }

    /// Revenue for a thousand items shown.
    public double revenuePerThousandShown() {
        return shown == 0 ? 0 : 1000 * revenue / shown;
    }

    /// How much more revenue a user than with `other`, as a share of the other's: 0.1 is ten percent more.
    ///
    /// @throws IllegalArgumentException where the other brought nothing
    public double revenueLiftOver(Business other) {
        if (other.revenuePerUser() == 0)
            throw new IllegalArgumentException("a lift is a share of what the other brought, and it brought nothing");
        return revenuePerUser() / other.revenuePerUser() - 1;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
