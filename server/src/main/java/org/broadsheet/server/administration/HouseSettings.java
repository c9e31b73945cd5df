package org.broadsheet.server.administration;

/// What administrators set while the house runs.
///
/// @param house     what readers call the house, up to 60 characters
/// @param signUp    who may make an account
/// @param auditDays days for which is kept who did what, 1 to 3650
public record HouseSettings(String house, SignUp signUp, int auditDays) {
    /// Where nothing was set.
    public static final HouseSettings DEFAULT = new HouseSettings("Broadsheet", SignUp.INVITATION, 365);

    /// @throws IllegalArgumentException naming the setting, what it may be and what it was
    public HouseSettings {
        house = house.strip();
        if (house.isEmpty() || house.length() > 60 || house.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("the house's name has 1 to 60 characters");
        if (auditDays < 1 || auditDays > 3_650)
            throw new IllegalArgumentException(
                    "days for which deeds are kept are from 1 to 3650 but were " + auditDays);
    }
}
