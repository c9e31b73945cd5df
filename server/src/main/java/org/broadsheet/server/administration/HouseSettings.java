package org.broadsheet.server.administration;

import java.util.EnumMap;
import java.util.Map;
import org.broadsheet.server.retention.Kept;

/// What administrators set while the house runs.
///
/// @param house  what readers call the house, up to 60 characters
/// @param signUp who may make an account
/// @param days   days for which each kind is kept, 0 for ever; what is left out has its default
public record HouseSettings(String house, SignUp signUp, Map<Kept, Integer> days) {
    /// Where nothing was set.
    public static final HouseSettings DEFAULT = new HouseSettings("Broadsheet", SignUp.INVITATION, Map.of());

    /// @throws IllegalArgumentException naming the setting, what it may be and what it was
    public HouseSettings {
        house = house.strip();
        if (house.isEmpty() || house.length() > 60 || house.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("the house's name has 1 to 60 characters");
        Map<Kept, Integer> all = new EnumMap<>(Kept.class);
        for (Kept k : Kept.values()) all.put(k, k.checked(days.getOrDefault(k, k.days())));
        days = Map.copyOf(all);
    }

    /// What is set, for the list of deeds.
    public String told() {
        StringBuilder told = new StringBuilder("sign-up " + signUp.key());
        for (Kept k : Kept.values())
            told.append(", ").append(k.key()).append(' ').append(days(k)).append(" days");
        return told.toString();
    }

    /// Days for which something is kept; 0 for ever.
    public int days(Kept kept) {
        return days.getOrDefault(kept, kept.days());
    }
}
