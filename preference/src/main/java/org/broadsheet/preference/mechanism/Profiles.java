package org.broadsheet.preference.mechanism;

import java.util.Arrays;

/// All combinations of one choice a person, numbered from 0; the last person's choice changes fastest.
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Profiles(int[] choices) {
    int count() {
        long count = 1;
        for (int c : choices) count *= c;
        return Math.toIntExact(count);
    }

    int people() {
        return choices.length;
    }

    int choice(int profile, int person) {
        int rest = profile;
        for (int j = choices.length - 1; j > person; j--) rest /= choices[j];
        return rest % choices[person];
    }

    /// The profile in which `person` chooses otherwise.
    int with(int profile, int person, int choice) {
        int step = 1;
        for (int j = choices.length - 1; j > person; j--) step *= choices[j];
        return profile + (choice - choice(profile, person)) * step;
    }

    int[] choices(int profile) {
        int[] each = new int[choices.length];
        for (int j = 0; j < each.length; j++) each[j] = choice(profile, j);
        return each;
    }

    int profile(int[] each) {
        if (each.length != choices.length)
            throw new IllegalArgumentException("there are " + choices.length + " people, not " + each.length);
        int profile = 0;
        for (int j = 0; j < each.length; j++) {
            if (each[j] < 0 || each[j] >= choices[j])
                throw new IllegalArgumentException(
                        "person " + j + " chooses from 0 to " + (choices[j] - 1) + ", not " + each[j]);
            profile = profile * choices[j] + each[j];
        }
        return profile;
    }

    @Override
    public String toString() {
        return "profiles of " + Arrays.toString(choices);
    }
}
