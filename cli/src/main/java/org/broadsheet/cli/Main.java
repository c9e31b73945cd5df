package org.broadsheet.cli;

/// Entry of the `broadsheet` command.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(0);
    }
}
