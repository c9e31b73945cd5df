package org.broadsheet.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// The version that the jar's manifest carries.
final class Version implements IVersionProvider {
    static String current() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Broadsheet " + current(), "Java " + Runtime.version()};
    }
}
