package org.broadsheet.server.administration;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.store.Database;
import org.springframework.stereotype.Component;

/// Keeps the settings in the database, so that every process over it has the same.
@Component
public final class Settings {
    private final Database database;

    public Settings(Library library) {
        database = library.database();
    }

    /// As they are now.
    ///
    /// @throws IllegalArgumentException where somebody wrote into the table what no setting may be
    public HouseSettings now() {
        Map<String, String> kept = new LinkedHashMap<>();
        database.reading()
                .sql("select name, value from setting")
                .query((r, _) -> {
                    kept.put(r.getString(1), r.getString(2));
                    return r;
                })
                .list();
        HouseSettings d = HouseSettings.DEFAULT;
        Map<Kept, Integer> days = new EnumMap<>(Kept.class);
        for (Kept k : Kept.values()) {
            String name = name(k);
            days.put(k, number(name, kept.getOrDefault(name, Integer.toString(k.days()))));
        }
        return new HouseSettings(
                kept.getOrDefault("house", d.house()),
                signUp(kept.getOrDefault("sign_up", d.signUp().key())),
                days);
    }

    private static String name(Kept kept) {
        return kept.key() + "_days";
    }

    /// Keeps all of them.
    public void set(HouseSettings settings) {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("house", settings.house());
        kept.put("sign_up", settings.signUp().key());
        for (Kept k : Kept.values()) kept.put(name(k), Integer.toString(settings.days(k)));
        database.write(() -> {
            kept.forEach((name, value) -> database.writing()
                    .update(
                            "insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                            name,
                            value));
            return kept;
        });
    }

    /// Reads who may make an account, as forms and programs write it.
    ///
    /// @throws IllegalArgumentException naming what it may be
    public static SignUp signUp(String value) {
        try {
            return SignUp.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("sign-up is open, invitation or closed but was '" + value + "'");
        }
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("the setting '" + name + "' is a whole number but was '" + value + "'");
        }
    }
}
